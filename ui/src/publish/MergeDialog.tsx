import { useQuery } from "@tanstack/react-query";

import { FailurePanel } from "../errors/FailurePanel";
import { call } from "../ipc/call";
import type { Merged } from "../ipc/generated/Merged";
import type { MergePreview } from "../ipc/generated/MergePreview";
import type { PushedBranch } from "../ipc/generated/PushedBranch";
import { useOperation } from "../ipc/operation";
import { repositoryKey } from "../ipc/queries";
import { phaseWords } from "../shell/phases";
import { useRepository } from "../shell/session";
import { Button } from "../widgets/Button";
import { Chip } from "../widgets/Chip";
import { Dialog } from "../widgets/Dialog";
import { Disclosure } from "../widgets/Disclosure";
import { ErrorPanel } from "../widgets/ErrorPanel";
import { Progress } from "../widgets/Progress";
import { Sign } from "../widgets/Sign";
import { Skeleton } from "../widgets/Skeleton";
import { VisibleText } from "../widgets/VisibleText";
import { plural } from "../widgets/words";
import { inOrder, listNames } from "./consequence";

type Ready = Extract<MergePreview, { kind: "ready" }>;

/** The one case in which the window moves a default branch: shown first, and Cancel is the default. */
export function MergeDialog({ pushed, onClose, onMerged }: MergeDialogProps) {
  const repository = useRepository();
  const preview = useQuery({
    queryKey: [...repositoryKey(repository), "merge", pushed.branch],
    queryFn: () => call("merge_preview", { repository, branch: pushed.branch, operation: null }),
    gcTime: 0,
  });
  const ready = preview.data?.kind === "ready" ? preview.data : null;
  // Exactly what was shown is merged: where either branch has moved since, the merge is refused.
  const merging = useOperation((operation, { source, target }: Ready) =>
    call("merge", { repository, branch: pushed.branch, source, target, operation }),
  );
  const merge = async (shown: Ready) => {
    const merged = await merging.run(shown);
    if (merged) onMerged(merged);
    else void preview.refetch();
  };
  const manifests = ready ? inOrder(ready.manifests, ready.production) : pushed.manifests;
  const isProduction = (ready?.production.length ?? 0) > 0;
  const label = manifests.length === 0 ? "Merge" : `Merge and change ${manifests.join(", ")}`;
  return (
    <Dialog
      title={manifests.length === 0 ? "Merge this branch?" : `Merge and change ${manifests.join(", ")}?`}
      isOpen
      isAlert
      onClose={onClose}
      footer={
        <>
          <Progress
            started={merging.started}
            words={phaseWords(merging.progress?.phase ?? "connecting")}
            done={merging.progress?.done ?? 0}
            total={merging.progress?.total ?? 0}
            onCancel={merging.cancel}
          />
          <Button autoFocus onPress={onClose} isDisabled={merging.isRunning}>
            Cancel
          </Button>
          {ready && (
            <Button variant="primary" onPress={() => void merge(ready)} isPending={merging.isRunning}>
              {isProduction && <Sign name="production" label="Production" />}
              {label}
            </Button>
          )}
        </>
      }
    >
      {preview.isPending && <Skeleton rows={3} label="Reading what the merge would do" />}
      {preview.error && <FailurePanel failure={preview.error} retry={() => void preview.refetch()} />}
      {preview.data && <PreviewText preview={preview.data} />}
      {merging.failure && <FailurePanel failure={merging.failure} />}
    </Dialog>
  );
}

interface MergeDialogProps {
  pushed: PushedBranch;
  onClose: () => void;
  onMerged: (merged: Merged) => void;
}

function PreviewText({ preview }: { preview: MergePreview }) {
  switch (preview.kind) {
    case "conflict":
      return (
        <ErrorPanel
          message={`It contradicts what was merged before, in ${plural(preview.files.length, "file")}: ${preview.files.join(", ")}.`}
          unchanged="Nothing was merged."
          hint="Make the change again from Releases; the branch can stay or be deleted by its owner."
        />
      );
    case "nothing":
      return <p>{preview.reason}</p>;
    case "ready":
      return (
        <>
          <p>
            This remote has no web page for pull requests, so Manifold merges the branch itself, with a merge commit.
            {preview.manifests.length > 0 &&
              ` ${listNames(inOrder(preview.manifests, preview.production))} ${preview.manifests.length === 1 ? "changes" : "change"} as soon as the instance picks it up.`}
          </p>
          {preview.production.length > 0 && (
            <p>
              <Chip sign="production">{listNames(preview.production)}</Chip> is Production.
            </p>
          )}
          <Disclosure title={plural(preview.files.length, "file")} note="and the merge commit's message">
            <pre className="merge-message">{preview.message}</pre>
            <ul className="merge-files">
              {preview.files.map((file) => (
                <li key={file} className="mono">
                  <VisibleText text={file} />
                </li>
              ))}
            </ul>
          </Disclosure>
        </>
      );
  }
}
