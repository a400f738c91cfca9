import { useState } from "react";
import { Form } from "react-aria-components";

import type { Failure } from "../ipc/generated/Failure";
import { Button } from "../widgets/Button";
import { Dialog } from "../widgets/Dialog";
import { TextField } from "../widgets/Field";

/** Asks for the passphrase of a key file, and says where it goes. `action` is what goes on with it. */
export function PassphraseDialog({ failure, action, onUnlock, onCancel }: PassphraseDialogProps) {
  const [passphrase, setPassphrase] = useState("");
  return (
    <Dialog
      title="Unlock the key"
      isOpen
      onClose={onCancel}
      footer={
        <>
          <Button onPress={onCancel}>Cancel</Button>
          <Button variant="primary" type="submit" form="passphrase-form" isDisabled={passphrase === ""}>
            {action}
          </Button>
        </>
      }
    >
      <p>{failure.message}</p>
      <Form
        id="passphrase-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (passphrase !== "") onUnlock(passphrase);
        }}
      >
        <TextField
          label="Passphrase"
          type="password"
          autoComplete="off"
          autoFocus
          value={passphrase}
          onChange={setPassphrase}
          description="Goes to this computer’s keyring once it has worked, never into a file."
        />
      </Form>
    </Dialog>
  );
}

interface PassphraseDialogProps {
  /** Which key it is, and whether another passphrase was wrong. */
  failure: Failure;
  action: string;
  onUnlock: (passphrase: string) => void;
  onCancel: () => void;
}
