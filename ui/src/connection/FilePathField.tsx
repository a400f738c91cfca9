import { call } from "../ipc/call";
import { Button } from "../widgets/Button";
import { TextField } from "../widgets/Field";

/** The path of a file, typed or chosen. */
export function FilePathField({ onChange, isDisabled, ...field }: FilePathFieldProps) {
  return (
    <TextField
      {...field}
      mono
      isDisabled={isDisabled}
      onChange={onChange}
      after={<ChooseFile onChoose={onChange} isDisabled={isDisabled} />}
    />
  );
}

interface FilePathFieldProps {
  label: string;
  name?: string;
  value: string;
  onChange: (path: string) => void;
  placeholder?: string;
  description?: React.ReactNode;
  error?: React.ReactNode;
  isDisabled?: boolean;
}

/** Lets a person choose a file in the system's dialog. */
export function ChooseFile({ onChoose, isDisabled }: { onChoose: (path: string) => void; isDisabled?: boolean }) {
  const choose = async () => {
    const { path } = await call("pick_file", {});
    if (path !== null) onChoose(path);
  };
  return (
    <Button isDisabled={isDisabled} onPress={() => void choose()}>
      Choose file…
    </Button>
  );
}
