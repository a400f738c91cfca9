import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useRef } from "react";

import { elementId } from "../../changes/elementId";
import type { ProposedChange, Proposal } from "../../changes/proposal";
import { useTickBefore } from "../../changes/ticks";
import { FailurePanel } from "../../errors/FailurePanel";
import type { DraftConflict } from "../../ipc/generated/DraftConflict";
import type { ElementKey } from "../../ipc/generated/ElementKey";
import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import { rebasedQuery } from "../../ipc/queries";
import { usePublish } from "../../publish/usePublish";
import { useNavigation, useVisitState } from "../../shell/navigation";
import { Page } from "../../shell/Page";
import { Button } from "../../widgets/Button";
import { Skeleton } from "../../widgets/Skeleton";
import { showToast } from "../../widgets/Toasts";
import { ConflictNotes, DroppedNote } from "../releases/ReleasesNotes";
import { NothingToReview } from "./NothingToReview";
import { Review } from "./Review";

/** What is asked for beyond the proposal itself, by the changes' ids: one that was left out, or chosen from anew. */
type Amendments = ReadonlyMap<string, "left" | { from: string | null }>;
const NONE: Amendments = new Map();

/** The review of what another page proposes: the draft stays as it is. */
export function ProposalReview({ repository, page, proposal }: ProposalReviewProps) {
  const { back } = useNavigation();
  const publishing = usePublish(repository);
  const [amendments, amend] = useVisitState("amendments", NONE);
  const tickBefore = useTickBefore();

  const byEntry = useMemo(() => new Map(proposal.changes.map((change) => [entryOf(change), change])), [proposal]);
  const wanted = useMemo(
    () =>
      proposal.changes.flatMap(({ id, manifest, element, from, to }) => {
        const amendment = amendments.get(id);
        return amendment === "left" ? [] : [{ manifest, element, to, from: amendment ? amendment.from : from }];
      }),
    [proposal, amendments],
  );
  const rebased = useQuery({
    ...rebasedQuery(repository, wanted),
    enabled: !publishing.isFixed,
    placeholderData: keepPreviousData,
  });
  const held = useRef(rebased.data);
  if (!publishing.isFixed) held.current = rebased.data;
  const now = held.current;

  const set = (change: Entry, amendment: "left" | { from: string | null } | null) => {
    const proposed = byEntry.get(entryOf(change));
    if (!proposed) return;
    amend((earlier) => {
      const next = new Map(earlier);
      if (amendment === null) next.delete(proposed.id);
      else next.set(proposed.id, amendment);
      return next;
    });
    tickBefore(proposed.id, amendment !== "left");
  };
  const leaveOut = (change: Entry) => {
    set(change, "left");
    showToast({ text: "Left out.", action: { label: "Undo", onAction: () => set(change, null) } });
  };

  const titles = {
    title: (
      <>
        {proposal.title} <span className="title-rest">· Review</span>
      </>
    ),
    plainTitle: `Review: ${proposal.title}`,
    sentence: proposal.origin,
  };
  if (!now) {
    return (
      <Page {...titles} width="reading" header={page.header}>
        {rebased.error ? <FailurePanel failure={rebased.error} retry={() => void rebased.refetch()} /> : <Skeleton rows={6} />}
      </Page>
    );
  }
  const notes = (
    <>
      <ConflictNotes
        page={page}
        conflicts={now.conflicts}
        onDrop={({ change }: DraftConflict) => leaveOut(change)}
        onKeep={(conflict: DraftConflict) => set(conflict.change, { from: conflict.now })}
      />
      {now.dropped.length > 0 && <DroppedNote words="Left out, because it came true:" dropped={now.dropped} />}
    </>
  );
  if (now.changes.length === 0 && !publishing.isFixed) {
    return (
      <Page {...titles} header={page.header}>
        {notes}
        {now.conflicts.length === 0 && (
          <NothingToReview action={<Button onPress={back}>Back</Button>}>Nothing is left of these changes.</NothingToReview>
        )}
      </Page>
    );
  }
  return (
    <Review
      {...titles}
      repository={repository}
      page={page}
      publishing={publishing}
      changes={now.changes}
      notes={notes}
      isRollBack={proposal.isRollBack}
      sinceOf={(change) => byEntry.get(entryOf(change))?.since}
      leaveOut={{ from: "this change", onLeaveOut: leaveOut }}
    />
  );
}

interface ProposalReviewProps {
  repository: string;
  page: ReleasesPage;
  proposal: Proposal;
}

interface Entry {
  manifest: string;
  element: ElementKey;
}

function entryOf({ manifest, element }: Entry | ProposedChange): string {
  return `${elementId(element)} ${manifest}`;
}
