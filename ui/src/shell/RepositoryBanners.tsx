import { Lock } from "lucide-react";

import { FailurePanel } from "../errors/FailurePanel";
import { read } from "../errors/severity";
import type { RepositoryHeader } from "../ipc/generated/RepositoryHeader";
import { Banner } from "../widgets/Banner";
import { Button } from "../widgets/Button";
import { useNow } from "../widgets/RelativeTime";
import { asOf } from "../widgets/words";
import { useSession } from "./session";

/** What to know about the repository while reading its pages: offline, read-only, how it was opened. */
export function RepositoryBanners({ header }: { header: RepositoryHeader }) {
  const { fetching, notice, dismissNotice } = useSession();
  const now = useNow();
  const fetchAgain = () => void fetching.run();
  const failure = header.fetchFailure;
  const shown = `${header.defaultBranch} as of ${asOf(header.fetched ?? header.commitTime, now)}`;
  return (
    <>
      {failure && read(failure).severity === "attention" && !failure.hostKey ? (
        <Banner
          sign="attention"
          actions={
            <Button variant="quiet" onPress={fetchAgain} isPending={fetching.isRunning}>
              Try again
            </Button>
          }
        >
          Offline: {shown}. {failure.message}
        </Banner>
      ) : (
        failure && (
          <FailurePanel failure={{ ...failure, unchanged: failure.unchanged ?? `What you see is ${shown}.` }} retry={fetchAgain} />
        )
      )}
      {notice && !failure && (
        <FailurePanel failure={notice} retry={fetchAgain} actions={<Button onPress={dismissNotice}>Dismiss</Button>} />
      )}
      {header.readOnly && (
        <Banner sign="note">
          <span className="read-only-note">
            <Lock aria-hidden="true" /> Read-only. {header.readOnly}
          </span>
        </Banner>
      )}
    </>
  );
}
