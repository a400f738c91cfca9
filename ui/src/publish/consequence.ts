import type { ChangeStatus } from "../ipc/generated/ChangeStatus";
import type { Landing } from "../ipc/generated/Landing";
import type { ManifestEffect } from "../ipc/generated/ManifestEffect";
import { visibleString } from "../widgets/visible";

/** "dev", "dev and staging", "dev, staging and prod". */
export function listNames(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? "";
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** The names of those manifests of which this becomes. */
function named(effects: readonly ManifestEffect[], change: ChangeStatus): string[] {
  return effects.flatMap((effect) => (effect.change === change ? [visibleString(effect.manifest)] : []));
}

interface Verbs {
  /** What becomes of one, and of several. */
  added: [string, string];
  changed: [string, string];
  removed: [string, string];
}

/** "qa is added and prod is deleted": what becomes of the manifests, in a clause for each kind of change. */
function clauses(effects: readonly ManifestEffect[], verbs: Verbs): string {
  const kinds: ChangeStatus[] = ["added", "changed", "removed"];
  const said = kinds.flatMap((kind) => {
    const names = named(effects, kind);
    return names.length === 0 ? [] : [`${listNames(names)} ${verbs[kind][names.length === 1 ? 0 : 1]}`];
  });
  return listNames(said);
}

/** What stands beside every button that pushes: when the manifests change, and that they do not yet. */
export function consequence(effects: readonly ManifestEffect[], landing: Landing): string {
  const merged = landing.kind === "pullRequest" ? `its ${landing.term} is merged` : "the branch is merged";
  if (effects.length === 0) return `Pushes a branch. No instance changes, now or when ${merged}.`;
  const what = clauses(effects, {
    added: ["is added", "are added"],
    changed: ["changes", "change"],
    removed: ["is deleted", "are deleted"],
  });
  const changed = named(effects, "changed");
  const pickedUp = changed.length === 0 ? "" : changed.length === 1 ? ` and ${changed[0]} picks it up` : " and they pick it up";
  return `Pushes a branch. ${what} only after ${merged}${pickedUp}.`;
}

/** What has not happened yet, once the branch is pushed: "prod is unchanged." */
export function unchanged(effects: readonly ManifestEffect[]): string {
  if (effects.length === 0) return "No instance changed.";
  const still: [string, string] = ["is unchanged", "are unchanged"];
  const what = clauses(effects, { added: ["is not added yet", "are not added yet"], changed: still, removed: still });
  return `${what}.`;
}

/** What merging means, before and after it is done: "prod changes as soon as it picks this up." */
export function afterMerge(effects: readonly ManifestEffect[]): string {
  const what = clauses(effects, {
    added: ["has its manifest", "have their manifests"],
    changed: ["changes as soon as it picks this up", "change as soon as they pick this up"],
    removed: ["has no manifest any more", "have no manifest any more"],
  });
  return what === "" ? "" : `${what}.`;
}
