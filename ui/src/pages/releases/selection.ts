import type { Item, RowItem } from "./items";

/** The rows that are selected, and the one from which Shift extends. */
export interface Selection {
  keys: ReadonlySet<string>;
  anchor: string | null;
}

export const NOTHING_SELECTED: Selection = { keys: new Set(), anchor: null };

/** How much of a line is selected. */
export type Selected = "all" | "some" | "none";

/** The keys of the rows of a line: of an element itself, of a heading all rows under it. */
export function rowsOf(items: Item[], index: number): string[] {
  const item = items[index];
  if (!item) return [];
  if (item.kind === "row") return [item.key];
  return item.rows;
}

/** Every row, also those that are folded away. */
export function everyRow(items: Item[]): string[] {
  return items.flatMap((item) => (item.kind === "group" ? item.rows : []));
}

/** Selects what is not selected; where all of it is, takes it out. */
export function toggle(selection: Selection, keys: string[], anchor: string): Selection {
  const next = new Set(selection.keys);
  const isSelected = keys.length > 0 && keys.every((key) => next.has(key));
  for (const key of keys) {
    if (isSelected) next.delete(key);
    else next.add(key);
  }
  return { keys: next, anchor };
}

/** Adds every row from the anchor to this line. */
export function extend(selection: Selection, items: Item[], to: number): Selection {
  const from = items.findIndex((item) => item.key === selection.anchor);
  const start = from < 0 ? to : from;
  const lines = items.slice(Math.min(start, to), Math.max(start, to) + 1);
  const keys = lines.filter((item): item is RowItem => item.kind === "row").map((item) => item.key);
  const anchor = from < 0 ? (items[to]?.key ?? null) : selection.anchor;
  return { keys: new Set([...selection.keys, ...keys]), anchor };
}

/** Whether all, some or none of these rows are selected. */
export function howSelected(selection: ReadonlySet<string>, keys: string[]): Selected {
  if (selection.size === 0 || keys.length === 0) return "none";
  const count = keys.filter((key) => selection.has(key)).length;
  return count === 0 ? "none" : count === keys.length ? "all" : "some";
}
