import { useEffect, useRef } from "react";
import { Form } from "react-aria-components";

import { forgeOf, type Address } from "../../connection/address";
import type { Failure } from "../../ipc/generated/Failure";
import { TextField } from "../../widgets/Field";
import { addressNote, fieldOf, isComplete, type Entries, type Field } from "./entries";
import { SignInFields } from "./SignInFields";

/** Address, branch and sign-in. A failure leads to the field that mends it. */
export function ConnectForm({ id, entries, onChange, address, failure, isTried, isDisabled, onSubmit }: ConnectFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const set = (changed: Partial<Entries>) => onChange({ ...entries, ...changed });
  const field = failure && fieldOf(failure, address);
  useEffect(() => {
    // Fields are disabled while it runs: the focus waits until they are not.
    if (failure && field && !isDisabled) focusOn(form.current, field);
  }, [failure, field, isDisabled]);

  const note = addressNote(address, forgeOf(address));
  return (
    <Form
      ref={form}
      id={id}
      className="connect-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isComplete(address)) focusOn(form.current, "address");
        onSubmit();
      }}
    >
      <TextField
        label="Repository address"
        name="address"
        mono
        autoFocus
        isDisabled={isDisabled}
        value={entries.address}
        onChange={(text) => set({ address: text })}
        placeholder="https://github.com/acme/retool.git"
        error={isTried && !isComplete(address) && (address.kind === "empty" ? "Say where the repository is." : note)}
        description={note}
      />
      <TextField
        label="Branch that Retool uses"
        name="branch"
        mono
        isDisabled={isDisabled}
        value={entries.branch}
        onChange={(branch) => set({ branch })}
        placeholder="The repository’s default branch"
        error={field === "branch" && failure?.message}
        description="Retool shows it in Settings › Source control."
      />
      <SignInFields
        entries={entries}
        address={address}
        onChange={set}
        needsCaFile={field === "caFile"}
        isDisabled={isDisabled}
      />
    </Form>
  );
}

interface ConnectFormProps {
  id: string;
  entries: Entries;
  onChange: (entries: Entries) => void;
  address: Address;
  failure: Failure | null;
  /** Whether it was submitted: what is missing is said from then on. */
  isTried: boolean;
  isDisabled: boolean;
  onSubmit: () => void;
}

/** Puts the focus into a field of the form, with its text selected. */
function focusOn(form: HTMLFormElement | null, field: Field) {
  const input = form?.querySelector<HTMLInputElement>(`input[name="${field}"]`);
  input?.focus();
  input?.select();
}
