import { expect, test } from "vitest";

import type { WaitingBranch } from "../../ipc/generated/WaitingBranch";
import { whose } from "../../publish/whose";
import { madeBy, releasesOnTheWay, shortName, waitsOf } from "./onTheWay";

const element = { kind: "app" as const, id: "6f2c1d80-0000-4000-8000-000000000001" };
const branch = (pullRequest: number | null, changed: Partial<WaitingBranch> = {}): WaitingBranch => ({
  branch: { name: "reviewer/next", author: "Sample reviewer", time: 0, pullRequest, url: null },
  title: "Creating release for Dashboard (v1.0.4)",
  isOld: false,
  changes: [{ kind: "release", element, name: "Dashboard", version: "1.0.4", isRemoved: false }],
  objections: [],
  ...changed,
});

test("a branch is called by its number, else by its author", () => {
  expect([shortName(branch(82)), shortName(branch(null))]).toEqual(["#82", "Sample reviewer"]);
  expect([whose(branch(82).branch), whose(branch(null).branch)]).toEqual(["Sample reviewer's #82", "Sample reviewer's branch"]);
});

test("releases are on the way while their branch is young and does not remove them", () => {
  const old = branch(1, { isOld: true });
  const removing = branch(2, {
    changes: [{ kind: "release", element, name: "Dashboard", version: "1.0.0", isRemoved: true }],
  });
  const found = releasesOnTheWay([branch(82), old, removing]);
  expect(found.get(`app ${element.id}`)?.map(({ version }) => version)).toEqual(["1.0.4"]);
});

test("the changes of a cell that wait, each with its branch", () => {
  const waiting = [branch(82), branch(81)];
  const waits = waitsOf({ release: "1.0.2", waits: [{ to: "1.0.3", branch: 0 }, { branch: 1 }] }, waiting);
  expect(waits).toEqual([
    { to: "1.0.3", branch: waiting[0] },
    { to: null, branch: waiting[1] },
  ]);
  expect(waitsOf({ release: "1.0.2" }, waiting)).toEqual([]);
  expect([madeBy("1.0.3", waits), madeBy(null, waits), madeBy("1.0.4", waits)]).toEqual([waiting[0], waiting[1], null]);
});
