import { expect, test } from "vitest";

import type { DraftChange } from "../../ipc/generated/DraftChange";
import { allChanges, ofChanges, undone } from "./draftChanges";

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

test("undoing brings back what was there before, and takes out what was not", () => {
  const before = [change("a", "1.1.0"), change("b", "1.1.0")];
  const after = [change("a", "1.2.0"), change("b", "1.1.0"), change("c", null)];
  expect(undone(after, before, after)).toEqual(before);
  expect(undone([], before, [])).toEqual(before);
});

test("undoing leaves alone what was chosen elsewhere since", () => {
  const before = [change("a", "1.1.0"), change("b", "1.1.0")];
  const now = [change("b", "1.2.0"), change("d", "1.1.0")];
  expect(undone(now, before, [change("b", "1.1.0")])).toEqual([...now, change("a", "1.1.0")]);
});

test("undoing does not bring back what was pushed since", () => {
  const taken = change("a", "1.1.0");
  const pushed = [change("b", "1.1.0"), change("c", "1.1.0")];
  expect(undone([], [taken, ...pushed], pushed)).toEqual([taken]);
  // What it set, over an earlier choice.
  expect(undone([], [change("a", "1.1.0")], [change("a", "1.2.0")])).toEqual([]);
});

test("undoing keeps what was chosen anew of the same entries, also where only its start is new", () => {
  const before = [change("a", "1.1.0"), change("b", "1.1.0")];
  expect(undone([change("a", "1.2.0")], before, [])).toEqual([change("a", "1.2.0"), change("b", "1.1.0")]);
  const kept = [change("c", "1.1.0", "1.0.1")];
  expect(undone(kept, [], [change("c", "1.1.0")])).toEqual(kept);
});
