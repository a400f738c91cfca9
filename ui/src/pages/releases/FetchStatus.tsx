import { RefreshCw } from "lucide-react";

import type { RepositoryHeader } from "../../ipc/generated/RepositoryHeader";
import { OperationProgress } from "../../shell/OperationProgress";
import { useSession } from "../../shell/session";
import { IconButton } from "../../widgets/Button";
import { useElapsed } from "../../widgets/Progress";
import { RelativeTime } from "../../widgets/RelativeTime";
import { Spinner } from "../../widgets/Spinner";
import "./FetchStatus.css";

/** When the remote was last reached, and the button that reaches it again. */
export function FetchStatus({ header }: { header: RepositoryHeader }) {
  const { fetching } = useSession();
  const isSlow = useElapsed(fetching.started, 2000);
  const showsSpinner = useElapsed(fetching.started, 300);
  if (isSlow) {
    return <OperationProgress operation={fetching} />;
  }
  return (
    <div className="fetch-status">
      {header.fetched !== null && (
        <span className="small quiet">
          <span className="visually-hidden">Fetched </span>
          <RelativeTime time={header.fetched} />
        </span>
      )}
      <IconButton
        label={`Fetch ${header.defaultBranch}`}
        keys="Ctrl R"
        icon={showsSpinner ? <Spinner /> : <RefreshCw />}
        onPress={() => void fetching.run()}
      />
    </div>
  );
}
