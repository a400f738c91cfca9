import { useState } from "react";

import { forgeOf, readAddress } from "../../connection/address";
import { HostKeyDialog } from "../../connection/HostKeyDialog";
import { PassphraseDialog } from "../../connection/PassphraseDialog";
import { Page } from "../../shell/Page";
import { ConnectFooter } from "./ConnectFooter";
import { ConnectForm } from "./ConnectForm";
import { emptyEntries, isComplete, type Entries } from "./entries";
import { HostGuide } from "./HostGuide";
import { useConnecting } from "./useConnecting";
import "./ConnectPage.css";

/** Connects a repository by its address: what is typed at the left, where to find it at the right. */
export function ConnectPage() {
  const [entries, setEntries] = useState<Entries>(emptyEntries);
  const [isTried, setTried] = useState(false);
  const address = readAddress(entries.address);
  const connecting = useConnecting(entries, address);
  const { failure } = connecting;

  const submit = () => {
    setTried(true);
    if (isComplete(address)) void connecting.connect();
  };
  return (
    <Page
      title="Connect a repository"
      sentence="The repository that your Retool instances share, by its address on the Git host."
      width="reading"
      footer={
        <ConnectFooter
          connecting={connecting}
          form="connect-form"
          onCaFile={(caFile) => setEntries({ ...entries, caFile })}
        />
      }
    >
      <div className="connect">
        <ConnectForm
          id="connect-form"
          entries={entries}
          onChange={setEntries}
          address={address}
          failure={failure}
          isTried={isTried}
          isDisabled={connecting.isRunning}
          onSubmit={submit}
        />
        <HostGuide guessed={forgeOf(address)} isSsh={address.kind === "ssh"} />
      </div>
      {failure?.hostKey && (
        <HostKeyDialog hostKey={failure.hostKey} onTrust={() => void connecting.trust()} onCancel={connecting.clear} />
      )}
      {failure?.code === "passphraseNeeded" && (
        <PassphraseDialog
          failure={failure}
          action="Connect"
          onUnlock={(passphrase) => void connecting.unlock(passphrase)}
          onCancel={connecting.clear}
        />
      )}
    </Page>
  );
}
