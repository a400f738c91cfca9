import { useQuery } from "@tanstack/react-query";
import { ClipboardCheck } from "lucide-react";
import { useMemo, useState } from "react";

import { FailurePanel } from "../../errors/FailurePanel";
import type { Intent } from "../../ipc/generated/Intent";
import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import { releasesQuery } from "../../ipc/queries";
import { BranchField } from "../../publish/BranchField";
import { manifestsOf, trackSteps } from "../../publish/consequence";
import { YamlDifference } from "../../publish/PlanContents";
import { PublishFooter } from "../../publish/PublishFooter";
import { Refusals, SetbackNote, Warnings } from "../../publish/Refusals";
import { usePlan } from "../../publish/usePlan";
import { trackPosition, usePublish } from "../../publish/usePublish";
import { useNavigation } from "../../shell/navigation";
import { Page } from "../../shell/Page";
import { useRepository } from "../../shell/session";
import { Button } from "../../widgets/Button";
import { Disclosure } from "../../widgets/Disclosure";
import { EmptyState } from "../../widgets/EmptyState";
import { TextArea } from "../../widgets/Field";
import { Skeleton } from "../../widgets/Skeleton";
import { Track } from "../../widgets/Track";
import { VisibleText } from "../../widgets/VisibleText";
import { DraftNotes } from "../releases/ReleasesNotes";
import { useDraft } from "../releases/useDraft";
import { ReviewedChanges } from "./ReviewedChanges";

/** The draft as one branch: shown first, then pushed. */
export function ReviewPage() {
  const repository = useRepository();
  const page = useQuery(releasesQuery(repository));
  if (page.error) {
    return (
      <Page title="Review">
        <FailurePanel failure={page.error} retry={() => void page.refetch()} isPage />
      </Page>
    );
  }
  if (!page.data) {
    return (
      <Page title="Review" width="reading">
        <Skeleton rows={6} />
      </Page>
    );
  }
  return <Review repository={repository} page={page.data} />;
}

function Review({ repository, page }: { repository: string; page: ReleasesPage }) {
  const { reset } = useNavigation();
  const [why, setWhy] = useState("");
  const publishing = usePublish(repository);
  const draft = useDraft(repository);
  const { changes, conflicts } = page.draft;
  const intent = useMemo<Intent>(
    () => ({
      kind: "changeManifests",
      changes: changes.map(({ manifest, element, to }) => ({ manifest, element, release: to })),
      why,
      isRollBack: false,
    }),
    [changes, why],
  );
  const planning = usePlan(repository, intent, publishing);
  const { plan } = planning;
  const { landing } = page.header;
  const production = page.columns.flatMap((column) => (column.isProduction ? [column.manifest] : []));

  if (changes.length === 0 && publishing.outcome === null && !publishing.isBusy) {
    return (
      <Page title="Review" header={page.header}>
        <DraftNotes page={page} draft={draft} />
        {conflicts.length === 0 && (
          <EmptyState
            icon={<ClipboardCheck />}
            title="There is nothing to review."
            action={<Button onPress={() => reset({ name: "releases" })}>Back to Releases</Button>}
          >
            The draft is empty. Choose other releases in the matrix first.
          </EmptyState>
        )}
      </Page>
    );
  }
  const manifests = plan ? manifestsOf(plan) : [...new Set(changes.map((change) => change.manifest))];
  return (
    <Page
      title="Review"
      width="reading"
      header={page.header}
      footer={
        <PublishFooter
          publishing={publishing}
          planning={planning}
          landing={landing}
          label="Create branch with manifest changes"
          cancelLabel="Back"
          isProduction={manifests.some((manifest) => production.includes(manifest))}
          readOnly={page.header.readOnly}
          manifests={manifests}
          production={production}
        />
      }
    >
      <Track steps={trackSteps(landing)} current={trackPosition(publishing.outcome, landing)} />
      {publishing.setback && <SetbackNote setback={publishing.setback} />}
      {publishing.outcome === null && <DraftNotes page={page} draft={draft} />}
      {planning.failure && <FailurePanel failure={planning.failure} retry={planning.again} />}
      <Refusals refusals={planning.refusals} shownFields={["branch"]} />
      {plan && <Warnings warnings={plan.warnings} />}
      {plan ? (
        <ReviewedChanges repository={repository} page={page} plan={plan} isFixed={publishing.outcome !== null || publishing.isBusy} />
      ) : (
        planning.isPending && <Skeleton rows={3} label="Planning the change" />
      )}
      {publishing.outcome === null && (
        <TextArea
          label="Why"
          description="Kept in the commit and in the text of the pull request."
          placeholder="Optional"
          rows={2}
          value={why}
          onChange={setWhy}
          isDisabled={publishing.isBusy}
        />
      )}
      {planning.asksForBranch && publishing.outcome === null && <BranchField planning={planning} />}
      {plan && (
        <div>
          <Disclosure title={planning.asksForBranch ? "Commit message" : "Branch and commit message"}>
            <div className="review-message">
              {!planning.asksForBranch && publishing.outcome === null && <BranchField planning={planning} />}
              {plan.commits.map((commit) => (
                <div key={commit.subject} className="review-commit">
                  <p className="field-label">Commit message</p>
                  <pre className="review-commit-text">
                    <VisibleText text={commit.subject} />
                    {commit.body && `\n\n${commit.body}`}
                  </pre>
                </div>
              ))}
            </div>
          </Disclosure>
          <Disclosure title="YAML difference">
            <YamlDifference plan={plan} />
          </Disclosure>
        </div>
      )}
    </Page>
  );
}
