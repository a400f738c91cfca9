import { elementId } from "../../changes/elementId";
import type { Proposal } from "../../changes/proposal";
import type { Tickable } from "../../changes/ticks";
import type { Instance } from "../../ipc/generated/Instance";
import type { PastChange } from "../../ipc/generated/PastChange";
import type { PastEntry } from "../../ipc/generated/PastEntry";
import { visibleString } from "../../widgets/visible";
import { relativeTime } from "../../widgets/words";

export interface Entry extends Tickable, PastEntry {}

export interface EntryGroup {
  key: string;
  title: string;
  entries: Entry[];
}

/** What goes back, what is left as it is, and what cannot go back. */
export function groupEntries(change: PastChange): EntryGroup[] {
  // One element may be in several changes: each has its own tick.
  const entries = change.entries.map((entry): Entry => ({ ...entry, id: `${change.commit} ${elementId(entry.element)}` }));
  const groups: [Entry["choice"], string][] = [
    ["ticked", "Goes back"],
    ["left", "Left as it is"],
    ["blocked", "Cannot go back"],
  ];
  return groups.flatMap(([choice, title]) => {
    const together = entries.filter((entry) => entry.choice === choice);
    return together.length === 0 ? [] : [{ key: choice, title, entries: together }];
  });
}

/** The ticked entries as changes to review; `now` in seconds. */
export function proposalOf(instance: Instance, change: PastChange, ticked: Entry[], now: number): Proposal {
  const number = change.pullRequest === null ? "" : ` (#${change.pullRequest})`;
  return {
    title: `Roll back ${visibleString(instance.manifest)}`,
    origin: `Takes back “${visibleString(change.title)}”${number} by ${visibleString(change.author)}, ${relativeTime(change.time, now)}.`,
    isRollBack: true,
    changes: ticked.map((entry) => ({
      id: entry.id,
      manifest: instance.manifest,
      element: entry.element,
      from: entry.now,
      to: entry.before,
    })),
  };
}
