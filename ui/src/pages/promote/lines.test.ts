import { expect, test } from "vitest";

import type { PromoteLine } from "../../ipc/generated/PromoteLine";
import type { PromotePage } from "../../ipc/generated/PromotePage";
import { groupLines, proposalOf } from "./lines";

function line(id: string, changes: Partial<PromoteLine>): PromoteLine {
  return {
    element: { kind: "app", id },
    name: id,
    folder: `apps/${id}`,
    current: "1.0.0",
    incoming: "1.0.1",
    direction: "upgrade",
    choice: "ticked",
    reason: null,
    since: null,
    waits: null,
    ...changes,
  };
}

function page(lines: PromoteLine[]): PromotePage {
  return {
    header: { defaultBranch: "main" } as PromotePage["header"],
    source: { manifest: "staging", isProduction: false, place: "scrolling" },
    target: { manifest: "prod", isProduction: true, place: "scrolling" },
    lines,
    same: 3,
  };
}

const blocked = line("b", { choice: "blocked", reason: "Artifact missing" });
const added = line("n", { choice: "left", reason: "New on prod", direction: "added", current: null });

test("what goes along comes first, what cannot comes last, each with its reason", () => {
  const groups = groupLines(page([line("a", {}), blocked, added]));
  expect(groups.map(({ title, note, lines }) => [title, note, lines.length])).toEqual([
    ["Goes along", "A newer release on staging than on prod.", 1],
    ["New on prod", "Ticking adds an entry to prod's manifest.", 1],
    ["Artifact missing", "staging names a release that has no artifact.", 1],
  ]);
});

test("lines with one reason that would go different ways have no meaning in common", () => {
  const waits = [line("a", { choice: "left", reason: "On the way" }), line("b", { choice: "left", reason: "On the way", direction: "added" })];
  expect(groupLines(page(waits)).map(({ title, note }) => [title, note])).toEqual([["On the way", null]]);
});

test("what is proposed names what stood there, and since when the source has it", () => {
  const since = { time: 1_790_000_000, author: "Sample builder", commit: "a" };
  const data = page([line("a", { since }), added]);
  const lines = groupLines(data).flatMap((group) => group.lines);
  expect(proposalOf(data, lines)).toEqual({
    title: "Promote staging to prod",
    origin: "What staging's manifest names goes into prod's, all in one branch.",
    isRollBack: false,
    changes: [
      { id: "app a", manifest: "prod", element: { kind: "app", id: "a" }, from: "1.0.0", to: "1.0.1", since: { instance: "staging", time: since.time } },
      { id: "app n", manifest: "prod", element: { kind: "app", id: "n" }, from: null, to: "1.0.1", since: undefined },
    ],
  });
});
