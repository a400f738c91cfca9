import { useCallback, useState } from "react";

import { call } from "../ipc/call";
import type { Failure } from "../ipc/generated/Failure";
import type { ManifestEffect } from "../ipc/generated/ManifestEffect";
import type { PlanView } from "../ipc/generated/PlanView";
import type { PushedBranch } from "../ipc/generated/PushedBranch";
import type { RefusalView } from "../ipc/generated/RefusalView";
import { useOperation, type Progress } from "../ipc/operation";
import { announce } from "../widgets/announce";

/** What became of a plan. */
export type Outcome =
  | { kind: "pushed"; pushed: PushedBranch }
  | { kind: "kept"; branch: string; failure: Failure }
  | { kind: "discarded" }
  | { kind: "merged"; manifests: ManifestEffect[] };

/** What stood in the way of publishing: nothing was written. */
export type Setback =
  | { kind: "movedOn"; plan: PlanView; changed: string[] }
  | { kind: "refused"; refusals: RefusalView[] };

export interface Publishing {
  outcome: Outcome | null;
  setback: Setback | null;
  /** Why a command failed; nothing changed then. */
  failure: Failure | null;
  isBusy: boolean;
  /** Whether a plan is being pushed or was: what it was made from cannot be changed any more. */
  isFixed: boolean;
  started: number | null;
  progress: Progress | null;
  /** Publishes a plan that is shown. */
  publish: (plan: PlanView) => void;
  retry: (branch: string) => void;
  discard: (branch: string) => void;
  /** Says that the default branch has it; `manifests` is what that did to them. */
  merged: (manifests: ManifestEffect[]) => void;
  cancel: () => void;
}

/** Publishes plans of one view: shown first, then pushed, kept or refused. */
export function usePublish(repository: string): Publishing {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [setback, setSetback] = useState<Setback | null>(null);

  const settle = useCallback((next: Outcome) => {
    setOutcome(next);
    announce(spoken(next), next.kind === "kept" ? "assertive" : "polite");
  }, []);

  const pushing = useOperation(async (operation, plan: PlanView) => {
    setSetback(null);
    const reply = await call("publish", { repository, plan: plan.id, operation });
    if (reply.kind === "movedOn" || reply.kind === "refused") {
      setSetback(reply);
      announce("Nothing was pushed. The repository changed meanwhile.", "assertive");
    } else {
      settle(reply);
    }
  });
  const retrying = useOperation(async (operation, branch: string) => {
    settle(await call("retry_push", { repository, branch, operation }));
  });
  const discarding = useOperation(async (_, branch: string) => {
    await call("discard_branch", { repository, branch, operation: null });
    settle({ kind: "discarded" });
  });

  const running = [pushing, retrying, discarding].find((operation) => operation.isRunning);
  return {
    outcome,
    setback,
    failure: pushing.failure ?? retrying.failure ?? discarding.failure,
    isBusy: running !== undefined,
    isFixed: running !== undefined || outcome !== null,
    started: running?.started ?? null,
    progress: running?.progress ?? null,
    publish: (plan) => void pushing.run(plan),
    retry: (branch) => void retrying.run(branch),
    discard: (branch) => void discarding.run(branch),
    merged: (manifests) => settle({ kind: "merged", manifests }),
    cancel: () => running?.cancel(),
  };
}

function spoken(outcome: Outcome): string {
  switch (outcome.kind) {
    case "pushed":
      return "Branch pushed.";
    case "kept":
      return `The push failed. ${outcome.failure.message} The branch is kept on this computer.`;
    case "discarded":
      return "The branch was discarded. Nothing more is pushed.";
    case "merged":
      return "Merged.";
  }
}
