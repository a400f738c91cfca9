import { RefreshCw } from "lucide-react";

import type { RepositoryHeader } from "../../ipc/generated/RepositoryHeader";
import { phaseWords } from "../../shell/phases";
import { useSession } from "../../shell/session";
import { IconButton } from "../../widgets/Button";
import { Progress, useElapsed } from "../../widgets/Progress";
import { RelativeTime } from "../../widgets/RelativeTime";
import { Spinner } from "../../widgets/Spinner";
import "./FetchStatus.css";

/** When the remote was last reached, and the button that reaches it again. */
export function FetchStatus({ header }: { header: RepositoryHeader }) {
  const { fetching } = useSession();
  const isSlow = useElapsed(fetching.started, 2000);
  const showsSpinner = useElapsed(fetching.started, 300);
  if (isSlow) {
    return (
      <Progress
        started={fetching.started}
        words={phaseWords(fetching.progress?.phase ?? "connecting")}
        done={fetching.progress?.done ?? 0}
        total={fetching.progress?.total ?? 0}
        onCancel={fetching.cancel}
      />
    );
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
