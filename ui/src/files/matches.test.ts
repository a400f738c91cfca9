import { SearchQuery } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";

import { countMatches, matchWords } from "./matches";

const state = EditorState.create({ doc: "orders\nOrders and orders", selection: { anchor: 7, head: 13 } });

test("matches are counted, and the selected one is known by its place", () => {
  expect(countMatches(state, new SearchQuery({ search: "orders" }))).toEqual({ count: 3, current: 2 });
  expect(countMatches(state, new SearchQuery({ search: "orders", caseSensitive: true }))).toEqual({ count: 2, current: 0 });
  expect(countMatches(state, new SearchQuery({ search: "" }))).toEqual({ count: 0, current: 0 });
});

test("the count is told in words, with an end to counting", () => {
  expect(matchWords({ count: 0, current: 0 })).toBe("No matches");
  expect(matchWords({ count: 1, current: 0 })).toBe("1 match");
  expect(matchWords({ count: 3, current: 2 })).toBe("2 of 3");
  expect(matchWords({ count: 1001, current: 4 })).toBe("4 of more than 1,000");
});
