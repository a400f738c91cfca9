import { elementId } from "../../changes/elementId";
import { groupBy, type Tickable } from "../../changes/ticks";
import type { Direction } from "../../ipc/generated/Direction";
import type { PromoteLine } from "../../ipc/generated/PromoteLine";
import type { PromotePage } from "../../ipc/generated/PromotePage";
import { visibleString } from "../../widgets/visible";

export interface Difference extends Tickable, PromoteLine {}

export interface DifferenceGroup {
  direction: Direction;
  title: string;
  differences: Difference[];
}

/** In which order they are told. */
const order: Direction[] = ["upgrade", "downgrade", "added", "removed", "follows", "pinned"];

/** What two manifests say different things of, by how they differ, each group by folder and name. */
export function groupDifferences({ source, target, header, lines }: PromotePage): DifferenceGroup[] {
  const [one, other] = [visibleString(source.manifest), visibleString(target.manifest)];
  const titles: Record<Direction, string> = {
    upgrade: `Newer on ${one}`,
    downgrade: `Newer on ${other}`,
    added: `Only on ${one}`,
    removed: `Only on ${other}`,
    follows: `${one} follows ${header.defaultBranch}`,
    pinned: `${other} follows ${header.defaultBranch}`,
  };
  const groups = groupBy(lines, (line) => line.direction);
  return order.flatMap((direction) => {
    const differences = (groups.get(direction) ?? [])
      .map((line): Difference => ({ ...line, id: elementId(line.element) }))
      .sort(byFolderAndName);
    return differences.length === 0 ? [] : [{ direction, title: titles[direction], differences }];
  });
}

function byFolderAndName(one: Difference, other: Difference): number {
  const place = ({ folder, name }: Difference) => folder ?? `\uffff${name ?? ""}`;
  return place(one).localeCompare(place(other));
}
