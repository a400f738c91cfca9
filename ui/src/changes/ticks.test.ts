import { expect, test } from "vitest";

import { filterGroups, groupBy, isTicked, type Tickable } from "./ticks";

const line = (id: string, choice: Tickable["choice"]) => ({ id, name: id, choice });

test("a line is ticked as it was chosen, else as at first; what is blocked never is", () => {
  const chosen = new Map([["b", true], ["c", false], ["d", true]]);
  const lines = [line("a", "ticked"), line("b", "left"), line("c", "ticked"), line("d", "blocked"), line("e", "left")];
  expect(lines.filter((one) => isTicked(one, chosen)).map((one) => one.id)).toEqual(["a", "b"]);
});

test("lines are grouped in the order in which they come", () => {
  const groups = groupBy(["one", "three", "two", "eleven"], (word) => String(word.length));
  expect([...groups]).toEqual([
    ["3", ["one", "two"]],
    ["5", ["three"]],
    ["6", ["eleven"]],
  ]);
});

test("a filter leaves the lines that hold every word, and no empty heading", () => {
  const groups = [
    { key: "x", heading: "X", items: ["Order list", "Refunds"] },
    { key: "y", heading: "Y", items: ["Tickets"] },
  ];
  expect(filterGroups(groups, " list ORDER ", (item) => item)).toEqual([{ key: "x", heading: "X", items: ["Order list"] }]);
  expect(filterGroups(groups, "  ", (item) => item)).toBe(groups);
});
