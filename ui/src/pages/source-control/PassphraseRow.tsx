import { FailurePanel } from "../../errors/FailurePanel";
import { call } from "../../ipc/call";
import type { SignIn } from "../../ipc/generated/SignIn";
import { useOperation } from "../../ipc/operation";
import { OperationProgress } from "../../shell/OperationProgress";
import { Button } from "../../widgets/Button";
import { SettingsRow } from "../../widgets/Settings";
import { showToast } from "../../widgets/Toasts";
import { SecretPlace } from "./SecretPlace";

/** The passphrase of the key file: where it is kept, and how to delete it. Without one, the connection asks. */
export function PassphraseRow({ repository, signIn }: { repository: string; signIn: SignIn }) {
  const deletion = useOperation(async (operation) => {
    await call("delete_passphrase", { repository, operation });
    showToast({ text: "The passphrase was deleted. It is asked for when it is needed." });
  });
  return (
    <SettingsRow label="Passphrase">
      <div className="settings-line">
        <span>The passphrase of the key for {signIn.host}</span>
        <Button isDisabled={deletion.isRunning} onPress={() => void deletion.run()}>
          Delete passphrase
        </Button>
        <OperationProgress operation={deletion} />
      </div>
      <SecretPlace signIn={signIn} what="passphrase" />
      {deletion.failure && <FailurePanel failure={deletion.failure} />}
    </SettingsRow>
  );
}
