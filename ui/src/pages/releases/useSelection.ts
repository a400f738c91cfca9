import { useEffect } from "react";

import { useKeptState } from "../../shell/keptState";
import type { Item } from "./items";
import { everyRow, NOTHING_SELECTED, type Selection } from "./selection";

/** The selected rows of a repository's matrix. */
export function useSelection(repository: string): [Selection, (selection: Selection) => void] {
  return useKeptState(`${repository} selection`, NOTHING_SELECTED);
}

/** Takes out of the selection what a filter hides: nothing happens to what is out of sight. */
export function useVisibleOnly(items: Item[], selection: Selection, select: (selection: Selection) => void): void {
  useEffect(() => {
    if (selection.keys.size === 0) return;
    const visible = new Set(everyRow(items));
    const kept = [...selection.keys].filter((key) => visible.has(key));
    if (kept.length < selection.keys.size) select({ ...selection, keys: new Set(kept) });
    // Only new lines can hide something.
  }, [items]);
}
