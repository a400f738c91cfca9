import { expect, test } from "vitest";

import { TypeAhead } from "./typeAhead";

/** The first line is a heading. */
const names = [null, "Dashboard", "Delivery", "Refunds", "Dock"];
const type = (typeAhead: TypeAhead, key: string, timeStamp: number, current: number, ctrlKey = false) =>
  typeAhead.type({ key, timeStamp, ctrlKey, metaKey: false, altKey: false }, names.length, (index) => names[index] ?? null, current);

test("letters soon after one another make a word", () => {
  const typeAhead = new TypeAhead();
  expect(type(typeAhead, "d", 0, 0)).toBe(1);
  expect(type(typeAhead, "e", 100, 1)).toBe(2);
});

test("after a pause a new word begins", () => {
  const typeAhead = new TypeAhead();
  type(typeAhead, "d", 0, 0);
  expect(type(typeAhead, "r", 2000, 1)).toBe(3);
});

test("after another key a new word begins at once", () => {
  const typeAhead = new TypeAhead();
  type(typeAhead, "d", 0, 0);
  typeAhead.end();
  expect(type(typeAhead, "r", 100, 1)).toBe(3);
});

test("the same letter again walks through the names that start with it, and round", () => {
  const typeAhead = new TypeAhead();
  expect(type(typeAhead, "D", 0, 0)).toBe(1);
  expect(type(typeAhead, "d", 100, 1)).toBe(2);
  expect(type(typeAhead, "d", 200, 2)).toBe(4);
  expect(type(typeAhead, "d", 300, 4)).toBe(1);
});

test("nothing is found where no name starts so", () => {
  expect(type(new TypeAhead(), "z", 0, 0)).toBeNull();
});

test("what is no letter, or a command, goes nowhere", () => {
  expect(type(new TypeAhead(), "Enter", 0, 0)).toBeNull();
  expect(type(new TypeAhead(), " ", 0, 0)).toBeNull();
  expect(type(new TypeAhead(), "d", 0, 0, true)).toBeNull();
});
