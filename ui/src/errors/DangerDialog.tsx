import { useState } from "react";

import { asFailure } from "../ipc/call";
import type { Failure } from "../ipc/generated/Failure";
import { Button } from "../widgets/Button";
import { Dialog } from "../widgets/Dialog";
import { FailurePanel } from "./FailurePanel";

/** Asks before something that cannot be taken back; stays open, and says why, where that fails. */
export function DangerDialog({ title, action, onConfirm, onClose, children }: DangerDialogProps) {
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const confirm = async () => {
    setPending(true);
    try {
      await onConfirm();
    } catch (error) {
      setFailure(asFailure(error));
      setPending(false);
    }
  };
  return (
    <Dialog
      title={title}
      isOpen
      isAlert
      onClose={onClose}
      footer={
        <>
          <Button autoFocus onPress={onClose}>
            Cancel
          </Button>
          <Button variant="danger" isPending={isPending} onPress={() => void confirm()}>
            {action}
          </Button>
        </>
      }
    >
      {children}
      {failure && <FailurePanel failure={failure} retry={() => void confirm()} />}
    </Dialog>
  );
}

interface DangerDialogProps {
  title: string;
  /** The words of the button that does it; they name its object. */
  action: string;
  /** Does it, and closes the dialog. */
  onConfirm: () => Promise<void> | void;
  onClose: () => void;
  /** What becomes of what. */
  children: React.ReactNode;
}
