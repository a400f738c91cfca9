import type { Direction } from "../ipc/generated/Direction";
import { plural } from "../widgets/words";

/** What becomes of an entry, of one and of several. */
export const directions: Record<Direction, [string, string]> = {
  upgrade: ["upgrade", "upgrades"],
  downgrade: ["downgrade", "downgrades"],
  added: ["new entry", "new entries"],
  removed: ["removed entry", "removed entries"],
  follows: ["will follow the default branch", "will follow the default branch"],
  pinned: ["pinned", "pinned"],
};

/** "1 upgrade · 2 new entries". */
export function summary(changes: readonly { direction: Direction }[]): string {
  return Object.entries(directions)
    .flatMap(([direction, [one, many]]) => {
      const count = changes.filter((change) => change.direction === direction).length;
      return count > 0 ? [plural(count, one, many)] : [];
    })
    .join(" · ");
}
