import type { Cell } from "../../ipc/generated/Cell";
import type { CellWaits } from "../../ipc/generated/CellWaits";
import type { WaitingBranch } from "../../ipc/generated/WaitingBranch";
import { visibleString } from "../../widgets/visible";
import { elementId } from "../../changes/elementId";

/** A release that a branch would add. */
export interface ReleaseOnTheWay {
  version: string;
  branch: WaitingBranch;
}

/** An entry that a branch would change. */
export interface EntryOnTheWay {
  /** What it would name; nothing where it would no longer be listed. */
  to: string | null;
  branch: WaitingBranch;
}

/** Releases on the way by element; those of branches that have long stood still are left out. */
export type ReleasesOnTheWay = ReadonlyMap<string, ReleaseOnTheWay[]>;

/** Sorts the releases that wait by element. */
export function releasesOnTheWay(waiting: WaitingBranch[]): ReleasesOnTheWay {
  const found = new Map<string, ReleaseOnTheWay[]>();
  for (const branch of waiting) {
    if (branch.isOld) continue;
    for (const change of branch.changes) {
      if (change.kind !== "release" || change.isRemoved) continue;
      const id = elementId(change.element);
      found.set(id, [...(found.get(id) ?? []), { version: change.version, branch }]);
    }
  }
  return found;
}

/** What a branch is called in few words: its pull request's number, else its author. */
export function shortName({ branch }: WaitingBranch): string {
  return branch.pullRequest === null ? visibleString(branch.author) : `#${branch.pullRequest}`;
}

const NOTHING: CellWaits[] = [];

/** Every change of a cell that waits, with the branch that makes it: the newest first. */
export function waitsOf(cell: Cell | undefined, waiting: WaitingBranch[]): EntryOnTheWay[] {
  return (cell?.waits ?? NOTHING).flatMap((waits) => {
    const branch = waiting[waits.branch];
    return branch ? [{ to: waits.to ?? null, branch }] : [];
  });
}

/** The branch that would make a cell this already, so that nobody does it twice. */
export function madeBy(to: string | null, waits: EntryOnTheWay[]): WaitingBranch | null {
  return waits.find((entry) => entry.to === to)?.branch ?? null;
}
