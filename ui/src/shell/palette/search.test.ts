import { expect, test } from "vitest";

import { search, type Entry } from "./search";

const entry = (label: string, detail = ""): Entry => ({
  id: label,
  label,
  detail,
  kind: "Actions",
  icon: null,
  run: () => undefined,
});
const found = (entries: Entry[], typed: string) => search(entries, typed).map((one) => one.label);

test("every typed word must be somewhere in the label or the detail, whatever the case", () => {
  const entries = [entry("Dashboard", "Orders / EU"), entry("Refunds", "Orders")];
  expect(found(entries, "ORDERS dash")).toEqual(["Dashboard"]);
  expect(found(entries, "orders")).toEqual(["Dashboard", "Refunds"]);
  expect(found(entries, "orders nothing")).toEqual([]);
});

test("what starts with the text comes before what has it at the start of a word, and that before the rest", () => {
  const entries = [entry("Open staging"), entry("Unstaged"), entry("staging manifest")];
  expect(found(entries, "stag")).toEqual(["staging manifest", "Open staging", "Unstaged"]);
});

test("equal entries keep their order, and no more than fifty are shown", () => {
  const many = Array.from({ length: 80 }, (_, index) => entry(`App ${index}`));
  expect(found(many, "app").slice(0, 2)).toEqual(["App 0", "App 1"]);
  expect(found(many, "")).toHaveLength(50);
});
