import { useState } from "react";
import { Form } from "react-aria-components";

import { guides } from "../../connection/forges";
import { FailurePanel } from "../../errors/FailurePanel";
import { call } from "../../ipc/call";
import type { ForgeKind } from "../../ipc/generated/ForgeKind";
import { useOperation } from "../../ipc/operation";
import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";
import { TextField } from "../../widgets/Field";
import { showToast } from "../../widgets/Toasts";

/** Takes a user and a token, with what the token has to be allowed. */
export function TokenDialog({ repository, host, user: knownUser, forge, onClose }: TokenDialogProps) {
  const [user, setUser] = useState(knownUser);
  const [token, setToken] = useState("");
  const guide = forge === "none" ? null : guides[forge];
  const isReady = token.trim() !== "";

  const keeping = useOperation(async (operation) => {
    await call("save_token", { repository, user: user.trim() || "git", token: token.trim(), operation });
    showToast({ sign: "ok", text: `The token for ${host} is kept. Test the connection to see whether it works.` });
    onClose();
  });
  const cancel = () => {
    keeping.cancel();
    onClose();
  };
  return (
    <Dialog
      title={`Sign in to ${host}`}
      isOpen
      onClose={cancel}
      footer={
        <>
          <Button onPress={cancel}>Cancel</Button>
          <Button variant="primary" type="submit" form="token-form" isDisabled={!isReady} isPending={keeping.isRunning}>
            Keep token
          </Button>
        </>
      }
    >
      <Form
        id="token-form"
        className="token-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void keeping.run();
        }}
      >
        <TextField
          label="User"
          autoComplete="off"
          value={user}
          onChange={setUser}
          placeholder="git"
          description={guide?.user ?? "Your user name there."}
        />
        <TextField
          label="Token"
          type="password"
          autoComplete="off"
          autoFocus
          value={token}
          onChange={setToken}
          description={
            guide ? (
              <>
                {guide.permission} Made in {guide.token}.
              </>
            ) : (
              "It must be allowed to read the repository and to push branches."
            )
          }
        />
      </Form>
      {keeping.failure && <FailurePanel failure={keeping.failure} retry={() => void keeping.run()} />}
    </Dialog>
  );
}

interface TokenDialogProps {
  repository: string;
  host: string;
  user: string;
  forge: ForgeKind;
  onClose: () => void;
}
