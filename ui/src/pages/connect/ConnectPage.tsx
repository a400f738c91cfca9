import { useState } from "react";

import { forgeOf, readAddress } from "../../connection/address";
import { Page } from "../../shell/Page";
import { ConnectForm } from "./ConnectForm";
import { HostGuide } from "./HostGuide";
import { emptyEntries, type Entries } from "./entries";
import "./ConnectPage.css";

/** Connects a repository by its address: what is typed at the left, where to find it at the right. */
export function ConnectPage() {
  const [entries, setEntries] = useState<Entries>(emptyEntries);
  const address = readAddress(entries.address);
  return (
    <Page
      title="Connect a repository"
      sentence="The repository that your Retool instances share, by its address on the Git host."
      width="reading"
    >
      <div className="connect">
        <ConnectForm entries={entries} onChange={setEntries} address={address} />
        <HostGuide guessed={forgeOf(address)} isSsh={address.kind === "ssh"} />
      </div>
    </Page>
  );
}
