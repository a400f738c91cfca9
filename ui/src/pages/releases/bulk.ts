import type { Column } from "../../ipc/generated/Column";
import type { DraftChange } from "../../ipc/generated/DraftChange";
import type { Row } from "../../ipc/generated/Row";
import type { WaitingBranch } from "../../ipc/generated/WaitingBranch";
import { madeBy, waitsOf } from "./onTheWay";

/** Which release many elements get at once. */
export type Wanted = { kind: "newest" } | { kind: "latest" } | { kind: "sameAs"; manifest: string };

/** What a choice for many elements comes to. */
export interface Bulk {
  /** The entries that change. */
  changes: DraftChange[];
  /** How many say so already. */
  same: number;
  /** How many have no such release, or cannot be set here. */
  without: number;
  /** How many a branch sets so that is not merged. */
  waiting: number;
}

/** The changes that set these elements on an instance. */
export function setOn(rows: Row[], columns: Column[], waiting: WaitingBranch[], target: string, wanted: Wanted): Bulk {
  const position = columns.findIndex((column) => column.manifest === target);
  const source = wanted.kind === "sameAs" ? columns.findIndex((column) => column.manifest === wanted.manifest) : -1;
  const bulk: Bulk = { changes: [], same: 0, without: 0, waiting: 0 };
  for (const row of rows) {
    const from = row.cells[position]?.release ?? null;
    const to = releaseOf(row, wanted, source);
    if (to === null || row.element.kind === "newStyleApp") bulk.without++;
    else if (to === from) bulk.same++;
    else if (madeBy(to, waitsOf(row.cells[position], waiting)) !== null) bulk.waiting++;
    else bulk.changes.push({ manifest: target, element: row.element, from, to });
  }
  return bulk;
}

function releaseOf(row: Row, wanted: Wanted, source: number): string | null {
  switch (wanted.kind) {
    case "latest":
      return row.folder === null ? null : "latest";
    case "newest":
      return row.newest;
    case "sameAs":
      return row.cells[source]?.missing ? null : (row.cells[source]?.release ?? null);
  }
}

/** The changes that remove these elements' entries from an instance. */
export function removeFrom(rows: Row[], columns: Column[], target: string): DraftChange[] {
  const position = columns.findIndex((column) => column.manifest === target);
  return rows.flatMap((row) => {
    const from = row.cells[position]?.release;
    return from === undefined ? [] : [{ manifest: target, element: row.element, from, to: null }];
  });
}
