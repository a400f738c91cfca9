import { elementId } from "../../changes/elementId";
import type { Proposal } from "../../changes/proposal";
import { groupBy, type Tickable } from "../../changes/ticks";
import type { Instance } from "../../ipc/generated/Instance";
import type { PromoteLine } from "../../ipc/generated/PromoteLine";
import type { PromotePage } from "../../ipc/generated/PromotePage";
import { visibleString } from "../../widgets/visible";
import { plural } from "../../widgets/words";

export interface Line extends Tickable, PromoteLine {}

export interface LineGroup {
  key: string;
  title: string;
  /** What ticking would mean, where that is the same for all of them. */
  note: string | null;
  lines: Line[];
}

/** What goes along first, then the rest by the reason why it does not. */
export function groupLines(page: PromotePage): LineGroup[] {
  const lines = page.lines.map((line): Line => ({ ...line, id: elementId(line.element) }));
  const groups = groupBy(lines, (line) => `${line.choice} ${line.reason ?? ""}`);
  const isBlocked = ([key]: [string, Line[]]) => Number(key.startsWith("blocked"));
  return [...groups].sort((one, other) => isBlocked(one) - isBlocked(other)).map(([key, together]) => {
    const [first] = together;
    return {
      key,
      title: first?.reason ?? "Goes along",
      note: first && together.every((line) => line.direction === first.direction) ? meaning(first, page) : null,
      lines: together,
    };
  });
}

/** What ticking a line that does not go along unasked would mean. */
function meaning(line: Line, { source, target, header }: PromotePage): string | null {
  const [from, to] = [visibleString(source.manifest), visibleString(target.manifest)];
  if (line.choice === "ticked") return `A newer release on ${from} than on ${to}.`;
  if (line.choice === "blocked") return `${from} names a release that has no artifact.`;
  switch (line.direction) {
    case "upgrade":
      return null;
    case "added":
      return `Ticking adds an entry to ${to}'s manifest.`;
    case "removed":
      return `Ticking removes the entry from ${to}'s manifest.`;
    case "downgrade":
      return `Ticking sets an older release on ${to}.`;
    case "follows":
      return `Ticking lets ${to} follow ${header.defaultBranch} too.`;
    case "pinned":
      return `Ticking pins ${to}, which follows ${header.defaultBranch} now.`;
  }
}

/** "18 changes to prod". */
export function changesTo(count: number, instance: Instance): string {
  return `${plural(count, "change")} to ${visibleString(instance.manifest)}`;
}

/** The ticked lines as changes to review. */
export function proposalOf({ source, target }: PromotePage, ticked: Line[]): Proposal {
  const [from, to] = [visibleString(source.manifest), visibleString(target.manifest)];
  return {
    title: `Promote ${from} to ${to}`,
    origin: `What ${from}'s manifest names goes into ${to}'s, all in one branch.`,
    isRollBack: false,
    changes: ticked.map((line) => ({
      id: line.id,
      manifest: target.manifest,
      element: line.element,
      from: line.current,
      to: line.incoming,
      since: line.since ? { instance: source.manifest, time: line.since.time } : undefined,
    })),
  };
}
