import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import type { Failure } from "../ipc/generated/Failure";
import type { Intent } from "../ipc/generated/Intent";
import type { PlanReply } from "../ipc/generated/PlanReply";
import type { PlanView } from "../ipc/generated/PlanView";
import type { RefusalView } from "../ipc/generated/RefusalView";
import { planQuery, sourceControlQuery } from "../ipc/queries";
import type { Publishing } from "./usePublish";

const PAUSE = 150;

export interface Planning {
  /** What would be pushed; nothing while it is not known, or refused. */
  plan: PlanView | null;
  /** Why there is no plan. */
  refusals: RefusalView[];
  failure: Failure | null;
  isPending: boolean;
  again: () => void;
  /** The plan of exactly what is asked for now: what was typed last may not be planned yet. */
  settle: () => Promise<PlanView | null>;
  /** The branch's name, as typed or as planned at first. */
  branch: string;
  setBranch: (branch: string) => void;
  /** Whether the person names each branch, as Source control says. */
  asksForBranch: boolean;
}

/** Plans an intent while it is being made, and holds still once its plan is being published. */
export function usePlan(repository: string, intent: Intent, publishing: Publishing): Planning {
  const client = useQueryClient();
  const connection = useQuery(sourceControlQuery(repository)).data?.connection;
  const asksForBranch = connection?.automaticBranchNames === false;
  const [typed, setBranch] = useState<string | null>(null);
  // A branch keeps the name it was first shown with.
  const first = useRef<string | null>(null);

  const asked = useMemo(
    () => ({ intent, branch: typed ?? (asksForBranch ? "" : null) }),
    [intent, typed, asksForBranch],
  );
  const paused = usePaused(asked);
  const isHeld = publishing.isBusy || publishing.outcome !== null;
  const query = useQuery({
    ...planQuery(repository, paused.intent, paused.branch ?? first.current),
    enabled: !isHeld,
    placeholderData: keepPreviousData,
  });
  const { setback } = publishing;
  useEffect(() => {
    if (setback?.kind === "movedOn") {
      const { queryKey } = planQuery(repository, paused.intent, paused.branch ?? first.current);
      const reply: PlanReply = { kind: "planned", plan: setback.plan };
      client.setQueryData(queryKey, reply);
    }
    // Only a new setback matters.
  }, [setback]);

  const reply = query.data;
  const plan = reply?.kind === "planned" ? reply.plan : null;
  useEffect(() => {
    if (plan && first.current === null && !asksForBranch) first.current = plan.branch;
  }, [plan, asksForBranch]);
  // What was pushed stays in view, although the draft that it came from is empty by then.
  const shown = useRef(plan);
  if (!isHeld) shown.current = plan;

  const settle = useCallback(async () => {
    const settled = await client.fetchQuery(planQuery(repository, asked.intent, asked.branch ?? first.current));
    return settled.kind === "planned" ? settled.plan : null;
  }, [client, repository, asked]);

  return {
    plan: isHeld ? shown.current : plan,
    refusals: !isHeld && reply?.kind === "refused" ? reply.refusals : [],
    failure: query.error,
    isPending: query.isPending && !isHeld,
    again: () => void query.refetch(),
    settle,
    branch: typed ?? (asksForBranch ? "" : (shown.current?.branch ?? "")),
    setBranch,
    asksForBranch,
  };
}

/** The value, once it has not changed for a moment. */
function usePaused<T>(value: T): T {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}
