import type { Cell } from "../../ipc/generated/Cell";
import type { CellWaits } from "../../ipc/generated/CellWaits";
import type { WaitingBranch } from "../../ipc/generated/WaitingBranch";
import { visibleString } from "../../widgets/visible";
import { elementId } from "./items";

/** A release that a branch would add. */
export interface ReleaseOnTheWay {
  version: string;
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

/** Whose change it is: "Sample reviewer's #82", "Sample reviewer's branch". */
export function whose({ branch }: WaitingBranch): string {
  return `${visibleString(branch.author)}'s ${branch.pullRequest === null ? "branch" : `#${branch.pullRequest}`}`;
}

/** The change of a cell that waits, with the branch that makes it: of several the newest. */
export function firstOf(cell: Cell | undefined, waiting: WaitingBranch[]): { waits: CellWaits; branch: WaitingBranch } | null {
  const waits = cell?.waits?.[0];
  const branch = waits && waiting[waits.branch];
  return waits && branch ? { waits, branch } : null;
}
