import { useQuery } from "@tanstack/react-query";

import { FailurePanel } from "../../errors/FailurePanel";
import { sourceControlQuery } from "../../ipc/queries";
import { Page } from "../../shell/Page";
import { useRepository } from "../../shell/session";
import { Skeleton } from "../../widgets/Skeleton";
import { ConnectionSettings, sentence } from "./ConnectionSettings";

/** Everything about the repository's connection, after its manifests. */
export function SourceControlPage() {
  const repository = useRepository();
  const { data, error, refetch } = useQuery(sourceControlQuery(repository));
  if (data) return <ConnectionSettings repository={repository} page={data} />;
  return (
    <Page title="Source control" sentence={sentence} width="reading">
      {error ? <FailurePanel failure={error} retry={() => void refetch()} isPage /> : <Skeleton rows={10} />}
    </Page>
  );
}
