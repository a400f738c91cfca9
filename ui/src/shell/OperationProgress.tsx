import type { Phase } from "../ipc/generated/Phase";
import type { Operation } from "../ipc/operation";
import { Progress } from "../widgets/Progress";

const words: Record<Phase, string> = {
  connecting: "Connecting",
  copying: "Copying objects: megabyte",
  receiving: "Receiving objects",
  resolving: "Resolving deltas",
  reading: "Reading the repository",
  packing: "Packing artifacts",
  writing: "Writing the branch",
  sending: "Sending objects",
};

/** What a long operation is doing, in words and numbers, with Cancel. */
export function OperationProgress({ operation, first = "connecting", isEager, hasCancel = true }: OperationProgressProps) {
  const { started, progress, cancel } = operation;
  return (
    <Progress
      started={started}
      words={words[progress?.phase ?? first]}
      done={progress?.done ?? 0}
      total={progress?.total ?? 0}
      isEager={isEager}
      onCancel={hasCancel ? cancel : undefined}
    />
  );
}

interface OperationProgressProps {
  operation: Pick<Operation<never, unknown>, "started" | "progress" | "cancel">;
  /** What it does before it has told anything. */
  first?: Phase;
  /** Words from the beginning, where the work is known to be long. */
  isEager?: boolean;
  /** Whether Cancel stands here, and not elsewhere in the view. */
  hasCancel?: boolean;
}
