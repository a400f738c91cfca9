import { expect, test } from "vitest";

import { columnWindow } from "./columnWindow";

test("where all columns fit, all are in sight", () => {
  expect(columnWindow(0, 1200, 3)).toEqual([0, 3]);
});

test("of twenty columns only those in sight, and one beside them, are drawn", () => {
  expect(columnWindow(0, 1176, 20)).toEqual([0, 7]);
  expect(columnWindow(148 * 9 + 20, 1176, 20)).toEqual([8, 17]);
});

test("the window reaches the last column and not beyond", () => {
  expect(columnWindow(148 * 15, 1176, 20)[1]).toBe(20);
});

test("scrolling within a column moves nothing", () => {
  expect(columnWindow(148 * 4 + 20, 1188, 20)).toEqual(columnWindow(148 * 4 + 140, 1188, 20));
});
