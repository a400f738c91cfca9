import { useQuery } from "@tanstack/react-query";

import { FailurePanel } from "../errors/FailurePanel";
import { call } from "../ipc/call";
import type { Merged } from "../ipc/generated/Merged";
import type { MergePreview } from "../ipc/generated/MergePreview";
import type { ManifestEffect } from "../ipc/generated/ManifestEffect";
import { useOperation } from "../ipc/operation";
import { repositoryKey } from "../ipc/queries";
import { OperationProgress } from "../shell/OperationProgress";
import { useRepository } from "../shell/session";
import { Button } from "../widgets/Button";
import { Chip } from "../widgets/Chip";
import { Dialog } from "../widgets/Dialog";
import { Disclosure } from "../widgets/Disclosure";
import { ErrorPanel } from "../widgets/ErrorPanel";
import { Skeleton } from "../widgets/Skeleton";
import { visibleString } from "../widgets/visible";
import { VisibleText } from "../widgets/VisibleText";
import { plural } from "../widgets/words";
import { afterMerge, listNames } from "./consequence";
import { MergeWords } from "./MergeWords";

type Ready = Extract<MergePreview, { kind: "ready" }>;

/** The one case in which the window moves a default branch: shown first, and Cancel is the default. */
export function MergeDialog({ branch, expected, onClose, onMerged }: MergeDialogProps) {
  const repository = useRepository();
  const preview = useQuery({
    queryKey: [...repositoryKey(repository), "merge", branch],
    queryFn: () => call("merge_preview", { repository, branch, operation: null }),
    gcTime: 0,
  });
  const ready = preview.data?.kind === "ready" ? preview.data : null;
  // Exactly what was shown is merged: where either branch has moved since, the merge is refused.
  const merging = useOperation((operation, { source, target }: Ready) =>
    call("merge", { repository, branch, source, target, operation }),
  );
  const merge = async (shown: Ready) => {
    const merged = await merging.run(shown);
    if (merged) onMerged(merged);
    else void preview.refetch();
  };
  const effects = ready?.manifests ?? expected;
  return (
    <Dialog
      title={effects.length === 0 ? <>Merge <VisibleText text={branch} />?</> : <><MergeWords effects={effects} />?</>}
      isOpen
      isAlert
      onClose={onClose}
      footer={
        <>
          <OperationProgress operation={merging} />
          <Button autoFocus onPress={onClose} isDisabled={merging.isRunning}>
            Cancel
          </Button>
          {ready && (
            <Button
              variant={effects.some((effect) => effect.change === "removed") ? "danger" : "primary"}
              onPress={() => void merge(ready)}
              isPending={merging.isRunning}
            >
              <MergeWords effects={effects} isPlain />
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
  branch: string;
  /** What it will change, as far as that is known before the preview is there. */
  expected: ManifestEffect[];
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
      return <Merging preview={preview} />;
  }
}

function Merging({ preview }: { preview: Ready }) {
  const production = preview.manifests.filter((effect) => effect.isProduction).map((effect) => effect.manifest);
  return (
    <>
      <p>
        This remote has no web page for pull requests, so Manifold merges the branch itself, with a merge commit.
        {preview.manifests.length > 0 && ` Once merged, ${afterMerge(preview.manifests)}`}
      </p>
      {production.length > 0 && (
        <p>
          <Chip sign="production">{listNames(production.map(visibleString))}</Chip> {production.length === 1 ? "is" : "are"}{" "}
          marked Production.
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
