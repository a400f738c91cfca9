import { ChevronLeft } from "lucide-react";
import { useEffect, useRef } from "react";

import type { RepositoryHeader } from "../ipc/generated/RepositoryHeader";
import { IconButton } from "../widgets/Button";
import { Chip } from "../widgets/Chip";
import { classes } from "../widgets/classes";
import { useNavigation } from "./navigation";
import { needsRepository, sectionOf } from "./pages";
import { RepositoryBanners } from "./RepositoryBanners";
import { useSession } from "./session";
import "./Page.css";

/** A page: a title, one sentence saying what it is for, actions at the right, then content. */
export function Page({ title, plainTitle, sentence, actions, header, footer, width = "full", isFilled, children }: PageProps) {
  const { page, canGoBack, back } = useNavigation();
  const { repository } = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  const name = plainTitle ?? (typeof title === "string" ? title : "Manifold");

  useEffect(() => {
    document.title = repository ? `${name} – ${repository.name} – Manifold` : "Manifold";
  }, [name, repository]);
  // A new page is heard from its title on, unless something in it asked for the focus.
  useEffect(() => {
    if (!heading.current?.closest("main")?.contains(document.activeElement)) heading.current?.focus();
  }, []);

  return (
    <div className={classes("page", `page-${width}`, isFilled && "page-filled")}>
      <div className="page-scroll">
        <header className="page-header">
          <div className="page-heading">
            <div className="page-title-line">
              {canGoBack && sectionOf(page) !== page.name && <IconButton className="page-back" label="Back" keys="Alt ←" icon={<ChevronLeft />} onPress={back} />}
              <h1 ref={heading} tabIndex={-1} className="page-title">
                {title}
              </h1>
              {repository?.kind === "sample" && needsRepository(page) && <Chip tone="proposed">Sample · stays on this computer</Chip>}
            </div>
            {sentence && <p className="page-sentence">{sentence}</p>}
          </div>
          {actions && <div className="page-actions">{actions}</div>}
        </header>
        {header && <RepositoryBanners header={header} />}
        <div className="page-content">{children}</div>
      </div>
      {footer && <footer className="page-footer">{footer}</footer>}
    </div>
  );
}

interface PageProps {
  title: React.ReactNode;
  /** The title as text, where it is more than text. */
  plainTitle?: string;
  sentence?: React.ReactNode;
  actions?: React.ReactNode;
  /** For what is said of the repository's state: offline, read-only. */
  header?: RepositoryHeader;
  /** Stays at the foot while the content scrolls. */
  footer?: React.ReactNode;
  /** `reading`: at most 880 wide. */
  width?: "full" | "reading";
  /** The content fills the page and scrolls by itself. */
  isFilled?: boolean;
  children: React.ReactNode;
}
