import { expect, test } from "vitest";

import type { Row } from "../../ipc/generated/Row";
import type { Item } from "./items";
import { extend, howSelected, NOTHING_SELECTED, rowsOf, toggle } from "./selection";

const row = (key: string): Item => ({ kind: "row", key, row: {} as Row });
const group = (key: string, rows: string[]): Item => ({ kind: "group", key, label: key, count: rows.length, rows, isCollapsed: false });
const items = [group("Orders", ["a", "b"]), row("a"), row("b"), group("Stock", ["c"]), row("c")];
const keys = (selection: { keys: ReadonlySet<string> }) => [...selection.keys].sort();

test("a row is taken in and out, a heading with all its rows", () => {
  const one = toggle(NOTHING_SELECTED, rowsOf(items, 1), "a");
  expect(keys(one)).toEqual(["a"]);
  const whole = toggle(one, rowsOf(items, 0), "Orders");
  expect(keys(whole)).toEqual(["a", "b"]);
  expect(keys(toggle(whole, rowsOf(items, 0), "Orders"))).toEqual([]);
});

test("Shift takes every row between, across headings and in both directions, and keeps what was selected", () => {
  const start = toggle(NOTHING_SELECTED, ["c"], "c");
  expect(keys(extend(start, items, 2))).toEqual(["b", "c"]);
  const again = extend(extend(start, items, 2), items, 1);
  expect(keys(again)).toEqual(["a", "b", "c"]);
  expect(again.anchor).toBe("c");
});

test("Shift without anything selected before, or after the anchor went out of sight, takes the row alone", () => {
  expect(keys(extend(NOTHING_SELECTED, items, 2))).toEqual(["b"]);
  expect(keys(extend({ keys: new Set(), anchor: "gone" }, items, 4))).toEqual(["c"]);
});

test("a heading is selected wholly, in part or not at all", () => {
  const selected = new Set(["a", "c"]);
  expect(howSelected(selected, ["a", "b"])).toBe("some");
  expect(howSelected(selected, ["c"])).toBe("all");
  expect(howSelected(selected, ["b"])).toBe("none");
  expect(howSelected(selected, [])).toBe("none");
});
