import { expect, test } from "vitest";

import type { DraftChange } from "../../ipc/generated/DraftChange";
import { indexDraft, withChange } from "./draftIndex";

const app = (id: string) => ({ kind: "app" as const, id });
const change = (id: string, manifest: string, to: string | null, from: string | null = "1.0.0"): DraftChange => ({
  manifest,
  element: app(id),
  from,
  to,
});

test("choosing a release adds a change, choosing again replaces it", () => {
  const once = withChange([], { manifest: "prod", element: app("a"), release: "1.1.0" }, "1.0.0");
  const twice = withChange(once, { manifest: "prod", element: app("a"), release: "1.2.0" }, "1.0.0");
  expect(twice).toEqual([change("a", "prod", "1.2.0")]);
});

test("choosing what the manifest says takes the change out", () => {
  const draft = [change("a", "prod", "1.1.0"), change("a", "dev", "1.1.0")];
  expect(withChange(draft, { manifest: "prod", element: app("a"), release: "1.0.0" }, "1.0.0")).toEqual([draft[1]]);
  expect(withChange([], { manifest: "prod", element: app("a"), release: null }, null)).toEqual([]);
});

test("an app and a workflow with one uuid are two things", () => {
  const draft = withChange([change("a", "prod", "1.1.0")], { manifest: "prod", element: { kind: "workflow", id: "a" }, release: "2.0.0" }, null);
  expect(draft).toHaveLength(2);
});

test("only the row of a new change gets another identity, so that only it is drawn again", () => {
  const before = indexDraft([change("a", "prod", "1.1.0"), change("b", "prod", "1.1.0")], new Map());
  const after = indexDraft([change("a", "prod", "1.1.0"), change("b", "prod", "1.2.0")], before);
  expect(after.get("app a")).toBe(before.get("app a"));
  expect(after.get("app b")).not.toBe(before.get("app b"));
  expect(after.get("app b")?.get("prod")?.to).toBe("1.2.0");
});
