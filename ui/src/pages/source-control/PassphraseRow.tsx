import { asFailure, call } from "../../ipc/call";
import type { SignIn } from "../../ipc/generated/SignIn";
import { Button } from "../../widgets/Button";
import { SettingsRow } from "../../widgets/Settings";
import { showToast } from "../../widgets/Toasts";
import { SecretPlace } from "./SecretPlace";

/** The passphrase of the key file: where it is kept, and how to delete it. Without one, the connection asks. */
export function PassphraseRow({ repository, signIn }: { repository: string; signIn: SignIn }) {
  const forget = async () => {
    try {
      await call("delete_passphrase", { repository });
      showToast({ text: "The passphrase was deleted. It is asked for when it is needed." });
    } catch (error) {
      showToast({ sign: "broken", text: asFailure(error).message });
    }
  };
  return (
    <SettingsRow label="Passphrase">
      <div className="settings-line">
        <span>The passphrase of the key for {signIn.host}</span>
        <Button onPress={() => void forget()}>Delete passphrase</Button>
      </div>
      <SecretPlace signIn={signIn} what="passphrase" />
    </SettingsRow>
  );
}
