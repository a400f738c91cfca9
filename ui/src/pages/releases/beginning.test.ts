import { expect, test } from "vitest";

import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import type { Row } from "../../ipc/generated/Row";
import type { WaitingChange } from "../../ipc/generated/WaitingChange";
import { firstSteps, isBeginning } from "./beginning";

const row = (id: string, newest: string | null = null): Row => ({
  element: { kind: "app", id },
  name: id,
  folder: `apps/${id}`,
  group: "",
  newest,
  cells: [],
});
const branch = { name: "reviewer/first", author: "Sample reviewer", time: 0, pullRequest: 7, url: null };

function page(rows: Row[], entries: number[], changes: WaitingChange[] = []): ReleasesPage {
  return {
    rows,
    columns: entries.map((count, index) => ({ manifest: `m${index}`, isProduction: false, place: "scrolling", entries: count, unreadable: null })),
    waiting: [{ branch, title: "", isOld: false, changes, objections: [] }],
  } as unknown as ReleasesPage;
}

test("a repository begins until something is released or set", () => {
  expect(isBeginning(page([row("a")], []))).toBe(true);
  expect(isBeginning(page([row("a")], [0, 0]))).toBe(true);
  expect(isBeginning(page([row("a", "1.0.0")], [0]))).toBe(false);
  expect(isBeginning(page([row("a")], [0, 1]))).toBe(false);
});

test("what waits on a branch is not asked for again", () => {
  const changes: WaitingChange[] = [
    { kind: "manifest", manifest: "dev", isCreated: true, entries: 0 },
    { kind: "release", element: { kind: "app", id: "a" }, name: "a", version: "1.0.0", isRemoved: false },
  ];
  const newStyle: Row = { ...row("c"), element: { kind: "newStyleApp", id: "c" } };
  const steps = firstSteps(page([row("a"), row("b"), newStyle], [], changes));
  expect(steps.withoutRelease.map((one) => one.name)).toEqual(["b"]);
  expect(steps.waitingManifests).toEqual([{ name: "dev", branch }]);
  expect(steps.waitingReleases).toEqual([{ count: 1, branch }]);
});
