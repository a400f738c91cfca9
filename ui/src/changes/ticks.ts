import { useMemo } from "react";

import type { LineChoice } from "../ipc/generated/LineChoice";
import { useNavigation, useVisitState } from "../shell/navigation";

/** A line that may be ticked. */
export interface Tickable {
  id: string;
  /** By which typing finds it. */
  name: string | null;
  /** Whether it is ticked where nobody chose. */
  choice: LineChoice;
}

/** Lines under one heading. */
export interface Group<T> {
  key: string;
  heading: React.ReactNode;
  items: T[];
}

export interface Ticks<T> {
  has: (item: T) => boolean;
  set: (items: readonly T[], isTicked: boolean) => void;
}

/** What a person chose, by the lines' ids. */
type Chosen = ReadonlyMap<string, boolean>;

const KEY = "ticks";
const NOTHING: Chosen = new Map();

/** Whether a line is ticked: as chosen, else as it was at first. What is blocked never is. */
export function isTicked(item: Tickable, chosen: Chosen): boolean {
  return item.choice !== "blocked" && (chosen.get(item.id) ?? item.choice === "ticked");
}

/** What is ticked on this visit of a page. */
export function useTicks<T extends Tickable>(): Ticks<T> {
  const [chosen, keep] = useVisitState(KEY, NOTHING);
  return useMemo(
    () => ({
      has: (item) => isTicked(item, chosen),
      set: (items, isChosen) => keep((now) => new Map([...now, ...items.map(({ id }): [string, boolean] => [id, isChosen])])),
    }),
    [chosen, keep],
  );
}

/** Ticks a line on the page that Back returns to. */
export function useTickBefore(): (id: string, isChosen: boolean) => void {
  const { before } = useNavigation();
  return (id, isChosen) => before?.kept.set(KEY, new Map(before.kept.get(KEY) as Chosen | undefined).set(id, isChosen));
}

/** The lines by what they have in common, in the order in which they come. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** The lines in whose text every typed word is, under their headings. */
export function filterGroups<T>(groups: Group<T>[], typed: string, textOf: (item: T) => string): Group<T>[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return groups;
  const matches = (item: T) => {
    const text = textOf(item).toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return groups.flatMap((group) => {
    const items = group.items.filter(matches);
    return items.length === 0 ? [] : [{ ...group, items }];
  });
}
