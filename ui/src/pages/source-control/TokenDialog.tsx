import { useState } from "react";
import { Form } from "react-aria-components";

import { guides } from "../../connection/forges";
import { FailurePanel } from "../../errors/FailurePanel";
import { asFailure, call } from "../../ipc/call";
import type { Failure } from "../../ipc/generated/Failure";
import type { ForgeKind } from "../../ipc/generated/ForgeKind";
import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";
import { TextField } from "../../widgets/Field";
import { showToast } from "../../widgets/Toasts";

/** Takes a user and a token, with what the token has to be allowed. */
export function TokenDialog({ repository, host, user: knownUser, forge, onClose }: TokenDialogProps) {
  const [user, setUser] = useState(knownUser);
  const [token, setToken] = useState("");
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const guide = forge === "none" ? null : guides[forge];
  const isReady = token.trim() !== "";

  const keep = async () => {
    if (!isReady || isPending) return;
    setPending(true);
    setFailure(null);
    try {
      await call("save_token", { repository, user: user.trim() || "git", token: token.trim() });
      showToast({ sign: "ok", text: `The token for ${host} is kept. Test the connection to see whether it works.` });
      onClose();
    } catch (error) {
      setFailure(asFailure(error));
      setPending(false);
    }
  };
  return (
    <Dialog
      title={`Sign in to ${host}`}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="token-form" isDisabled={!isReady} isPending={isPending}>
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
          void keep();
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
      {failure && <FailurePanel failure={failure} retry={() => void keep()} />}
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
