import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import { usePublish } from "../../publish/usePublish";
import { useNavigation } from "../../shell/navigation";
import { Page } from "../../shell/Page";
import { Button } from "../../widgets/Button";
import { DraftNotes } from "../releases/ReleasesNotes";
import { useDraft } from "../releases/useDraft";
import { NothingToReview } from "./NothingToReview";
import { Review } from "./Review";

/** The review of what was chosen in the matrix. */
export function DraftReview({ repository, page }: { repository: string; page: ReleasesPage }) {
  const { reset } = useNavigation();
  const publishing = usePublish(repository);
  const draft = useDraft(repository);
  const { changes, conflicts } = page.draft;
  const notes = <DraftNotes page={page} draft={draft} />;

  if (changes.length === 0 && !publishing.isFixed) {
    return (
      <Page title="Review" header={page.header}>
        {notes}
        {conflicts.length === 0 && (
          <NothingToReview action={<Button onPress={() => reset({ name: "releases" })}>Back to Releases</Button>}>
            The draft is empty. Choose other releases in the matrix first.
          </NothingToReview>
        )}
      </Page>
    );
  }
  return (
    <Review
      repository={repository}
      page={page}
      publishing={publishing}
      title="Review"
      sentence="Your draft as one branch, to be looked at before it is pushed."
      changes={changes}
      notes={notes}
      leaveOut={{ from: "the draft", onLeaveOut: (left) => void draft.takeOut(left, page.draft) }}
    />
  );
}
