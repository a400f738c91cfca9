import { ChevronsUpDown, Database, FlaskConical, Folder, Globe, Plus } from "lucide-react";
import { Button } from "react-aria-components";

import type { RepositoryCard } from "../ipc/generated/RepositoryCard";
import type { RepositoryKind } from "../ipc/generated/RepositoryKind";
import { Menu, type MenuEntry } from "../widgets/Menu";
import { VisibleText } from "../widgets/VisibleText";
import { useNavigation } from "./navigation";
import { useSession } from "./session";

/** How a repository was opened, as a picture. */
export const kindIcons: Record<RepositoryKind, React.ReactNode> = {
  sample: <FlaskConical />,
  folder: <Folder />,
  address: <Globe />,
};

/** Which repository is open, and the way to another. */
export function RepositorySwitcher() {
  const { start, repository, open } = useSession();
  const { go } = useNavigation();
  const entries: MenuEntry[] = [
    ...start.repositories.map((card) => ({
      id: card.id,
      label: <VisibleText text={card.name} />,
      textValue: card.name,
      description: <VisibleText text={whereIs(card)} />,
      icon: kindIcons[card.kind],
      isCurrent: card.id === repository?.id,
      onAction: () => open(card.id),
    })),
    {
      id: "add",
      label: "Add a repository…",
      icon: <Plus />,
      startsGroup: start.repositories.length > 0,
      onAction: () => go({ name: "welcome" }),
    },
  ];
  return (
    <Menu
      placement="bottom start"
      entries={entries}
      trigger={
        <Button className="switcher">
          <span className="switcher-icon">{repository ? kindIcons[repository.kind] : <Database />}</span>
          <span className="switcher-text">
            <span className="visually-hidden">Repository: </span>
            <span className="switcher-name">{repository ? <VisibleText text={repository.name} /> : "No repository"}</span>
            {repository && <span className="switcher-where">{whereIs(repository)}</span>}
          </span>
          <ChevronsUpDown className="switcher-chevrons" aria-hidden="true" />
        </Button>
      }
    />
  );
}

function whereIs(card: RepositoryCard): string {
  return card.kind === "sample" ? "Stays on this computer" : card.address;
}
