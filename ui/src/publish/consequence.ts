import type { Landing } from "../ipc/generated/Landing";
import type { PlanView } from "../ipc/generated/PlanView";

/** "dev", "dev and staging", "dev, staging and prod". */
export function listNames(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? "";
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** What stands beside every button that pushes: when the instances change, and that they do not yet. */
export function consequence(manifests: readonly string[], landing: Landing): string {
  const merged = landing.kind === "pullRequest" ? `its ${landing.term} is merged` : "the branch is merged";
  if (manifests.length === 0) return `Pushes a branch. No instance changes, now or when ${merged}.`;
  const names = listNames(manifests);
  const isOne = manifests.length === 1;
  return `Pushes a branch. ${names} ${isOne ? "changes" : "change"} only after ${merged} and ${isOne ? `${names} picks` : "they pick"} it up.`;
}

/** The names in the order to say them: what matters most comes last. */
export function inOrder(manifests: readonly string[], production: readonly string[]): string[] {
  const isProduction = (manifest: string) => Number(production.includes(manifest));
  return [...manifests].sort((one, other) => isProduction(one) - isProduction(other));
}

/** What has not happened yet, once the branch is pushed: "prod is unchanged." */
export function unchanged(manifests: readonly string[]): string {
  if (manifests.length === 0) return "No instance changed.";
  return `${listNames(manifests)} ${manifests.length === 1 ? "is" : "are"} unchanged.`;
}

/** The manifests that a plan changes, each once, in the order of its meaning. */
export function manifestsOf(plan: PlanView): string[] {
  const names = plan.meaning.flatMap((line) => (line.kind === "releaseCreated" ? [] : [line.manifest]));
  return [...new Set(names)];
}

/** What the host calls the page on which a branch is merged, as a noun: "pull request". */
export function landingTerm(landing: Landing): string {
  return landing.kind === "pullRequest" ? landing.term : "merge";
}

/** The way of every change. */
export function trackSteps(landing: Landing): string[] {
  if (landing.kind !== "pullRequest") return ["Review", "Branch pushed", "Merged"];
  const term = landing.term.charAt(0).toUpperCase() + landing.term.slice(1);
  return ["Review", "Branch pushed", term, "Merged"];
}
