import { describe, expect, test } from "vitest";

import type { Cell } from "../../ipc/generated/Cell";
import type { Row } from "../../ipc/generated/Row";
import { groupRows, hasProblem, isBehind, toItems, type Filter, type Item } from "./items";

function row(name: string, group: string, cells: Cell[] = [], more: Partial<Row> = {}): Row {
  return {
    element: { kind: "app", id: `id of ${name}` },
    name,
    folder: `apps/${group}/${name}`,
    group,
    newest: "1.0.0",
    cells,
    ...more,
  };
}

const ROWS = [
  row("Dashboard", "Orders", [{ release: "1.0.0" }]),
  row("Refunds", "Orders", [{ release: "0.9.0", behind: 1 }]),
  row("Triage", "Support", [{ release: "0.1.0", missing: true }]),
];
const NONE: ReadonlySet<string> = new Set();
const lines = (rows: Row[], filter: Filter, typed: string, collapsed: ReadonlySet<string>) =>
  toItems(groupRows(rows), filter, typed, collapsed, new Map());
const text = (items: Item[]) =>
  items.map((item) => (item.kind === "group" ? `${item.label} ${item.count}` : item.row.name));

describe("the lines of the matrix", () => {
  test("elements stand under their groups, in the order of the page", () => {
    expect(text(lines(ROWS, "all", "", NONE))).toEqual(["Orders 2", "Dashboard", "Refunds", "Support 1", "Triage"]);
  });

  test("a group that is folded away keeps its heading and its count", () => {
    const orders = lines(ROWS, "all", "", NONE)[0];
    expect(text(lines(ROWS, "all", "", new Set([orders?.key ?? ""])))).toEqual(["Orders 2", "Support 1", "Triage"]);
  });

  test("a search finds what is folded away", () => {
    const orders = lines(ROWS, "all", "", NONE)[0];
    expect(text(lines(ROWS, "all", "dash", new Set([orders?.key ?? ""])))).toEqual(["Orders 1", "Dashboard"]);
  });

  test("every typed word must be somewhere in name, folder or uuid", () => {
    expect(text(lines(ROWS, "all", "ORD ref", NONE))).toEqual(["Orders 1", "Refunds"]);
    expect(text(lines(ROWS, "all", "id of triage", NONE))).toEqual(["Support 1", "Triage"]);
    expect(lines(ROWS, "all", "orders triage", NONE)).toEqual([]);
  });

  test("the filters keep what is behind, and what has a problem", () => {
    expect(text(lines(ROWS, "behind", "", NONE))).toEqual(["Orders 1", "Refunds"]);
    expect(text(lines(ROWS, "problems", "", NONE))).toEqual(["Support 1", "Triage"]);
    const rows = [...ROWS, row("Labels", "Stock", [{ release: "1.0.0", waits: [{ to: "1.0.1", branch: 0 }] }])];
    expect(text(lines(rows, "onTheWay", "", NONE))).toEqual(["Stock 1", "Labels"]);
  });

  test("workflows and uuids that no app has are groups of their own", () => {
    const rows = [
      row("Admin", ""),
      row("Sync", "", [], { element: { kind: "workflow", id: "w" } }),
      row("Remind", "Mail", [], { element: { kind: "workflow", id: "v" } }),
      row("", "", [], { name: null, folder: null }),
    ];
    const labels = lines(rows, "all", "", NONE).flatMap((item) => (item.kind === "group" ? [item.label] : []));
    expect(labels).toEqual(["Apps", "Workflows", "Workflows / Mail", "Not in the repository"]);
  });

  test("uuids that no app and no workflow has stand together", () => {
    const unknown = { name: null, folder: null };
    const rows = [row("a", "", [], unknown), row("b", "", [], { ...unknown, element: { kind: "workflow", id: "b" } })];
    expect(lines(rows, "all", "", NONE)[0]).toMatchObject({ label: "Not in the repository", count: 2 });
  });

  test("two folders with one uuid are two lines", () => {
    const twice = [row("A", "x", [], { element: { kind: "app", id: "1" } }), row("B", "x", [], { element: { kind: "app", id: "1" } })];
    expect(new Set(lines(twice, "all", "", NONE).map((item) => item.key)).size).toBe(3);
  });
});

test("behind and broken are told from the cells and the row", () => {
  expect(isBehind(row("A", "", [{ release: "latest" }, {}]))).toBe(false);
  expect(hasProblem(row("A", "", [{ release: "1.0.0" }]))).toBe(false);
  expect(hasProblem(row("A", "", [], { problems: [0] }))).toBe(true);
  expect(hasProblem(row("A", "", [], { folder: null }))).toBe(true);
});
