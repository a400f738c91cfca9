import { DangerDialog } from "../../errors/DangerDialog";

/** Asks before the API, which programs know by its address, answers for another repository. */
export function ReplaceDialog({ name, other, onReplace, onClose }: ReplaceDialogProps) {
  return (
    <DangerDialog
      title={`Serve ${name} in place of ${other}?`}
      action={`Serve ${name}`}
      onConfirm={onReplace}
      onClose={onClose}
    >
      <p>
        The API answers for one repository. Programs that ask at its address for {other} would read and change {name} from now
        on.
      </p>
    </DangerDialog>
  );
}

interface ReplaceDialogProps {
  name: string;
  /** The repository that is served at present. */
  other: string;
  onReplace: () => void;
  onClose: () => void;
}
