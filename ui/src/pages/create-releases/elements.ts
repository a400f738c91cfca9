import type { Tickable } from "../../changes/ticks";
import type { Bump } from "../../ipc/generated/Bump";
import type { ElementToRelease } from "../../ipc/generated/ElementToRelease";

export type Releasable = Tickable & ElementToRelease;

/** The version of one row, where it is not what holds for all: another number that goes up, or typed. */
export type OwnVersion = { bump: Bump } | { typed: string };

/** The versions as far as a person chose them. */
export interface Versions {
  /** Which number goes up where a row has no version of its own; nothing: as proposed. */
  bump: Bump | null;
  /** By folder. */
  own: ReadonlyMap<string, OwnVersion>;
}

export interface ElementGroup {
  key: "changed" | "unchanged" | "blocked";
  title: string;
  elements: Releasable[];
}

/** What is released, what did not change and is left out until asked for, and what cannot be released. */
export function groupElements(elements: readonly ElementToRelease[]): ElementGroup[] {
  const groups: ElementGroup[] = [
    { key: "changed", title: "To release", elements: [] },
    { key: "unchanged", title: "Not changed since the newest release", elements: [] },
    { key: "blocked", title: "Cannot be released", elements: [] },
  ];
  const [changed, unchanged, blocked] = groups;
  for (const element of elements) {
    const [group, choice] =
      element.notReleasable !== null
        ? ([blocked, "blocked"] as const)
        : element.isUnchanged
          ? ([unchanged, "left"] as const)
          : ([changed, "ticked"] as const);
    group?.elements.push({ ...element, id: element.folder, choice });
  }
  return groups.filter((group) => group.elements.length > 0);
}

/** The version that a row would get. A first release is `1.0.0`, whichever number goes up for the others. */
export function versionOf(element: ElementToRelease, { bump, own }: Versions): string {
  const chosen = own.get(element.folder);
  if (chosen && "typed" in chosen) return chosen.typed.trim();
  const wanted = chosen?.bump ?? (element.newest === null ? null : bump) ?? element.chosen;
  return element.versions.find((version) => version.bump === wanted)?.version ?? "";
}
