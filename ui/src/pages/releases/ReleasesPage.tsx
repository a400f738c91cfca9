import { useQuery } from "@tanstack/react-query";

import { FailurePanel } from "../../errors/FailurePanel";
import { releasesQuery } from "../../ipc/queries";
import { Page } from "../../shell/Page";
import { useRepository } from "../../shell/session";
import { Skeleton } from "../../widgets/Skeleton";
import { FetchStatus } from "./FetchStatus";
import { CreateReleaseMenu } from "./CreateReleaseMenu";
import { DraftBar } from "./DraftBar";
import { FirstSteps } from "./FirstSteps";
import { ReleasesContent } from "./ReleasesContent";
import { useDraft } from "./useDraft";
import { useNavigation } from "../../shell/navigation";

/** Which release each instance's manifest names, and the choices that are not pushed yet. */
export function ReleasesPage() {
  const repository = useRepository();
  const { go } = useNavigation();
  const query = useQuery(releasesQuery(repository));
  const draft = useDraft(repository);
  const page = query.data;

  if (!page) {
    return (
      <Page title="Releases" sentence="What the manifests on the default branch say">
        {query.error ? (
          <FailurePanel failure={query.error} retry={() => void query.refetch()} isPage />
        ) : (
          <Skeleton rows={14} label="Reading the manifests" />
        )}
      </Page>
    );
  }
  const { header, columns } = page;
  const isEmpty = columns.length === 0;
  return (
    <Page
      title="Releases"
      sentence={`What the manifests on ${header.defaultBranch} say`}
      header={header}
      isFilled={!isEmpty}
      actions={
        <>
          <FetchStatus header={header} />
          {!isEmpty && header.readOnly === null && <CreateReleaseMenu rows={page.rows} />}
        </>
      }
      footer={
        page.draft.changes.length > 0 && (
          <DraftBar
            draft={page.draft}
            columns={columns}
            onDiscard={() => void draft.discard(page.draft)}
            onReview={() => go({ name: "review" })}
          />
        )
      }
    >
      {isEmpty ? <FirstSteps page={page} /> : <ReleasesContent repository={repository} page={page} draft={draft} />}
    </Page>
  );
}
