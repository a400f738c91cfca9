import { expect, test } from "vitest";

import type { Column } from "../../ipc/generated/Column";
import { changed, hasChooser, moved, shownCells } from "./columns";

const column = (manifest: string, place: Column["place"] = "scrolling"): Column => ({
  manifest,
  isProduction: false,
  place,
  entries: 1,
  unreadable: null,
});
const columns = [column("dev"), column("qa", "hidden"), column("staging"), column("prod", "pinned")];
const row = {
  element: { kind: "app" as const, id: "a" },
  name: "Orders",
  folder: "apps/Orders",
  group: "",
  newest: null,
  cells: [{ release: "1.0.0" }, { release: "2.0.0" }, { release: "3.0.0" }, { release: "4.0.0" }],
};

test("pinned columns stand first and hidden ones nowhere, each with its own cells", () => {
  const shown = shownCells({ columns, rows: [row] });
  expect(shown.columns.map(({ manifest }) => manifest)).toEqual(["prod", "dev", "staging"]);
  expect(shown.rows[0]?.cells.map(({ release }) => release)).toEqual(["4.0.0", "1.0.0", "3.0.0"]);
});

test("where nothing was chosen, nothing is made anew", () => {
  const all = { columns: [column("dev"), column("prod")], rows: [row] };
  expect(shownCells(all).rows).toBe(all.rows);
});

test("a column moves past its neighbour in sight, and hidden ones stay where they are", () => {
  const names = (instances: ReturnType<typeof moved>) => instances?.map(({ manifest }) => manifest);
  expect(names(moved(columns, "staging", -1))).toEqual(["staging", "dev", "qa", "prod"]);
  expect(names(moved(columns, "dev", 1))).toEqual(["qa", "staging", "dev", "prod"]);
  expect(moved(columns, "dev", -1)).toBeNull();
  expect(moved(columns, "prod", -1)).toBeNull();
});

test("one instance changes, and the others keep what was chosen for them", () => {
  expect(changed(columns, "dev", { isProduction: true, place: "hidden" })).toEqual([
    { manifest: "dev", isProduction: true, place: "hidden" },
    { manifest: "qa", isProduction: false, place: "hidden" },
    { manifest: "staging", isProduction: false, place: "scrolling" },
    { manifest: "prod", isProduction: false, place: "pinned" },
  ]);
});

test("columns are chosen where there are many, or where one is hidden", () => {
  expect(hasChooser([column("dev"), column("prod")])).toBe(false);
  expect(hasChooser([column("dev"), column("prod", "hidden")])).toBe(true);
  expect(hasChooser(Array.from({ length: 6 }, (_, index) => column(`${index}`)))).toBe(true);
});
