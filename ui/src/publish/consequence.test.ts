import { expect, test } from "vitest";

import { consequence, inOrder, listNames, trackSteps, unchanged } from "./consequence";

const GITHUB = { kind: "pullRequest", forge: "GitHub", term: "pull request" } as const;
const GITLAB = { kind: "pullRequest", forge: "GitLab", term: "merge request" } as const;

test("beside a button that pushes stands when the instance changes", () => {
  expect(consequence(["prod"], GITHUB)).toBe(
    "Pushes a branch. prod changes only after its pull request is merged and prod picks it up.",
  );
  expect(consequence(["dev", "prod"], GITLAB)).toBe(
    "Pushes a branch. dev and prod change only after its merge request is merged and they pick it up.",
  );
  expect(consequence(["dev"], { kind: "mergeHere" })).toBe(
    "Pushes a branch. dev changes only after the branch is merged and dev picks it up.",
  );
});

test("a release that is set nowhere changes no instance", () => {
  expect(consequence([], GITHUB)).toContain("No instance changes");
});

test("after the push every instance is unchanged, by name", () => {
  expect(unchanged(["prod"])).toBe("prod is unchanged.");
  expect(unchanged(["dev", "staging", "prod"])).toBe("dev, staging and prod are unchanged.");
  expect(unchanged([])).toBe("No instance changed.");
});

test("Production is named last", () => {
  expect(inOrder(["prod", "dev", "staging"], ["prod"])).toEqual(["dev", "staging", "prod"]);
});

test("names are listed as people list them", () => {
  expect(listNames(["a", "b", "c"])).toBe("a, b and c");
});

test("the track uses the host's own word, and none where there is no web page", () => {
  expect(trackSteps(GITLAB)).toEqual(["Review", "Branch pushed", "Merge request", "Merged"]);
  expect(trackSteps({ kind: "mergeHere" })).toEqual(["Review", "Branch pushed", "Merged"]);
});
