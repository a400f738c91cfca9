import { useCallback, useMemo } from "react";

import { ElementName } from "../../changes/ElementName";
import { ListFilter } from "../../changes/ListFilter";
import { NoHits } from "../../changes/NoHits";
import { TickList } from "../../changes/TickList";
import { filterGroups, type Ticks } from "../../changes/ticks";
import type { Bump } from "../../ipc/generated/Bump";
import { useVisitState } from "../../shell/navigation";
import { Segments } from "../../widgets/Choice";
import { Becomes } from "../../widgets/Sign";
import { Version } from "../../widgets/Version";
import type { ElementGroup, OwnVersion, Releasable, Versions } from "./elements";
import { VersionCell } from "./VersionCell";

/** What is released, each with its newest release and the version that comes next. */
export function ElementsToRelease({ groups, ticks, versions, refused, isDisabled, onChange }: ElementsToReleaseProps) {
  const [typed, setTyped] = useVisitState("filter", "");
  const count = groups.reduce((sum, group) => sum + group.elements.length, 0);
  const hasReleased = groups.some((group) => group.elements.some((element) => element.newest !== null));
  const shown = useMemo(() => {
    const headed = groups.map(({ key, title, elements }) => ({
      key,
      items: elements,
      heading: (
        <>
          <h2>{title}</h2>
          <span className="tick-heading-note numbers">{elements.length.toLocaleString("en-GB")}</span>
        </>
      ),
    }));
    return filterGroups(headed, typed, ({ name, folder, element }) => `${name} ${folder} ${element.id}`);
  }, [groups, typed]);

  const setOwn = useCallback(
    (folder: string, version: OwnVersion) => onChange((now) => ({ ...now, own: new Map(now.own).set(folder, version) })),
    [onChange],
  );
  const cellsOf = useCallback(
    (element: Releasable) => [
      <ElementName key="app" name={element.name} folder={element.folder} id={element.element.id} />,
      element.newest === null ? <span key="newest" className="quiet">None yet</span> : <Version key="newest" value={element.newest} isQuiet />,
      element.choice !== "blocked" && (
        <span key="next" className="next-version">
          <Becomes />
          <VersionCell element={element} versions={versions} isDisabled={isDisabled || !ticks.has(element)} onChange={setOwn} />
        </span>
      ),
    ],
    [versions, ticks, isDisabled, setOwn],
  );
  const noteOf = useCallback(
    ({ folder, notReleasable }: Releasable) => {
      const refusal = refused.get(folder);
      if (refusal) return <span className="element-refused">{refusal}</span>;
      return notReleasable;
    },
    [refused],
  );

  return (
    <section className="to-release" aria-label="What is released">
      <div className="choice-toolbar">
        {hasReleased && (
          <div className="to-release-bump">
            <span className="field-label">Next version</span>
            <Segments<Bump>
              label="Next version of all"
              value={versions.bump ?? "patch"}
              onChange={(bump) => onChange(() => ({ bump, own: new Map() }))}
              options={[
                { value: "patch", label: "Patch", isDisabled },
                { value: "minor", label: "Minor", isDisabled },
                { value: "major", label: "Major", isDisabled },
              ]}
            />
          </div>
        )}
        <ListFilter lines={count} typed={typed} onType={(text) => setTyped(() => text)} />
      </div>
      {shown.length === 0 ? (
        <NoHits typed={typed} onClear={() => setTyped(() => "")} />
      ) : (
        <TickList
          label="Apps and workflows to release"
          className="to-release-list"
          columns={["App", "Newest", "New"]}
          groups={shown}
          ticks={ticks}
          cellsOf={cellsOf}
          noteOf={noteOf}
        />
      )}
    </section>
  );
}

interface ElementsToReleaseProps {
  groups: ElementGroup[];
  ticks: Ticks<Releasable>;
  versions: Versions;
  /** What stands against releasing an element, by folder. */
  refused: ReadonlyMap<string, string>;
  isDisabled: boolean;
  onChange: (change: (now: Versions) => Versions) => void;
}
