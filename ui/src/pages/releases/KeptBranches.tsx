import { useState } from "react";

import type { KeptBranch } from "../../ipc/generated/KeptBranch";
import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import { FailurePanel } from "../../errors/FailurePanel";
import { Result } from "../../publish/Result";
import { usePublish } from "../../publish/usePublish";
import { OperationProgress } from "../../shell/OperationProgress";
import { Banner } from "../../widgets/Banner";
import { Button } from "../../widgets/Button";
import { Panel } from "../../widgets/Form";
import { RelativeTime } from "../../widgets/RelativeTime";
import { VisibleText } from "../../widgets/VisibleText";

/** Branches whose push failed wait here until they are pushed or discarded. */
export function KeptBranches({ repository, page }: { repository: string; page: ReleasesPage }) {
  // A branch that was pushed leaves the list, and its result stays until it was read.
  const [pushed, setPushed] = useState<KeptBranch[]>([]);
  const gone = pushed.filter((branch) => !page.keptBranches.some((kept) => kept.branch === branch.branch));
  return [...page.keptBranches, ...gone].map((kept) => (
    <Kept
      key={kept.branch}
      repository={repository}
      kept={kept}
      page={page}
      onTouched={() => setPushed((branches) => [...branches.filter((other) => other.branch !== kept.branch), kept])}
      onDone={() => setPushed((branches) => branches.filter((other) => other.branch !== kept.branch))}
    />
  ));
}

interface KeptProps {
  repository: string;
  kept: KeptBranch;
  page: ReleasesPage;
  onTouched: () => void;
  onDone: () => void;
}

function Kept({ repository, kept, page, onTouched, onDone }: KeptProps) {
  const publishing = usePublish(repository);
  const { outcome } = publishing;
  if (outcome && outcome.kind !== "kept") {
    return (
      <Panel className="kept-result">
        <Result
          outcome={outcome}
          landing={page.header.landing}
          publishing={publishing}
          doneLabel="Dismiss"
          onDone={onDone}
        />
      </Panel>
    );
  }
  const failure = outcome?.failure ?? publishing.failure;
  return (
    <>
      <Banner
        sign="attention"
        actions={
          publishing.isBusy ? (
            <OperationProgress operation={publishing} />
          ) : (
            <>
              <Button
                variant="quiet"
                onPress={() => {
                  onTouched();
                  publishing.discard(kept.branch);
                }}
              >
                Discard
              </Button>
              <Button
                variant="quiet"
                isDisabled={page.header.readOnly !== null}
                onPress={() => {
                  onTouched();
                  publishing.retry(kept.branch);
                }}
              >
                Retry push
              </Button>
            </>
          )
        }
      >
        Not pushed yet: <VisibleText text={kept.title} />{" "}
        <span className="quiet">
          (kept on this computer, <RelativeTime time={kept.time} />)
        </span>
      </Banner>
      {failure && <FailurePanel failure={failure} />}
    </>
  );
}
