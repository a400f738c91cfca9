import { expect, test } from "vitest";

import type { Cell } from "../../ipc/generated/Cell";
import type { Column } from "../../ipc/generated/Column";
import type { Row } from "../../ipc/generated/Row";
import type { WaitingBranch } from "../../ipc/generated/WaitingBranch";
import { removeFrom, setOn, type Wanted } from "./bulk";

const columns: Column[] = ["staging", "prod"].map((manifest) => ({ manifest, isProduction: false, place: "scrolling", entries: 1, unreadable: null }));
const row = (name: string, newest: string | null, cells: Cell[], more: Partial<Row> = {}): Row => ({
  element: { kind: "app", id: name },
  name,
  folder: `apps/${name}`,
  group: "",
  newest,
  cells,
  ...more,
});
const rows = [
  row("behind", "1.0.3", [{ release: "1.0.3" }, { release: "1.0.2" }]),
  row("same", "2.0.0", [{ release: "2.0.0" }, { release: "2.0.0" }]),
  row("never released", null, [{ release: "latest" }, {}]),
  row("new style", null, [{ release: "1.0.0" }, {}], { element: { kind: "newStyleApp", id: "n" } }),
];
const waitingBranch: WaitingBranch = {
  branch: { name: "reviewer/next", author: "Sample reviewer", time: 0, pullRequest: 82, url: null },
  title: "Set on prod",
  isOld: false,
  changes: [],
  objections: [],
};
const summary = (target: string, wanted: Wanted) => {
  const { changes, same, without } = setOn(rows, columns, [], target, wanted);
  return { changes: changes.map(({ element, from, to }) => `${element.id}: ${from} to ${to}`), same, without };
};

test("the newest release is set where there is one and the manifest does not name it yet", () => {
  expect(summary("prod", { kind: "newest" })).toEqual({ changes: ["behind: 1.0.2 to 1.0.3"], same: 1, without: 2 });
});

test("what another instance has is set as it is there, and new-style apps are left alone", () => {
  expect(summary("prod", { kind: "sameAs", manifest: "staging" })).toEqual({
    changes: ["behind: 1.0.2 to 1.0.3", "never released: null to latest"],
    same: 1,
    without: 1,
  });
});

test("a release whose artifact is missing goes nowhere else", () => {
  const broken = row("broken", "1.5.0", [{ release: "1.4.0", missing: true }, { release: "1.3.0" }]);
  expect(setOn([broken], columns, [], "prod", { kind: "sameAs", manifest: "staging" })).toEqual({ changes: [], same: 0, without: 1, waiting: 0 });
});

test("what a branch sets already is not set once more", () => {
  const onTheWay = row("waits", "1.0.3", [{}, { release: "1.0.2", waits: [{ to: "1.0.3", branch: 0 }] }]);
  expect(setOn([onTheWay], columns, [waitingBranch], "prod", { kind: "newest" })).toEqual({ changes: [], same: 0, without: 0, waiting: 1 });
  const { changes } = setOn([{ ...onTheWay, newest: "1.0.4" }], columns, [waitingBranch], "prod", { kind: "newest" });
  expect(changes.map(({ to }) => to)).toEqual(["1.0.4"]);
});

test("following the default branch needs an element in the repository", () => {
  const unknown = row("gone", null, [{}, { release: "1.0.0" }], { folder: null });
  expect(setOn([unknown], columns, [], "prod", { kind: "latest" })).toEqual({ changes: [], same: 0, without: 1, waiting: 0 });
});

test("entries are removed where there are any", () => {
  expect(removeFrom(rows, columns, "prod").map(({ element, to }) => [element.id, to])).toEqual([
    ["behind", null],
    ["same", null],
  ]);
});
