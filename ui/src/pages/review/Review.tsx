import { useMemo } from "react";

import type { DraftChange } from "../../ipc/generated/DraftChange";
import type { Intent } from "../../ipc/generated/Intent";
import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import { BranchField } from "../../publish/BranchField";
import { PublishPage } from "../../publish/PublishPage";
import { withoutFields } from "../../publish/Refusals";
import { usePlan } from "../../publish/usePlan";
import type { Publishing } from "../../publish/usePublish";
import { useVisitState } from "../../shell/navigation";
import { TextArea } from "../../widgets/Field";
import { Skeleton } from "../../widgets/Skeleton";
import { CommitDetails } from "./CommitDetails";
import { ReviewedChanges, type ReviewedRowProps } from "./ReviewedChanges";

/** Changes by instance, why they are made, and the button that pushes them. */
export function Review(props: ReviewProps) {
  const { repository, page, publishing, title, plainTitle, sentence, changes, notes, isRollBack = false, sinceOf, leaveOut } = props;
  const [why, setWhy] = useVisitState("why", "");
  const lacksWhy = isRollBack && why.trim() === "";
  const intent = useMemo<Intent>(
    () => ({
      kind: "changeManifests",
      changes: changes.map(({ manifest, element, to }) => ({ manifest, element, release: to })),
      why,
      // Without its reason a roll back is refused: until one is typed, what it would do is shown all the same.
      isRollBack: isRollBack && !lacksWhy,
    }),
    [changes, why, isRollBack, lacksWhy],
  );
  const planning = usePlan(repository, intent, publishing);
  const { plan } = planning;
  const { outcome, isFixed } = publishing;
  return (
    <PublishPage
      title={title}
      plainTitle={plainTitle}
      sentence={sentence}
      header={page.header}
      action={{
        label: "Create branch with manifest changes",
        cancelLabel: "Back",
        lacks: lacksWhy ? "Say why first. Those who ask later what happened find it in the commit." : undefined,
      }}
      planning={planning}
      publishing={publishing}
      refusals={withoutFields(planning.refusals, "branch")}
      details={
        <>
          {outcome === null && (
            <TextArea
              label="Why"
              description={`${isRollBack ? "Required. " : ""}Kept in the commit and in the text of the pull request.`}
              placeholder={isRollBack ? "What went wrong" : "Optional"}
              isRequired={isRollBack}
              autoFocus={isRollBack}
              rows={2}
              value={why}
              onChange={(text) => setWhy(() => text)}
              isDisabled={isFixed}
            />
          )}
          {planning.asksForBranch && outcome === null && <BranchField planning={planning} />}
          {plan && <CommitDetails plan={plan} planning={planning} isNamedHere={!planning.asksForBranch && outcome === null} />}
        </>
      }
    >
      {outcome === null && notes}
      {plan ? (
        <ReviewedChanges
          repository={repository}
          columns={page.columns}
          plan={plan}
          sinceOf={sinceOf}
          leaveOut={isFixed ? undefined : leaveOut}
        />
      ) : (
        planning.isPending && <Skeleton rows={3} label="Planning the change" />
      )}
    </PublishPage>
  );
}

interface ReviewProps extends Pick<ReviewedRowProps, "sinceOf" | "leaveOut"> {
  repository: string;
  page: ReleasesPage;
  publishing: Publishing;
  title: React.ReactNode;
  plainTitle?: string;
  sentence: React.ReactNode;
  /** What is pushed. */
  changes: DraftChange[];
  /** What became of the choices while the default branch moved. */
  notes: React.ReactNode;
  /** Whether a reason is asked for. */
  isRollBack?: boolean;
}
