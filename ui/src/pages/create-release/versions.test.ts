import { expect, test } from "vitest";

import { compareVersions, freeVersion, skipped, takenBy, takenWords, versionOf } from "./versions";

const branch = { name: "reviewer/release", author: "Sample reviewer", time: 0, pullRequest: null, url: null };
const versions = [
  { bump: "patch" as const, version: "1.0.5" },
  { bump: "minor" as const, version: "1.1.0" },
];

test("versions are compared by their numbers", () => {
  expect(compareVersions("1.10.0", "1.9.9")).toBeGreaterThan(0);
  expect(compareVersions("1.0.0", "1.0.0")).toBe(0);
  expect(compareVersions("1.0.0", "2.0.0")).toBeLessThan(0);
  expect(compareVersions("latest", "1.0.0")).toBeNull();
});

test("the version is the chosen one, or what was typed without the spaces around it", () => {
  expect(versionOf({ versions }, "patch", "9.9.9")).toBe("1.0.5");
  expect(versionOf({ versions }, "major", "9.9.9")).toBe("");
  expect(versionOf({ versions }, "other", " 9.9.9 ")).toBe("9.9.9");
});

test("a version that another branch has taken explains why numbers are skipped, a lower one does not", () => {
  const taken = (version: string) => [{ version, branch }];
  expect(skipped({ versions, newest: "1.0.3", takenElsewhere: taken("1.0.4") })?.version).toBe("1.0.4");
  expect(skipped({ versions, newest: null, takenElsewhere: taken("1.0.0") })?.version).toBe("1.0.0");
  expect(skipped({ versions, newest: "1.0.3", takenElsewhere: taken("0.9.0") })).toBeNull();
  expect(skipped({ versions, newest: "1.0.3", takenElsewhere: [] })).toBeNull();
});

test("a version that another branch has taken says which is free", () => {
  const page = { versions, newest: "1.0.3", takenElsewhere: [{ version: "1.0.4", branch }] };
  const taken = takenBy(page, "1.0.4");
  const words = (pullRequest: number | null) =>
    taken && takenWords({ ...taken, branch: { ...branch, pullRequest } }, freeVersion(page), 20 * 60);
  expect(words(null)).toBe("1.0.4 is on Sample reviewer's branch since 20 min. Use 1.0.5.");
  expect(words(214)).toBe("1.0.4 is on Sample reviewer's #214 since 20 min. Use 1.0.5.");
  expect(takenBy(page, "1.0.5")).toBeUndefined();
});
