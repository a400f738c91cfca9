import { expect, test } from "vitest";

import type { ElementToRelease } from "../../ipc/generated/ElementToRelease";
import { groupElements, versionOf, type OwnVersion } from "./elements";

const released: ElementToRelease = {
  element: { kind: "app", id: "a" },
  name: "Dashboard",
  folder: "apps/Dashboard",
  newest: "1.0.2",
  versions: [
    { bump: "patch", version: "1.0.3" },
    { bump: "minor", version: "1.1.0" },
    { bump: "major", version: "2.0.0" },
  ],
  chosen: "patch",
  isUnchanged: false,
  notReleasable: null,
};
const first: ElementToRelease = {
  ...released,
  folder: "apps/New",
  newest: null,
  versions: [
    { bump: "patch", version: "0.0.1" },
    { bump: "major", version: "1.0.0" },
  ],
  chosen: "major",
};
const own = (version: OwnVersion) => new Map([[released.folder, version]]);

test("a row has the version that is proposed, that holds for all, or of its own", () => {
  expect(versionOf(released, { bump: null, own: new Map() })).toBe("1.0.3");
  expect(versionOf(released, { bump: "minor", own: new Map() })).toBe("1.1.0");
  expect(versionOf(released, { bump: "minor", own: own({ bump: "major" }) })).toBe("2.0.0");
  expect(versionOf(released, { bump: "minor", own: own({ typed: " 9.9.9 " }) })).toBe("9.9.9");
});

test("a first release is 1.0.0, whichever number goes up for the others", () => {
  expect(versionOf(first, { bump: "patch", own: new Map() })).toBe("1.0.0");
  expect(versionOf(first, { bump: null, own: new Map([[first.folder, { bump: "patch" }]]) })).toBe("0.0.1");
});

test("what did not change is left out, and what cannot be released is blocked", () => {
  const unchanged = { ...released, folder: "apps/Same", isUnchanged: true };
  const blocked = { ...unchanged, folder: "apps/Bad", notReleasable: "Its folder holds a submodule." };
  const groups = groupElements([released, blocked, unchanged, first]);
  expect(groups.map(({ key, elements }) => [key, elements.map(({ folder, choice }) => [folder, choice])])).toEqual([
    ["changed", [["apps/Dashboard", "ticked"], ["apps/New", "ticked"]]],
    ["unchanged", [["apps/Same", "left"]]],
    ["blocked", [["apps/Bad", "blocked"]]],
  ]);
});
