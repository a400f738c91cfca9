import type { ElementPage } from "../../ipc/generated/ElementPage";
import type { OnInstance } from "../../ipc/generated/OnInstance";
import { classes } from "../../widgets/classes";
import { CopyButton } from "../../widgets/CopyButton";
import { InstanceName } from "../../widgets/InstanceName";
import { Sign } from "../../widgets/Sign";
import { Tooltip } from "../../widgets/Tooltip";
import { Version } from "../../widgets/Version";
import { VisibleText } from "../../widgets/VisibleText";
import { kindWord } from "./words";
import "./ElementHeader.css";

/** As many instances as stand in one line of a narrow window. */
const FEW = 6;

/** What it is, where it lives, and its uuid. */
export function ElementSentence({ page }: { page: ElementPage }) {
  return (
    <span className="element-sentence">
      <span>
        {kindWord(page.element.kind)} in{" "}
        <code>
          <VisibleText text={page.folder} />
        </code>
      </span>
      <span className="element-uuid">
        <code>{page.element.id}</code>
        <CopyButton text={page.element.id} label="Copy the uuid" />
      </span>
    </span>
  );
}

/** What each instance's manifest says of it, in the order of the columns. */
export function WhereOn({ page }: { page: ElementPage }) {
  if (page.on.length === 0) return null;
  return (
    <dl className={classes("where-on", page.on.length > FEW && "where-on-many")} aria-label="What the manifests say">
      {page.on.map((on) => (
        <div key={on.manifest} className="where-on-item">
          <dt>
            <InstanceName name={on.manifest} isProduction={on.isProduction} />
          </dt>
          <dd>
            <Says on={on} page={page} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Says({ on, page }: { on: OnInstance; page: ElementPage }) {
  if (on.unreadable !== null) {
    return (
      <Tooltip text={on.unreadable}>
        <span className="where-on-broken" tabIndex={0} role="note">
          <Sign name="broken" /> unreadable
        </span>
      </Tooltip>
    );
  }
  if (on.release === null) return <span className="quiet">Not listed</span>;
  const behind = page.releases.findIndex((release) => release.version === on.release);
  return (
    <span className={on.release === "latest" && on.isProduction ? "where-on-latest" : undefined}>
      <Version value={on.release} />
      {on.missing && (
        <span className="where-on-broken">
          <Sign name="broken" /> missing
        </span>
      )}
      {behind > 0 && <span className="where-on-behind">{behind} behind</span>}
    </span>
  );
}
