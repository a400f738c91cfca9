import { useState } from "react";

import { ElementName } from "../../changes/ElementName";
import { elementId } from "../../changes/elementId";
import type { PlanView } from "../../ipc/generated/PlanView";
import { Button } from "../../widgets/Button";
import { Panel } from "../../widgets/Form";
import { Version } from "../../widgets/Version";
import { VisibleText } from "../../widgets/VisibleText";
import { plural } from "../../widgets/words";

const SHOWN_AT_FIRST = 10;

/** The releases as they were pushed: what was chosen, and no more. */
export function ReleasesCreated({ plan, description }: { plan: PlanView; description: string }) {
  const [isWhole, setWhole] = useState(false);
  const created = plan.meaning.flatMap((line) => (line.kind === "releaseCreated" ? [line] : []));
  const shown = isWhole ? created : created.slice(0, SHOWN_AT_FIRST);
  return (
    <Panel className="releases-created">
      <header className="releases-created-header">
        <h2>{plural(created.length, "release")}</h2>
        {description.trim() !== "" && (
          <p className="quiet">
            <VisibleText text={description.trim()} />
          </p>
        )}
      </header>
      <ul>
        {shown.map(({ element, name, folder, version }) => (
          <li key={elementId(element)} className="release-created">
            <ElementName name={name} folder={folder} id={element.id} />
            <Version value={version} />
          </li>
        ))}
      </ul>
      {shown.length < created.length && (
        <Button variant="quiet" className="releases-created-more" onPress={() => setWhole(true)}>
          Show {(created.length - shown.length).toLocaleString("en-GB")} more
        </Button>
      )}
    </Panel>
  );
}
