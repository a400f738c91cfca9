import type { HostKey } from "../ipc/generated/HostKey";
import { Button } from "../widgets/Button";
import { CopyButton } from "../widgets/CopyButton";
import { Dialog } from "../widgets/Dialog";
import "./HostKeyDialog.css";

/** Asks once whether the key of an SSH server is the right one. Cancel is the default. */
export function HostKeyDialog({ hostKey, onTrust, onCancel }: HostKeyDialogProps) {
  return (
    <Dialog
      title={`Is this the key of ${hostKey.host}?`}
      isOpen
      isAlert
      onClose={onCancel}
      footer={
        <>
          <Button autoFocus onPress={onCancel}>
            Cancel
          </Button>
          <Button variant="primary" onPress={onTrust}>
            Trust and connect
          </Button>
        </>
      }
    >
      <p>
        This computer has not connected to {hostKey.host} before. Compare the fingerprint with the one that its owner
        publishes: if they differ, somebody may be in between.
      </p>
      <div className="host-key">
        <code className="host-key-fingerprint">{hostKey.fingerprint}</code>
        <CopyButton text={hostKey.fingerprint} label="Copy the fingerprint" />
      </div>
      <p className="quiet">A trusted key is remembered on this computer. Another key for the same host is refused.</p>
    </Dialog>
  );
}

interface HostKeyDialogProps {
  hostKey: HostKey;
  onTrust: () => void;
  onCancel: () => void;
}
