import { ExternalLink } from "lucide-react";
import { useMemo } from "react";

import { ElementName } from "../../changes/ElementName";
import { ReleaseName } from "../../changes/ReleaseName";
import { waitsNote } from "../../changes/waitsNote";
import { TickList } from "../../changes/TickList";
import type { Ticks } from "../../changes/ticks";
import type { Instance } from "../../ipc/generated/Instance";
import type { PastChange } from "../../ipc/generated/PastChange";
import { openLink } from "../../publish/openLink";
import { useRepository } from "../../shell/session";
import { Banner } from "../../widgets/Banner";
import { Button } from "../../widgets/Button";
import { EmptyState } from "../../widgets/EmptyState";
import { RelativeTime } from "../../widgets/RelativeTime";
import { Becomes } from "../../widgets/Sign";
import { visibleString } from "../../widgets/visible";
import { VisibleText } from "../../widgets/VisibleText";
import type { Entry, EntryGroup } from "./entries";

/** The entries that one change changed, and which of them go back. */
export function ChangedEntries({ instance, change, groups, ticks }: ChangedEntriesProps) {
  const repository = useRepository();
  const { url, pullRequest } = change;
  const name = visibleString(instance.manifest);
  const headed = useMemo(
    () =>
      groups.map(({ key, title, entries }) => ({
        key,
        items: entries,
        heading: (
          <>
            <h3>{title}</h3>
            <span className="tick-heading-note numbers">{entries.length.toLocaleString("en-GB")}</span>
          </>
        ),
      })),
    [groups],
  );
  return (
    <section className="changed-entries" aria-labelledby="changed-entries-title">
      <header className="changed-header">
        <div className="changed-heading">
          <h2 id="changed-entries-title">
            <VisibleText text={change.title} />
          </h2>
          <p className="small quiet">
            <VisibleText text={change.author} />, <RelativeTime time={change.time} /> · <code>{change.commit.slice(0, 7)}</code>
          </p>
        </div>
        {url !== null && (
          <Button variant="quiet" icon={<ExternalLink />} onPress={() => void openLink(repository, url)}>
            {pullRequest === null ? "Open" : `Open #${pullRequest}`}
          </Button>
        )}
      </header>
      {change.note !== null && <Banner sign="attention">{change.note}</Banner>}
      {groups.length === 0 ? (
        <EmptyState title="There is nothing to take back.">Choose another change.</EmptyState>
      ) : (
        <TickList
          label={`What goes back on ${name}`}
          className="roll-back-list"
          columns={["App", `${name} now`, "Goes back to"]}
          groups={headed}
          ticks={ticks}
          cellsOf={cellsOf}
          noteOf={noteOf}
        />
      )}
    </section>
  );
}

interface ChangedEntriesProps {
  instance: Instance;
  change: PastChange;
  groups: EntryGroup[];
  ticks: Ticks<Entry>;
}

function cellsOf({ element, name, folder, now, before }: Entry): React.ReactNode[] {
  return [
    <ElementName key="app" name={name} folder={folder} id={element.id} />,
    <ReleaseName key="now" release={now} isQuiet />,
    <span key="before" className="tick-becomes">
      <Becomes />
      <ReleaseName release={before} />
    </span>,
  ];
}

function noteOf(entry: Entry): React.ReactNode {
  return waitsNote(entry) ?? (entry.reason && <span title={entry.reason}>{entry.reason}</span>);
}
