import { useState } from "react";

import { FailurePanel } from "../errors/FailurePanel";
import { asFailure, call } from "../ipc/call";
import type { Failure } from "../ipc/generated/Failure";
import type { RepositoryCard } from "../ipc/generated/RepositoryCard";
import { Button } from "../widgets/Button";
import { Dialog } from "../widgets/Dialog";
import { VisibleText } from "../widgets/VisibleText";
import { visibleString } from "../widgets/visible";

/** Asks before a repository is forgotten on this computer, and says what goes with it. */
export function ForgetDialog({ repository, onForgotten, onClose }: ForgetDialogProps) {
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const name = visibleString(repository.name);
  const forget = async () => {
    setPending(true);
    try {
      await call("forget_repository", { repository: repository.id });
      onForgotten();
    } catch (error) {
      setFailure(asFailure(error));
      setPending(false);
    }
  };
  return (
    <Dialog
      title={`Forget ${name}?`}
      isOpen
      isAlert
      onClose={onClose}
      footer={
        <>
          <Button autoFocus onPress={onClose}>
            Cancel
          </Button>
          <Button variant="danger" isPending={isPending} onPress={() => void forget()}>
            Forget {name}
          </Button>
        </>
      }
    >
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
      {failure && <FailurePanel failure={failure} retry={() => void forget()} />}
    </Dialog>
  );
}

interface ForgetDialogProps {
  repository: RepositoryCard;
  onForgotten: () => void;
  onClose: () => void;
}
