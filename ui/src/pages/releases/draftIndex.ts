import type { DraftChange } from "../../ipc/generated/DraftChange";
import type { ManifestChange } from "../../ipc/generated/ManifestChange";
import { elementId } from "../../changes/elementId";

/** The draft of one element: its change per manifest. */
export type RowDraft = ReadonlyMap<string, DraftChange>;
/** The draft per element. */
export type DraftIndex = ReadonlyMap<string, RowDraft>;

/** Sorts the draft by element. What did not change keeps its identity, so that its row is not drawn again. */
export function indexDraft(changes: DraftChange[], before: DraftIndex): DraftIndex {
  const index = new Map<string, Map<string, DraftChange>>();
  for (const change of changes) {
    const id = elementId(change.element);
    const row = index.get(id) ?? new Map<string, DraftChange>();
    index.set(id, row.set(change.manifest, change));
  }
  const stable = new Map<string, RowDraft>();
  for (const [id, row] of index) {
    const earlier = before.get(id);
    stable.set(id, earlier && isSame(earlier, row) ? earlier : row);
  }
  return stable;
}

function isSame(one: RowDraft, other: RowDraft): boolean {
  return (
    one.size === other.size &&
    [...one].every(([manifest, change]) => {
      const counterpart = other.get(manifest);
      return counterpart?.from === change.from && counterpart.to === change.to;
    })
  );
}

/** The draft with one more choice. Choosing what the manifest says already takes the change out. */
export function withChange(changes: DraftChange[], change: ManifestChange, from: string | null): DraftChange[] {
  const id = elementId(change.element);
  const rest = changes.filter((other) => other.manifest !== change.manifest || elementId(other.element) !== id);
  if (change.release === from) return rest;
  return [...rest, { manifest: change.manifest, element: change.element, from, to: change.release }];
}
