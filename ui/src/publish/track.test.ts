import { expect, test } from "vitest";

import { trackOf } from "./track";
import type { Outcome } from "./usePublish";

const GITLAB = { kind: "pullRequest", forge: "GitLab", term: "merge request" } as const;
const HERE = { kind: "mergeHere" } as const;
const pushed = { branch: "b", title: "t", commit: "c", pullRequestUrl: null, manifests: [], notice: null };

test("the track uses the host's own word, and none where there is no web page", () => {
  expect(trackOf(null, GITLAB).steps).toEqual(["Review", "Branch pushed", "Merge request", "Merged"]);
  expect(trackOf(null, HERE).steps).toEqual(["Review", "Branch pushed", "Merged"]);
});

test("a pushed branch has its pull request before it, and a merged one has come to the end", () => {
  const merged: Outcome = { kind: "merged", manifests: [] };
  expect(trackOf({ kind: "pushed", pushed }, GITLAB).current).toBe(2);
  expect(trackOf(merged, GITLAB).current).toBe(4);
  expect(trackOf(merged, HERE).current).toBe(3);
  expect(trackOf({ kind: "discarded" }, HERE).current).toBe(0);
});
