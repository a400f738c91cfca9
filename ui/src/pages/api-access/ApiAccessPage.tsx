import { useQuery } from "@tanstack/react-query";

import { FailurePanel } from "../../errors/FailurePanel";
import { apiAccessQuery } from "../../ipc/queries";
import { Page } from "../../shell/Page";
import { useRepository } from "../../shell/session";
import { Skeleton } from "../../widgets/Skeleton";
import { RequestsPane } from "./RequestsPane";
import { ServeSettings } from "./ServeSettings";
import { TokensPane } from "./TokensPane";

/** The Source Control API of the repository: whether this program serves it, who is let in, and what was asked. */
export function ApiAccessPage() {
  const repository = useRepository();
  const { data, error, refetch } = useQuery(apiAccessQuery(repository));
  return (
    <Page title="API access" sentence="Lets scripts and pipelines do here what you do in this window." width="reading">
      {data ? (
        <div>
          <ServeSettings repository={repository} page={data} />
          <TokensPane repository={repository} page={data} />
          <RequestsPane repository={repository} page={data} />
        </div>
      ) : error ? (
        <FailurePanel failure={error} retry={() => void refetch()} isPage />
      ) : (
        <Skeleton rows={10} />
      )}
    </Page>
  );
}
