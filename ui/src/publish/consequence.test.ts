import { expect, test } from "vitest";

import type { ChangeStatus } from "../ipc/generated/ChangeStatus";
import type { ManifestEffect } from "../ipc/generated/ManifestEffect";
import { afterMerge, consequence, listNames, unchanged } from "./consequence";

const GITHUB = { kind: "pullRequest", forge: "GitHub", term: "pull request" } as const;
const GITLAB = { kind: "pullRequest", forge: "GitLab", term: "merge request" } as const;
const HERE = { kind: "mergeHere" } as const;

const all = (change: ChangeStatus, ...manifests: string[]): ManifestEffect[] =>
  manifests.map((manifest) => ({ manifest, change, isProduction: manifest === "prod" }));

test("beside a button that pushes stands when the instance changes", () => {
  expect(consequence(all("changed", "prod"), GITHUB)).toBe(
    "Pushes a branch. prod changes only after its pull request is merged and prod picks it up.",
  );
  expect(consequence(all("changed", "dev", "prod"), GITLAB)).toBe(
    "Pushes a branch. dev and prod change only after its merge request is merged and they pick it up.",
  );
  expect(consequence(all("changed", "dev"), HERE)).toBe(
    "Pushes a branch. dev changes only after the branch is merged and dev picks it up.",
  );
});

test("a new manifest is added, and one that goes is deleted", () => {
  expect(consequence(all("added", "qa"), GITHUB)).toBe("Pushes a branch. qa is added only after its pull request is merged.");
  expect(consequence(all("removed", "prod"), HERE)).toBe("Pushes a branch. prod is deleted only after the branch is merged.");
  expect(unchanged(all("added", "qa"))).toBe("qa is not added yet.");
  expect(unchanged(all("removed", "prod"))).toBe("prod is unchanged.");
});

test("a release that is set nowhere changes no instance", () => {
  expect(consequence([], GITHUB)).toContain("No instance changes");
  expect(afterMerge([])).toBe("");
});

test("after the push every instance is unchanged, by name", () => {
  expect(unchanged(all("changed", "prod"))).toBe("prod is unchanged.");
  expect(unchanged(all("changed", "dev", "staging", "prod"))).toBe("dev, staging and prod are unchanged.");
  expect(unchanged([])).toBe("No instance changed.");
});

test("what a merge means is said for each kind of change", () => {
  expect(afterMerge(all("changed", "staging", "prod"))).toBe("staging and prod change as soon as they pick this up.");
  expect(afterMerge(all("added", "qa"))).toBe("qa has its manifest.");
  expect(afterMerge([...all("removed", "prod"), ...all("changed", "dev")])).toBe(
    "dev changes as soon as it picks this up and prod has no manifest any more.",
  );
});

test("names are listed as people list them", () => {
  expect(listNames(["a", "b", "c"])).toBe("a, b and c");
});
