import { call } from "../ipc/call";
import { Button } from "../widgets/Button";
import { RadioGroup } from "../widgets/Choice";
import { TextField } from "../widgets/Field";

/** How an SSH address is signed in to: the agent's keys, or the key in a file. */
export function KeyChoice({ keyFile, onChange, error, isDisabled }: KeyChoiceProps) {
  return (
    <>
      <RadioGroup<"agent" | "file">
        label="Key"
        value={keyFile === null ? "agent" : "file"}
        onChange={(way) => onChange(way === "agent" ? null : "")}
        isDisabled={isDisabled}
        options={[
          { value: "agent", label: "SSH agent", description: "The keys that ssh-add lists, also those with a passphrase." },
          { value: "file", label: "Key file", description: "A private key without a passphrase." },
        ]}
      />
      {keyFile !== null && (
        <FilePathField
          label="Private key"
          name="keyFile"
          placeholder="Where the key is on this computer"
          value={keyFile}
          onChange={onChange}
          error={error}
          isDisabled={isDisabled}
        />
      )}
    </>
  );
}

interface KeyChoiceProps {
  /** The file; nothing stands for the agent. */
  keyFile: string | null;
  onChange: (keyFile: string | null) => void;
  error?: React.ReactNode;
  isDisabled?: boolean;
}

/** The path of a file, typed or chosen. */
export function FilePathField({ onChange, isDisabled, ...field }: FilePathFieldProps) {
  const choose = async () => {
    const { path } = await call("pick_file", {});
    if (path !== null) onChange(path);
  };
  return (
    <TextField
      {...field}
      mono
      isDisabled={isDisabled}
      onChange={onChange}
      after={
        <Button isDisabled={isDisabled} onPress={() => void choose()}>
          Choose file…
        </Button>
      }
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
