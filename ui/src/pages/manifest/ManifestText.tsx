import { lazy, Suspense, useMemo } from "react";

import type { CodeViewHandle } from "../../files/CodeView";
import type { LineMark } from "../../files/lineMarks";
import type { Position } from "../../ipc/generated/Position";
import type { ProblemView } from "../../ipc/generated/ProblemView";
import { EmptyState } from "../../widgets/EmptyState";

const CodeView = lazy(() => import("../../files/CodeView"));

/** The manifest's text, with the lines tinted that have a problem. */
export function ManifestText({ path, text, problems, target, ref }: ManifestTextProps) {
  const marks = useMemo(() => problems.flatMap(markOf), [problems]);
  if (text === "") return <EmptyState title="This file is empty." />;
  return (
    <Suspense fallback={null}>
      <CodeView ref={ref} path={path} text={text} marks={marks} target={target} />
    </Suspense>
  );
}

interface ManifestTextProps {
  path: string;
  text: string;
  problems: ProblemView[];
  /** The place to go to. */
  target: Position | null;
  ref: React.Ref<CodeViewHandle>;
}

function markOf({ position, severity, message }: ProblemView): LineMark[] {
  return position ? [{ line: position.line, severity, message }] : [];
}
