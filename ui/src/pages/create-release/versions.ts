import type { Bump } from "../../ipc/generated/Bump";
import type { CreateReleasePage } from "../../ipc/generated/CreateReleasePage";
import type { TakenVersion } from "../../ipc/generated/TakenVersion";
import { whose } from "../../publish/whose";
import { duration } from "../../widgets/words";

/** How the version is chosen: which number goes up, or typed. */
export type VersionChoice = Bump | "other";

type Versions = Pick<CreateReleasePage, "newest" | "versions" | "takenElsewhere">;

/** The version that is chosen or typed. */
export function versionOf(page: Pick<Versions, "versions">, choice: VersionChoice, typed: string): string {
  if (choice === "other") return typed.trim();
  return page.versions.find((version) => version.bump === choice)?.version ?? "";
}

/** A version in numbers, where it is one. */
function parse(version: string): [number, number, number] | null {
  const found = /^(\d+)\.(\d+)\.(\d+)$/.exec(version);
  return found ? [Number(found[1]), Number(found[2]), Number(found[3])] : null;
}

/** Below zero where the first version is lower, above where it is higher; nothing where one is no version. */
export function compareVersions(one: string, other: string): number | null {
  const [a, b] = [parse(one), parse(other)];
  if (!a || !b) return null;
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** The version that would have come next, had another branch not taken it: why numbers are skipped. */
export function skipped(page: Versions): TakenVersion | null {
  const { newest } = page;
  const highest = page.takenElsewhere[0];
  if (!highest) return null;
  if (newest !== null && (compareVersions(highest.version, newest) ?? 0) <= 0) return null;
  return highest;
}

/** The branch that has taken this version. */
export function takenBy(page: Versions, version: string): TakenVersion | undefined {
  return page.takenElsewhere.find((other) => other.version === version);
}

/** Whose branch has a version since when, and what is free instead; `now` in seconds. */
export function takenWords({ version, branch }: TakenVersion, free: string, now: number): string {
  return `${version} is on ${whose(branch)} since ${duration(now - branch.time)}. Use ${free}.`;
}

/** The version to use in place of one that is taken. */
export function freeVersion(page: Pick<Versions, "versions">): string {
  return page.versions.find((next) => next.bump === "patch")?.version ?? "another version";
}
