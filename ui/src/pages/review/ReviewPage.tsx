import { useQuery } from "@tanstack/react-query";
import { ClipboardCheck } from "lucide-react";
import { useMemo, useState } from "react";

import { FailurePanel } from "../../errors/FailurePanel";
import type { Intent } from "../../ipc/generated/Intent";
import type { PlanView } from "../../ipc/generated/PlanView";
import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import { releasesQuery } from "../../ipc/queries";
import { BranchField } from "../../publish/BranchField";
import { YamlDifference } from "../../publish/PlanContents";
import { PublishPage } from "../../publish/PublishPage";
import { withoutFields } from "../../publish/Refusals";
import { usePlan, type Planning } from "../../publish/usePlan";
import { usePublish } from "../../publish/usePublish";
import { useNavigation } from "../../shell/navigation";
import { Page } from "../../shell/Page";
import { useRepository } from "../../shell/session";
import { Button } from "../../widgets/Button";
import { Disclosure } from "../../widgets/Disclosure";
import { EmptyState } from "../../widgets/EmptyState";
import { TextArea } from "../../widgets/Field";
import { Skeleton } from "../../widgets/Skeleton";
import { VisibleText } from "../../widgets/VisibleText";
import { DraftNotes } from "../releases/ReleasesNotes";
import { useDraft } from "../releases/useDraft";
import { ReviewedChanges } from "./ReviewedChanges";

const SENTENCE = "Your draft as one branch, to be looked at before it is pushed.";

/** The draft as one branch: shown first, then pushed. */
export function ReviewPage() {
  const repository = useRepository();
  const page = useQuery(releasesQuery(repository));
  if (page.error) {
    return (
      <Page title="Review" sentence={SENTENCE} width="reading">
        <FailurePanel failure={page.error} retry={() => void page.refetch()} isPage />
      </Page>
    );
  }
  if (!page.data) {
    return (
      <Page title="Review" sentence={SENTENCE} width="reading">
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
  const { outcome, isFixed } = publishing;

  if (changes.length === 0 && !isFixed) {
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
  return (
    <PublishPage
      title="Review"
      sentence={SENTENCE}
      header={page.header}
      action={{ label: "Create branch with manifest changes", cancelLabel: "Back" }}
      planning={planning}
      publishing={publishing}
      refusals={withoutFields(planning.refusals, "branch")}
      details={
        <>
          {outcome === null && (
            <TextArea
              label="Why"
              description="Kept in the commit and in the text of the pull request."
              placeholder="Optional"
              rows={2}
              value={why}
              onChange={setWhy}
              isDisabled={isFixed}
            />
          )}
          {planning.asksForBranch && outcome === null && <BranchField planning={planning} />}
          {plan && <CommitDetails plan={plan} planning={planning} isNamedHere={!planning.asksForBranch && outcome === null} />}
        </>
      }
    >
      {outcome === null && <DraftNotes page={page} draft={draft} />}
      {plan ? (
        <ReviewedChanges repository={repository} page={page} plan={plan} isFixed={isFixed} />
      ) : (
        planning.isPending && <Skeleton rows={3} label="Planning the change" />
      )}
    </PublishPage>
  );
}

interface CommitDetailsProps {
  plan: PlanView;
  planning: Planning;
  /** Whether the branch's name can be changed here. */
  isNamedHere: boolean;
}

/** The branch, its commits' messages and the lines that change, each behind a line that opens. */
function CommitDetails({ plan, planning, isNamedHere }: CommitDetailsProps) {
  return (
    <div>
      <Disclosure title={isNamedHere ? "Branch and commit message" : "Commit message"}>
        <div className="review-message">
          {isNamedHere && <BranchField planning={planning} />}
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
  );
}
