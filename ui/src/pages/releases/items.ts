import { elementId } from "../../changes/elementId";
import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import type { Row } from "../../ipc/generated/Row";
import type { ReleasesOnTheWay } from "./onTheWay";

export type Filter = "all" | "behind" | "onTheWay" | "problems";

/** A line of the matrix below its header: the heading of a group, or an element. */
export type Item = GroupItem | RowItem;

export interface GroupItem {
  kind: "group";
  key: string;
  label: string;
  /** How many elements it holds, after filtering. */
  count: number;
  /** Their keys. */
  rows: string[];
  isCollapsed: boolean;
}

export interface RowItem {
  kind: "row";
  key: string;
  row: Row;
}

/** Names a row: two folders may carry one uuid. */
export function rowKey(row: Row): string {
  return `${elementId(row.element)} ${row.folder ?? ""}`;
}

/** What the group of a row is called. */
export function groupLabel(row: Row): string {
  if (row.folder === null) return "Not in the repository";
  const path = row.group.split("/").join(" / ");
  switch (row.element.kind) {
    case "app":
      return path || "Apps";
    case "workflow":
      return path ? `Workflows / ${path}` : "Workflows";
    case "newStyleApp":
      return path ? `New-style apps / ${path}` : "New-style apps";
  }
}

export function isBehind(row: Row): boolean {
  return row.cells.some((cell) => (cell.behind ?? 0) > 0);
}

/** Whether a branch that is not merged changes what a manifest says of it, or adds a release of it. */
export function isOnTheWay(row: Row, releases: ReleasesOnTheWay): boolean {
  return row.cells.some((cell) => cell.waits !== undefined) || releases.has(elementId(row.element));
}

export function hasProblem(row: Row): boolean {
  return (row.problems?.length ?? 0) > 0 || row.folder === null || row.cells.some((cell) => cell.missing);
}

/** How many there are of each, whatever is typed. */
export function countFilters(page: ReleasesPage, releases: ReleasesOnTheWay): Record<Filter, number> {
  return {
    all: page.rows.length,
    behind: page.rows.filter(isBehind).length,
    onTheWay: page.rows.filter((row) => isOnTheWay(row, releases)).length,
    problems: page.problems.length,
  };
}

/** Whether every typed word is somewhere in the row's name, folder, group or uuid. */
export function matches(row: Row, words: string[]): boolean {
  if (words.length === 0) return true;
  const text = `${row.name ?? ""} ${row.folder ?? ""} ${groupLabel(row)} ${row.element.id}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The rows by their groups, both in the order of the page; what is not in the repository is one group. */
export function groupRows(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = row.folder === null ? "unknown" : `${row.element.kind}/${row.group}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** The lines of the matrix: what the filters leave of the groups, under their headings. */
export function toItems(
  groups: Map<string, Row[]>,
  filter: Filter,
  text: string,
  collapsed: ReadonlySet<string>,
  releases: ReleasesOnTheWay,
): Item[] {
  const passes: Record<Filter, (row: Row) => boolean> = {
    all: () => true,
    behind: isBehind,
    onTheWay: (row) => isOnTheWay(row, releases),
    problems: hasProblem,
  };
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return [...groups].flatMap(([folder, all]) => {
    const rows = all.filter((row) => passes[filter](row) && matches(row, words));
    const [first] = rows;
    if (!first) return [];
    const key = `group ${folder}`;
    // What is searched for is shown, also in a group that is folded away.
    const isCollapsed = words.length === 0 && collapsed.has(key);
    const keys = rows.map(rowKey);
    const heading: Item = { kind: "group", key, label: groupLabel(first), count: rows.length, rows: keys, isCollapsed };
    return isCollapsed ? [heading] : [heading, ...rows.map((row): Item => ({ kind: "row", key: rowKey(row), row }))];
  });
}
