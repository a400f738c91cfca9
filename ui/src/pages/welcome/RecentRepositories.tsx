import { X } from "lucide-react";
import { useState } from "react";
import { GridList, GridListItem } from "react-aria-components";

import { ForgetDialog } from "../../connection/ForgetDialog";
import type { RepositoryCard } from "../../ipc/generated/RepositoryCard";
import { kindIcons } from "../../shell/RepositorySwitcher";
import { useSession } from "../../shell/session";
import { IconButton } from "../../widgets/Button";
import { Chip } from "../../widgets/Chip";
import { RelativeTime } from "../../widgets/RelativeTime";
import { showToast } from "../../widgets/Toasts";
import { VisibleText } from "../../widgets/VisibleText";
import { visibleString } from "../../widgets/visible";
import "./RecentRepositories.css";

/** The repositories that this computer knows, last opened first. */
export function RecentRepositories() {
  const { start, repository, open, leave, refresh } = useSession();
  const [forgetting, setForgetting] = useState<RepositoryCard | null>(null);
  const { repositories } = start;
  if (repositories.length === 0) return null;

  const forgotten = async (card: RepositoryCard) => {
    setForgetting(null);
    await (card.id === repository?.id ? leave() : refresh());
    showToast({ text: `${visibleString(card.name)} was forgotten on this computer.` });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const focused = document.activeElement?.getAttribute("data-key");
    const card = repositories.find(({ id }) => id === focused);
    if (event.key === "Delete" && card) setForgetting(card);
  };
  return (
    <section className="recent" onKeyDown={onKeyDown}>
      <h2 id="recent-title">Recent</h2>
      <GridList
        aria-labelledby="recent-title"
        className="recent-list"
        items={repositories}
        onAction={(id) => open(String(id))}
      >
        {(card) => (
          <GridListItem id={card.id} textValue={visibleString(card.name)} className="recent-item">
            <span className="recent-icon" aria-hidden="true">
              {kindIcons[card.kind]}
            </span>
            <span className="recent-text">
              <span className="recent-name">
                <VisibleText text={card.name} />
              </span>
              {card.kind === "sample" ? (
                <Chip tone="proposed">Sample · stays on this computer</Chip>
              ) : (
                <span className="recent-where" title={card.address}>
                  <VisibleText text={card.address} />
                </span>
              )}
            </span>
            <span className="recent-time">
              {card.id === repository?.id
                ? "Open now"
                : card.lastOpened !== null && <RelativeTime time={card.lastOpened} isStatic />}
            </span>
            <IconButton
              className="recent-forget"
              label={`Forget ${visibleString(card.name)}…`}
              keys="Delete"
              icon={<X />}
              onPress={() => setForgetting(card)}
            />
          </GridListItem>
        )}
      </GridList>
      {forgetting && (
        <ForgetDialog
          repository={forgetting}
          onForgotten={() => void forgotten(forgetting)}
          onClose={() => setForgetting(null)}
        />
      )}
    </section>
  );
}
