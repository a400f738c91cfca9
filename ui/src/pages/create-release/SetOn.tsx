import type { CreateReleasePage } from "../../ipc/generated/CreateReleasePage";
import type { OnInstance } from "../../ipc/generated/OnInstance";
import { Checkbox } from "../../widgets/Choice";
import { InstanceName } from "../../widgets/InstanceName";
import { Becomes, Sign } from "../../widgets/Sign";
import { Version } from "../../widgets/Version";
import { VisibleText } from "../../widgets/VisibleText";
import { notesOn } from "./notesOn";

/** The instances whose manifests should name the release at once, each with what that means. */
export function SetOn({ page, version, chosen, isDisabled, onChange }: SetOnProps) {
  if (page.on.length === 0) {
    return (
      <div className="release-row">
        <h2 className="field-label">Also set on</h2>
        <p className="quiet">There is no manifest yet. The release can be set once there is one.</p>
      </div>
    );
  }
  const choice = { instances: page.on, version, defaultBranch: page.header.defaultBranch };
  const toggle = (manifest: string, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, manifest] : chosen.filter((other) => other !== manifest));
  return (
    <div className="release-row" role="group" aria-labelledby="set-on-label">
      <h2 className="field-label" id="set-on-label">
        Also set on
      </h2>
      <div className="set-on">
        {page.on.map((on, index) => (
          <Checkbox
            key={on.manifest}
            isSelected={chosen.includes(on.manifest)}
            onChange={(isChosen) => toggle(on.manifest, isChosen)}
            isDisabled={isDisabled || on.unreadable !== null}
          >
            <span className="set-on-name">
              <InstanceName name={on.manifest} isProduction={on.isProduction} />
            </span>{" "}
            <span className="set-on-change">
              <Change on={on} version={version} isChosen={chosen.includes(on.manifest)} />
            </span>{" "}
            <span className="set-on-note">
              {notesOn(choice, index, chosen.includes(on.manifest)).map((note) => (
                <span key={note.text} className={note.isAttention ? "set-on-attention" : undefined}>
                  {note.isAttention && <Sign name="attention" />}
                  <VisibleText text={note.text} />
                </span>
              ))}
            </span>
          </Checkbox>
        ))}
      </div>
    </div>
  );
}

interface SetOnProps {
  page: CreateReleasePage;
  /** The new version; empty while it is not known. */
  version: string;
  chosen: string[];
  isDisabled: boolean;
  onChange: (chosen: string[]) => void;
}

/** "1.0.2 → 1.0.3": what the manifest says and what it would say. */
function Change({ on, version, isChosen }: { on: OnInstance; version: string; isChosen: boolean }) {
  if (on.unreadable !== null) return null;
  const now = on.release === null ? <span className="quiet">Not listed</span> : <Version value={on.release} isQuiet={isChosen} />;
  // Ticking what follows main is a decision of its own: until then nothing is proposed for it.
  if ((on.release === "latest" && !isChosen) || version === "") return now;
  return (
    <>
      {now} <Becomes />{" "}
      <strong className="set-on-new">
        <Version value={version} />
      </strong>
    </>
  );
}
