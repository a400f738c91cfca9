import type { Landing } from "../ipc/generated/Landing";

/** What the Git host calls a pull request; the usual word where that is not known. */
export function termOf(landing: Landing | undefined): string {
  return landing?.kind === "pullRequest" ? landing.term : "pull request";
}
