import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import type { Landing } from "../ipc/generated/Landing";
import type { PlanView } from "../ipc/generated/PlanView";
import { releasesQuery } from "../ipc/queries";
import { useRepository } from "../shell/session";
import { holds } from "./holds";
import type { Publishing } from "./usePublish";

/**
 * Settles a pushed branch as merged once a fetch tells so: it waited and does so no more, and the default branch says
 * what it was pushed for. A branch that was given up stays as it is.
 */
export function useMergedElsewhere({ outcome, merged }: Publishing, plan: PlanView | null, landing: Landing): void {
  const repository = useRepository();
  const pushed = outcome?.kind === "pushed" && landing.kind !== "mergeHere" ? outcome.pushed : null;
  const { data: page } = useQuery({ ...releasesQuery(repository), enabled: pushed !== null });
  const hasWaited = useRef(false);
  useEffect(() => {
    if (!pushed || !plan || !page) return;
    if (page.waiting.some(({ branch }) => branch.name === pushed.branch)) hasWaited.current = true;
    else if (hasWaited.current && holds(page, plan.meaning)) merged(pushed.manifests);
    // Only what a fetch brings can tell.
  }, [pushed, page]);
}
