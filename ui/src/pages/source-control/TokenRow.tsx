import { useState } from "react";

import { FailurePanel } from "../../errors/FailurePanel";
import { call } from "../../ipc/call";
import type { SourceControlPage } from "../../ipc/generated/SourceControlPage";
import { useOperation } from "../../ipc/operation";
import { OperationProgress } from "../../shell/OperationProgress";
import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";
import { SettingsRow } from "../../widgets/Settings";
import { showToast } from "../../widgets/Toasts";
import { SecretPlace } from "./SecretPlace";
import { TokenDialog } from "./TokenDialog";

/** The token: whether there is one, for whom, where it is kept; and how to replace or delete it. */
export function TokenRow({ repository, page: { connection, defaults, signIn } }: { repository: string; page: SourceControlPage }) {
  const [open, setOpen] = useState<"token" | "delete" | null>(null);
  const close = () => setOpen(null);
  const host = signIn.host ?? "the Git host";
  const user = connection.user ?? "";
  const deletion = useOperation(async (operation) => {
    await call("save_token", { repository, user, token: null, operation });
    showToast({ text: `The token for ${host} was deleted.` });
  });
  return (
    <SettingsRow label="Token">
      <div className="settings-line">
        {signIn.hasSecret ? (
          <>
            <span>{`A token of ${user} for ${host}`}</span>
            <Button onPress={() => setOpen("token")}>Replace token…</Button>
            <Button onPress={() => setOpen("delete")}>Delete token…</Button>
          </>
        ) : (
          <>
            <span>{signIn.hasSecret === null ? `It is not known whether there is a token for ${host}` : `No token for ${host}`}</span>
            <Button onPress={() => setOpen("token")}>Add token…</Button>
          </>
        )}
        <OperationProgress operation={deletion} />
      </div>
      <SecretPlace signIn={signIn} what="token" />
      {deletion.failure && <FailurePanel failure={deletion.failure} />}
      {open === "token" && (
        <TokenDialog repository={repository} host={host} user={user} forge={connection.forge ?? defaults.forge} onClose={close} />
      )}
      {open === "delete" && (
        <Dialog
          title={`Delete the token for ${host}?`}
          isOpen
          isAlert
          onClose={close}
          footer={
            <>
              <Button autoFocus onPress={close}>
                Cancel
              </Button>
              <Button
                variant="danger"
                onPress={() => {
                  close();
                  void deletion.run();
                }}
              >
                Delete token
              </Button>
            </>
          }
        >
          <p>It is removed from this computer. On {host} it stays valid until it is revoked there.</p>
        </Dialog>
      )}
    </SettingsRow>
  );
}
