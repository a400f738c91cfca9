import { useQuery } from "@tanstack/react-query";
import { PackageX } from "lucide-react";

import { FailurePanel } from "../../errors/FailurePanel";
import { useFollowed } from "../../ipc/operation";
import { createReleasesQuery } from "../../ipc/queries";
import { useNavigation } from "../../shell/navigation";
import { OperationProgress } from "../../shell/OperationProgress";
import { Page } from "../../shell/Page";
import { useRepository } from "../../shell/session";
import { Button } from "../../widgets/Button";
import { EmptyState } from "../../widgets/EmptyState";
import { Skeleton } from "../../widgets/Skeleton";
import { CreateReleases } from "./CreateReleases";

/** Releases of many apps and workflows at once, in one branch. */
export function CreateReleasesPage({ folders }: { folders: string[] }) {
  const repository = useRepository();
  const { back } = useNavigation();
  const followed = useFollowed();
  const page = useQuery(createReleasesQuery(repository, folders, followed));
  if (page.error || !page.data) {
    return (
      <Page title="Create releases" width="reading">
        {page.error ? (
          <FailurePanel failure={page.error} retry={() => void page.refetch()} isPage />
        ) : (
          <>
            <OperationProgress operation={followed} first="reading" />
            <Skeleton rows={8} label="Reading what changed" />
          </>
        )}
      </Page>
    );
  }
  if (page.data.elements.length === 0) {
    return (
      <Page title="Create releases" header={page.data.header}>
        <EmptyState icon={<PackageX />} title="There is nothing to release." action={<Button onPress={back}>Back</Button>}>
          {page.data.header.defaultBranch} no longer has these apps and workflows.
        </EmptyState>
      </Page>
    );
  }
  return <CreateReleases repository={repository} page={page.data} />;
}
