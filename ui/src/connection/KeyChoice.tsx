import { RadioGroup } from "../widgets/Choice";
import { FilePathField } from "./FilePathField";

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
          { value: "file", label: "Key file", description: "A private key. Its passphrase, where it has one, is asked for and kept in the keyring." },
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
