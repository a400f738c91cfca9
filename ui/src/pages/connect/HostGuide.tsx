import { useState } from "react";

import { forges, guides, type Forge } from "../../connection/forges";
import type { ForgeKind } from "../../ipc/generated/ForgeKind";
import { Select } from "../../widgets/Select";
import "./HostGuide.css";

/** Where everything is found that the form asks for, on the Git host that the address tells or the person says. */
export function HostGuide({ guessed, isSsh }: { guessed: ForgeKind; isSsh: boolean }) {
  const [chosen, setChosen] = useState<Forge>("gitHub");
  const forge = guessed === "none" ? chosen : guessed;
  const guide = guides[forge];
  return (
    <aside className="host-guide" aria-label="Where to find it">
      <div className="host-guide-header">
        <h2>Where to find it</h2>
        {guessed === "none" ? (
          <Select<Forge>
            label="Git host"
            isLabelHidden
            value={chosen}
            onChange={setChosen}
            options={forges.map((value) => ({ value, label: guides[value].name }))}
          />
        ) : (
          <span className="quiet">{guide.name}</span>
        )}
      </div>
      <dl className="host-guide-list">
        <dt>Address</dt>
        <dd>{guide.address}</dd>
        <dt>Branch</dt>
        <dd>
          In Retool under <b>Settings › Source control</b>.
        </dd>
        {isSsh ? (
          <>
            <dt>Key</dt>
            <dd>Add the public key on {guide.name}:</dd>
            <dd className="host-guide-where">{guide.key}</dd>
          </>
        ) : (
          <>
            <dt>Token</dt>
            <dd>{guide.permission}</dd>
            <dd className="host-guide-where">{guide.token}</dd>
          </>
        )}
      </dl>
    </aside>
  );
}
