import { forgeOf, type Address } from "../../connection/address";
import { guides } from "../../connection/forges";
import { KeyChoice } from "../../connection/KeyChoice";
import { Banner } from "../../widgets/Banner";
import { TextField } from "../../widgets/Field";
import type { Entries } from "./entries";

/** How to sign in, as the address asks for it. */
export function SignInFields({ entries, address, onChange, isDisabled }: SignInFieldsProps) {
  if (address.kind !== "https" && address.kind !== "ssh") return null;
  const forge = forgeOf(address);
  return (
    <fieldset className="connect-sign-in">
      <legend>Sign-in to {address.host}</legend>
      {address.kind === "ssh" ? (
        <KeyChoice keyFile={entries.keyFile} onChange={(keyFile) => onChange({ keyFile })} isDisabled={isDisabled} />
      ) : (
        <>
          {address.isPlain && (
            <Banner sign="attention">Over http:// everybody on the way can read the token. Use https:// if you can.</Banner>
          )}
          <TextField
            label="User"
            name="user"
            autoComplete="off"
            isDisabled={isDisabled}
            value={entries.user}
            onChange={(user) => onChange({ user })}
            placeholder={address.user ?? "git"}
            description={forge === "none" ? "Your user name there." : guides[forge].user}
          />
          <TextField
            label="Token"
            name="token"
            type="password"
            autoComplete="off"
            isDisabled={isDisabled}
            value={entries.token}
            onChange={(token) => onChange({ token })}
            placeholder="Not needed where everybody may read"
            description="Goes to this computer’s keyring, never into a file."
          />
        </>
      )}
    </fieldset>
  );
}

interface SignInFieldsProps {
  entries: Entries;
  address: Address;
  onChange: (changed: Partial<Entries>) => void;
  isDisabled: boolean;
}
