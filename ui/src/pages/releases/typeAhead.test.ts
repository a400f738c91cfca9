import { expect, test } from "vitest";

import type { Item } from "./items";
import { TypeAhead } from "./typeAhead";

const row = (name: string) => ({ kind: "row", key: name, row: { name } }) as unknown as Item;
const group = { kind: "group", key: "g", label: "Delta", count: 4, isCollapsed: false } as unknown as Item;
const items = [group, row("Dashboard"), row("Delivery"), row("Refunds"), row("Dock")];

test("letters soon after one another make a word", () => {
  const typeAhead = new TypeAhead();
  expect(typeAhead.type("d", 0, items, 0)).toBe(1);
  expect(typeAhead.type("e", 100, items, 1)).toBe(2);
});

test("after a pause a new word begins", () => {
  const typeAhead = new TypeAhead();
  typeAhead.type("d", 0, items, 0);
  expect(typeAhead.type("r", 2000, items, 1)).toBe(3);
});

test("after another key a new word begins at once", () => {
  const typeAhead = new TypeAhead();
  typeAhead.type("d", 0, items, 0);
  typeAhead.end();
  expect(typeAhead.type("r", 100, items, 1)).toBe(3);
});

test("the same letter again walks through the names that start with it, and round", () => {
  const typeAhead = new TypeAhead();
  expect(typeAhead.type("D", 0, items, 0)).toBe(1);
  expect(typeAhead.type("d", 100, items, 1)).toBe(2);
  expect(typeAhead.type("d", 200, items, 2)).toBe(4);
  expect(typeAhead.type("d", 300, items, 4)).toBe(1);
});

test("nothing is found where no name starts so", () => {
  expect(new TypeAhead().type("z", 0, items, 0)).toBeNull();
});
