import type { DraftChange } from "../ipc/generated/DraftChange";

/** Changes of manifests to review that are no draft: a promotion, or what is taken back. */
export interface Proposal {
  /** "Promote staging to prod". */
  title: string;
  /** What the changes come from, one sentence. */
  origin: string;
  changes: ProposedChange[];
  /** Whether they take back what was done before: then a reason is asked for. */
  isRollBack: boolean;
}

export interface ProposedChange extends DraftChange {
  /** Names it among the ticks of the page that it was proposed on. */
  id: string;
  /** Since when another instance names the release. */
  since?: { instance: string; time: number };
}
