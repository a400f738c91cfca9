import { keepPreviousData, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";

import { call } from "../ipc/call";
import type { Failure } from "../ipc/generated/Failure";
import type { Intent } from "../ipc/generated/Intent";
import type { PlanReply } from "../ipc/generated/PlanReply";
import type { PlanView } from "../ipc/generated/PlanView";
import type { RefusalView } from "../ipc/generated/RefusalView";
import { askFollowed, useFollowed, type Followed } from "../ipc/operation";
import { repositoryKey, sourceControlQuery } from "../ipc/queries";
import type { Publishing } from "./usePublish";

/** At most one plan is asked for in this time, in milliseconds. */
const PACE = 150;
const NONE: RefusalView[] = [];

export interface Planning {
  /** What would be pushed; nothing while it is not known, or refused. */
  plan: PlanView | null;
  /** Whether the form has changed since: what is shown is not what it asks for, and must not be pushed. */
  isUpdating: boolean;
  /** Why there is no plan for what the form asks for now. */
  refusals: RefusalView[];
  failure: Failure | null;
  /** How far the planning is, where it takes long. */
  followed: Followed;
  isPending: boolean;
  again: () => void;
  /** The branch's name, as typed or as planned at first. */
  branch: string;
  setBranch: (branch: string) => void;
  /** Whether the person names each branch, as Source control says. */
  asksForBranch: boolean;
}

/** Plans an intent while it is being made, and holds still once its plan is being published. */
export function usePlan(repository: string, intent: Intent, { isFixed, setback }: Publishing): Planning {
  const client = useQueryClient();
  const connection = useQuery(sourceControlQuery(repository)).data?.connection;
  const asksForBranch = connection?.automaticBranchNames === false;
  const [typed, setBranch] = useState<string | null>(null);
  // A branch keeps the name it was first shown with.
  const firstName = useRef<string | null>(null);

  const asked = useMemo(
    () => ({ intent, branch: typed ?? (asksForBranch ? "" : null) }),
    [intent, typed, asksForBranch],
  );
  const paced = usePaced(asked);
  const followed = useFollowed();
  const planQuery = queryOptions({
    queryKey: [...repositoryKey(repository), "plan", paced.intent, paced.branch],
    queryFn: async ({ signal }) => {
      const branch = paced.branch ?? firstName.current;
      const reply = await askFollowed(followed, signal, (operation) =>
        call("plan", { repository, intent: paced.intent, branch, operation }),
      );
      if (reply.kind === "planned" && paced.branch === null) firstName.current ??= reply.plan.branch;
      return reply;
    },
    // A plan belongs to the moment: it is asked for again whenever a view that shows it opens.
    gcTime: 0,
  });
  const query = useQuery({ ...planQuery, enabled: !isFixed, placeholderData: keepPreviousData });

  useEffect(() => {
    if (setback?.kind !== "movedOn") return;
    const reply: PlanReply = { kind: "planned", plan: setback.plan };
    client.setQueryData(planQuery.queryKey, reply);
    // Only a new setback matters.
  }, [setback]);

  const reply = query.data;
  const isUpdating = !isFixed && (paced !== asked || query.isPlaceholderData);
  const plan = reply?.kind === "planned" ? reply.plan : null;
  // What was pushed stays in view, although the draft that it came from is empty by then.
  const held = useRef(plan);
  if (!isFixed) held.current = plan;

  return {
    plan: held.current,
    isUpdating,
    refusals: reply?.kind === "refused" && !isFixed && !isUpdating ? reply.refusals : NONE,
    failure: query.error,
    followed,
    isPending: query.isPending && !isFixed,
    again: () => void query.refetch(),
    branch: typed ?? (asksForBranch ? "" : (held.current?.branch ?? "")),
    setBranch,
    asksForBranch,
  };
}

/** The value as it is now, where it has not changed for a moment; otherwise as it was a moment ago. */
function usePaced<T>(value: T): T {
  const [paced, setPaced] = useState(value);
  const last = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, last.current + PACE - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      setPaced(value);
    }, wait);
    return () => clearTimeout(timer);
  }, [value]);
  return paced;
}
