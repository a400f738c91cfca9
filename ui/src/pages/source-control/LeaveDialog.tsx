import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";

/** Asks before edits are lost by leaving the page. */
export function LeaveDialog({ onStay, onDiscard, onSave }: LeaveDialogProps) {
  return (
    <Dialog
      title="Save the changes?"
      isOpen
      isAlert
      onClose={onStay}
      footer={
        <>
          <Button onPress={onDiscard}>Discard changes</Button>
          <Button onPress={onStay}>Stay here</Button>
          <Button variant="primary" autoFocus onPress={onSave}>
            Save
          </Button>
        </>
      }
    >
      <p>Source control was changed and not saved. Leaving the page discards the changes.</p>
    </Dialog>
  );
}

interface LeaveDialogProps {
  onStay: () => void;
  onDiscard: () => void;
  onSave: () => void;
}
