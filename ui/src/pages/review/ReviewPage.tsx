import { useQuery } from "@tanstack/react-query";

import type { Proposal } from "../../changes/proposal";
import { FailurePanel } from "../../errors/FailurePanel";
import { releasesQuery } from "../../ipc/queries";
import { Page } from "../../shell/Page";
import { useRepository } from "../../shell/session";
import { Skeleton } from "../../widgets/Skeleton";
import { DraftReview } from "./DraftReview";
import { ProposalReview } from "./ProposalReview";

/** Changes of manifests as one branch, shown first, then pushed: the draft, or what another page proposes. */
export function ReviewPage({ proposal }: { proposal?: Proposal }) {
  const repository = useRepository();
  const page = useQuery(releasesQuery(repository));
  if (!page.data) {
    return (
      <Page title="Review" width="reading">
        {page.error ? <FailurePanel failure={page.error} retry={() => void page.refetch()} isPage /> : <Skeleton rows={6} />}
      </Page>
    );
  }
  return proposal ? (
    <ProposalReview repository={repository} page={page.data} proposal={proposal} />
  ) : (
    <DraftReview repository={repository} page={page.data} />
  );
}
