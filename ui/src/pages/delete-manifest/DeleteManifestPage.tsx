import { useQuery } from "@tanstack/react-query";
import { FileX } from "lucide-react";
import { useMemo, useState } from "react";

import { FailurePanel } from "../../errors/FailurePanel";
import type { Column } from "../../ipc/generated/Column";
import type { Intent } from "../../ipc/generated/Intent";
import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import { releasesQuery } from "../../ipc/queries";
import { BranchField } from "../../publish/BranchField";
import { ManifestPanel } from "../../publish/ManifestPanel";
import { PlanDisclosure } from "../../publish/PlanContents";
import { PublishPage } from "../../publish/PublishPage";
import { withoutFields } from "../../publish/Refusals";
import { usePlan } from "../../publish/usePlan";
import { usePublish } from "../../publish/usePublish";
import { useNavigation } from "../../shell/navigation";
import { Page } from "../../shell/Page";
import { useRepository } from "../../shell/session";
import { Button } from "../../widgets/Button";
import { EmptyState } from "../../widgets/EmptyState";
import { TextArea } from "../../widgets/Field";
import { Skeleton } from "../../widgets/Skeleton";
import { visibleString } from "../../widgets/visible";
import { plural } from "../../widgets/words";

/** Pushes the branch that takes a manifest away. */
export function DeleteManifestPage({ manifest }: { manifest: string }) {
  const repository = useRepository();
  const { reset } = useNavigation();
  const page = useQuery(releasesQuery(repository));
  // What is deleted stays in view after the branch that deletes it was merged.
  const [seen, setSeen] = useState<Column | null>(null);
  const column = page.data?.columns.find((candidate) => candidate.manifest === manifest) ?? seen;
  if (column && !seen) setSeen(column);

  if (page.data && column) return <DeleteManifest repository={repository} page={page.data} column={column} />;
  return (
    <Page title="Delete manifest" width="reading">
      {page.error && <FailurePanel failure={page.error} retry={() => void page.refetch()} isPage />}
      {page.isPending && <Skeleton rows={4} />}
      {page.data && (
        <EmptyState
          icon={<FileX />}
          title={`There is no manifest ${visibleString(manifest)} any more.`}
          action={<Button onPress={() => reset({ name: "releases" })}>Back to Releases</Button>}
        >
          It was deleted meanwhile.
        </EmptyState>
      )}
    </Page>
  );
}

function DeleteManifest({ repository, page, column }: { repository: string; page: ReleasesPage; column: Column }) {
  const { header } = page;
  const { manifest, isProduction } = column;
  const [why, setWhy] = useState("");
  const publishing = usePublish(repository);
  const intent = useMemo<Intent>(() => ({ kind: "deleteManifest", manifest, why }), [manifest, why]);
  const planning = usePlan(repository, intent, publishing);
  const name = visibleString(manifest);
  return (
    <PublishPage
      title={`Delete manifest ${name}`}
      sentence={`Takes manifests/${name}.yaml out of the repository.`}
      header={header}
      action={{ label: `Create branch that deletes ${name}`, isDanger: true }}
      planning={planning}
      publishing={publishing}
      refusals={withoutFields(planning.refusals, "branch")}
      details={<PlanDisclosure planning={planning} outcome={publishing.outcome} />}
    >
      <ManifestPanel
        manifest={manifest}
        isProduction={isProduction}
        summary={`${plural(column.entries, "entry", "entries")} will be gone`}
      >
        <div className="manifest-text">
          <p>
            Once the branch is merged, nothing in the repository says which releases belong on {name}. An instance that is
            set to use this manifest will no longer find it.
          </p>
          <p className="quiet">Apps, releases and other manifests stay as they are.</p>
        </div>
      </ManifestPanel>
      {!publishing.isFixed && (
        <TextArea
          label="Why"
          description="Kept in the commit and in the text of the pull request."
          placeholder="Optional"
          rows={2}
          value={why}
          onChange={setWhy}
        />
      )}
      {planning.asksForBranch && !publishing.isFixed && <BranchField planning={planning} />}
    </PublishPage>
  );
}
