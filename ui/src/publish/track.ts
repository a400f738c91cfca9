import type { Landing } from "../ipc/generated/Landing";
import type { Outcome } from "./usePublish";

/** The way of every change, and the step that comes next on it. */
export function trackOf(outcome: Outcome | null, landing: Landing): { steps: string[]; current: number } {
  const steps = ["Review", "Branch pushed", ...page(landing), "Merged"];
  switch (outcome?.kind) {
    case "pushed":
      return { steps, current: 2 };
    case "kept":
      return { steps, current: 1 };
    case "merged":
      return { steps, current: steps.length };
    default:
      return { steps, current: 0 };
  }
}

/** The step on the host's web page, by the host's own word; none where there is no page. */
function page(landing: Landing): string[] {
  return landing.kind === "pullRequest" ? [landing.term.charAt(0).toUpperCase() + landing.term.slice(1)] : [];
}
