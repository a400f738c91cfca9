import type { SignIn } from "../../ipc/generated/SignIn";
import { Disclosure } from "../../widgets/Disclosure";
import { Sign } from "../../widgets/Sign";

/** Where a secret is kept, and why it is lost at the end where it is. */
export function SecretPlace({ signIn: { place, isMemoryOnly, hasSecret }, what }: SecretPlaceProps) {
  if (hasSecret === null) return <p className="field-description">{place}</p>;
  if (!isMemoryOnly) {
    return <p className="field-description">{hasSecret ? "Kept" : "One would be kept"} in the keyring of this computer.</p>;
  }
  return (
    <div className="small">
      <p className="settings-warning">
        <Sign name="attention" /> This computer’s keyring does not answer: a {what} is kept in memory until Manifold is closed.
      </p>
      <Disclosure title="Details" isQuiet>
        <p className="quiet">{place}</p>
      </Disclosure>
    </div>
  );
}

interface SecretPlaceProps {
  signIn: SignIn;
  what: "token" | "passphrase";
}
