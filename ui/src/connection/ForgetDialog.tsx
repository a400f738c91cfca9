import { DangerDialog } from "../errors/DangerDialog";
import { call } from "../ipc/call";
import type { RepositoryCard } from "../ipc/generated/RepositoryCard";
import { VisibleText } from "../widgets/VisibleText";
import { visibleString } from "../widgets/visible";

/** Asks before a repository is forgotten on this computer, and says what goes with it. */
export function ForgetDialog({ repository, onForgotten, onClose }: ForgetDialogProps) {
  const name = visibleString(repository.name);
  const forget = async () => {
    await call("forget_repository", { repository: repository.id });
    onForgotten();
  };
  return (
    <DangerDialog title={`Forget ${name}?`} action={`Forget ${name}`} onConfirm={forget} onClose={onClose}>
      <p>
        Its copy, its draft and its settings are removed from this computer, and with them branches that were never pushed.
      </p>
      <p>
        {repository.kind === "sample" ? (
          "What was merged into the sample stays: try it again to go on."
        ) : (
          <>
            The repository itself does not change:{" "}
            <span className="mono">
              <VisibleText text={repository.address} />
            </span>
          </>
        )}
      </p>
    </DangerDialog>
  );
}

interface ForgetDialogProps {
  repository: RepositoryCard;
  onForgotten: () => void;
  onClose: () => void;
}
