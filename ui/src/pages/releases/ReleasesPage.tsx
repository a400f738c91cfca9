import { useQuery } from "@tanstack/react-query";

import { FailurePanel } from "../../errors/FailurePanel";
import { releasesQuery } from "../../ipc/queries";
import { useKeptState } from "../../shell/keptState";
import { useNavigation } from "../../shell/navigation";
import { Page } from "../../shell/Page";
import { useRepository } from "../../shell/session";
import { Skeleton } from "../../widgets/Skeleton";
import { FetchStatus } from "./FetchStatus";
import { CreateReleaseMenu } from "./CreateReleaseMenu";
import { DraftBar } from "./DraftBar";
import { isBeginning } from "./beginning";
import { FirstSteps } from "./FirstSteps";
import { focusMatrix } from "./gridFocus";
import { KeptBranches } from "./KeptBranches";
import { NoElements } from "./NoElements";
import { rowKey } from "./items";
import { PromoteMenu } from "./PromoteMenu";
import { ReleasesContent } from "./ReleasesContent";
import { NOTHING_SELECTED } from "./selection";
import { SelectionBar } from "./SelectionBar";
import { useDraft } from "./useDraft";
import { useSelection } from "./useSelection";

/** Which release each instance's manifest names, and the choices that are not pushed yet. */
export function ReleasesPage() {
  const repository = useRepository();
  const { go } = useNavigation();
  const query = useQuery(releasesQuery(repository));
  const draft = useDraft(repository);
  const [selection, select] = useSelection(repository);
  const [wantsMatrix, showMatrix] = useKeptState(`${repository} wants the matrix`, false);
  const page = query.data;

  if (!page) {
    return (
      <Page title="Releases" sentence="What the manifests on the default branch say.">
        {query.error ? (
          <FailurePanel failure={query.error} retry={() => void query.refetch()} isPage />
        ) : (
          <Skeleton rows={14} label="Reading the manifests" />
        )}
      </Page>
    );
  }
  const { header, columns, rows } = page;
  const selected = selection.keys.size === 0 ? [] : rows.filter((row) => selection.keys.has(rowKey(row)));
  const hasMatrix = columns.length > 0 && rows.length > 0 && (wantsMatrix || !isBeginning(page));
  return (
    <Page
      title="Releases"
      sentence={`What the manifests on ${header.defaultBranch} say.`}
      header={header}
      isFilled={hasMatrix}
      actions={
        <>
          <FetchStatus header={header} />
          {hasMatrix && <PromoteMenu columns={columns} />}
          {hasMatrix && header.readOnly === null && <CreateReleaseMenu rows={rows} />}
        </>
      }
      footer={
        (selected.length > 0 || page.draft.changes.length > 0) && (
          <>
            {selected.length > 0 && (
              <SelectionBar
                page={page}
                rows={selected}
                draft={draft}
                onClear={() => {
                  select(NOTHING_SELECTED);
                  focusMatrix();
                }}
              />
            )}
            {page.draft.changes.length > 0 && (
              <DraftBar
                draft={page.draft}
                columns={columns}
                onDiscard={() => {
                  void draft.discard(page.draft);
                  focusMatrix();
                }}
                onReview={() => go({ name: "review" })}
              />
            )}
          </>
        )
      }
    >
      <KeptBranches repository={repository} page={page} />
      {hasMatrix ? (
        <ReleasesContent repository={repository} page={page} draft={draft} selection={selection} onSelect={select} />
      ) : rows.length === 0 ? (
        <NoElements page={page} />
      ) : (
        <FirstSteps page={page} onShowMatrix={() => showMatrix(true)} />
      )}
    </Page>
  );
}
