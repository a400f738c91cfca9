import { useState } from "react";

import { forgeOf, type Address } from "../../connection/address";
import { guides } from "../../connection/forges";
import { FilePathField } from "../../connection/FilePathField";
import { KeyChoice } from "../../connection/KeyChoice";
import { Banner } from "../../widgets/Banner";
import { Disclosure } from "../../widgets/Disclosure";
import { TextField } from "../../widgets/Field";
import type { Entries } from "./entries";

/** How to sign in, as the address asks for it. */
export function SignInFields({ entries, address, onChange, needsCaFile, isDisabled }: SignInFieldsProps) {
  const [isOpen, setOpen] = useState(false);
  const showsCaFile = isOpen || needsCaFile || entries.caFile !== "";
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
            description="Goes to this computer’s keyring once it has worked, never into a file."
          />
          <Disclosure title="Certificates" isQuiet isExpanded={showsCaFile} onExpandedChange={setOpen}>
            <FilePathField
              label="Certificate authority"
              name="caFile"
              value={entries.caFile}
              onChange={(caFile) => onChange({ caFile })}
              placeholder="This computer’s own"
              isDisabled={isDisabled}
              description="A file with the authority of your organisation, where it has one of its own."
            />
          </Disclosure>
        </>
      )}
    </fieldset>
  );
}

interface SignInFieldsProps {
  entries: Entries;
  address: Address;
  onChange: (changed: Partial<Entries>) => void;
  /** Whether the host's certificate was not trusted. */
  needsCaFile: boolean;
  isDisabled: boolean;
}
