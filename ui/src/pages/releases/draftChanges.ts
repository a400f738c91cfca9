import { elementId } from "../../changes/elementId";
import type { Draft } from "../../ipc/generated/Draft";
import type { DraftChange } from "../../ipc/generated/DraftChange";

/** Everything of a draft, also what the default branch has contradicted meanwhile. */
export function allChanges(draft: Draft): DraftChange[] {
  return [...draft.changes, ...draft.conflicts.map((conflict) => conflict.change)];
}

/** The draft of these changes alone. What the default branch has contradicted stays so. */
export function ofChanges(changes: DraftChange[], { conflicts, dropped }: Draft): Draft {
  const chosen = byEntry(changes);
  const held = conflicts.filter(({ change }) => isSame(chosen.get(entryOf(change)), change));
  for (const { change } of held) chosen.delete(entryOf(change));
  return { changes: [...chosen.values()], conflicts: held, dropped };
}

/**
 * The draft as it is now, without what made `after` of `before`. What it did not touch stays, and so does what was
 * chosen anew, or pushed, since.
 */
export function undone(now: DraftChange[], before: DraftChange[], after: DraftChange[]): DraftChange[] {
  const [draft, was, made] = [byEntry(now), byEntry(before), byEntry(after)];
  for (const entry of new Set([...was.keys(), ...made.keys()])) {
    const earlier = was.get(entry);
    const later = made.get(entry);
    if (isSame(earlier, later) || !isSame(draft.get(entry), later)) continue;
    if (earlier) draft.set(entry, earlier);
    else draft.delete(entry);
  }
  return [...draft.values()];
}

function byEntry(changes: DraftChange[]): Map<string, DraftChange> {
  return new Map(changes.map((change) => [entryOf(change), change]));
}

function isSame(one: DraftChange | undefined, other: DraftChange | undefined): boolean {
  return one?.from === other?.from && one?.to === other?.to;
}

function entryOf({ manifest, element }: DraftChange): string {
  return `${elementId(element)} ${manifest}`;
}
