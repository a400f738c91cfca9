import { expect, test } from "vitest";

import type { DraftChange } from "../../ipc/generated/DraftChange";
import { allChanges, ofChanges } from "./draftChanges";

const change = (id: string, to: string | null, from: string | null = "1.0.0"): DraftChange => ({
  manifest: "prod",
  element: { kind: "app", id },
  from,
  to,
});
const conflict = (change: DraftChange) => ({ change, now: "1.0.1", canKeep: true, message: "prod became 1.0.1 meanwhile" });

test("what the default branch contradicts stays so, until it is taken out or chosen anew", () => {
  const draft = {
    changes: [change("a", "1.1.0")],
    conflicts: [conflict(change("b", "1.2.0")), conflict(change("c", "1.2.0")), conflict(change("d", "1.2.0"))],
    dropped: ["E became 1.2.0 on prod."],
  };
  expect(ofChanges(allChanges(draft), draft)).toEqual(draft);
  const next = [change("a", "1.1.0"), change("b", "1.2.0", "1.0.1"), change("d", "1.2.0")];
  expect(ofChanges(next, draft)).toEqual({ ...draft, changes: next.slice(0, 2), conflicts: [conflict(change("d", "1.2.0"))] });
});
