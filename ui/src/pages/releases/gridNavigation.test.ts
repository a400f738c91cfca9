import { expect, test } from "vitest";

import { nextPosition } from "./gridNavigation";

const SIZE = { rows: 100, columns: 6, pageRows: 15 };
const press = (key: string, ctrlKey = false) => ({ key, ctrlKey });

test("arrows go one cell and stop at the edges", () => {
  expect(nextPosition({ row: 3, column: 2 }, press("ArrowDown"), SIZE)).toEqual({ row: 4, column: 2 });
  expect(nextPosition({ row: 3, column: 2 }, press("ArrowLeft"), SIZE)).toEqual({ row: 3, column: 1 });
  expect(nextPosition({ row: 99, column: 5 }, press("ArrowDown"), SIZE)).toEqual({ row: 99, column: 5 });
  expect(nextPosition({ row: 99, column: 5 }, press("ArrowRight"), SIZE)).toEqual({ row: 99, column: 5 });
});

test("above the first row is the header", () => {
  expect(nextPosition({ row: 0, column: 4 }, press("ArrowUp"), SIZE)).toEqual({ row: -1, column: 4 });
  expect(nextPosition({ row: -1, column: 4 }, press("ArrowUp"), SIZE)).toEqual({ row: -1, column: 4 });
});

test("Home and End go along the row, with Ctrl to the corners", () => {
  expect(nextPosition({ row: 7, column: 3 }, press("Home"), SIZE)).toEqual({ row: 7, column: 0 });
  expect(nextPosition({ row: 7, column: 3 }, press("End"), SIZE)).toEqual({ row: 7, column: 5 });
  expect(nextPosition({ row: 7, column: 3 }, press("Home", true), SIZE)).toEqual({ row: 0, column: 0 });
  expect(nextPosition({ row: 7, column: 3 }, press("End", true), SIZE)).toEqual({ row: 99, column: 5 });
});

test("page keys pass a page of rows and stay out of the header", () => {
  expect(nextPosition({ row: 40, column: 1 }, press("PageDown"), SIZE)).toEqual({ row: 55, column: 1 });
  expect(nextPosition({ row: 4, column: 1 }, press("PageUp"), SIZE)).toEqual({ row: 0, column: 1 });
  expect(nextPosition({ row: 95, column: 1 }, press("PageDown"), SIZE)).toEqual({ row: 99, column: 1 });
});

test("other keys do not move", () => {
  expect(nextPosition({ row: 4, column: 1 }, press("Enter"), SIZE)).toBeNull();
});

test("a grid without rows keeps the focus in its header", () => {
  const empty = { ...SIZE, rows: 0 };
  expect(nextPosition({ row: -1, column: 0 }, press("ArrowDown"), empty)).toEqual({ row: -1, column: 0 });
  expect(nextPosition({ row: -1, column: 2 }, press("Home", true), empty)).toEqual({ row: -1, column: 0 });
});
