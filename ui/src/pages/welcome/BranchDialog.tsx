import { useState } from "react";
import { Form } from "react-aria-components";

import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";
import { TextField } from "../../widgets/Field";

/** Asks which branch Retool uses, where the repository does not say which is its default. */
export function BranchDialog({ onChoose, onCancel }: { onChoose: (branch: string) => void; onCancel: () => void }) {
  const [branch, setBranch] = useState("");
  const isEmpty = branch.trim() === "";
  return (
    <Dialog
      title="Which branch does Retool use?"
      isOpen
      onClose={onCancel}
      footer={
        <>
          <Button onPress={onCancel}>Cancel</Button>
          <Button variant="primary" type="submit" form="branch-form" isDisabled={isEmpty}>
            Open the repository
          </Button>
        </>
      }
    >
      <p>This repository does not say which branch is its default.</p>
      <Form
        id="branch-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isEmpty) onChoose(branch.trim());
        }}
      >
        <TextField
          label="Default branch"
          mono
          autoFocus
          placeholder="main"
          value={branch}
          onChange={setBranch}
          description="Retool shows it in Settings › Source control."
        />
      </Form>
    </Dialog>
  );
}
