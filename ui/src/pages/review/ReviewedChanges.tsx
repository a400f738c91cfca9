import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { Button as AriaButton } from "react-aria-components";

import { directions, summary } from "../../changes/directions";
import { elementId } from "../../changes/elementId";
import type { ProposedChange } from "../../changes/proposal";
import { ReleaseName } from "../../changes/ReleaseName";
import { FileChanges, changesSummary } from "../../files/ChangedFiles";
import { FailurePanel } from "../../errors/FailurePanel";
import type { Column } from "../../ipc/generated/Column";
import type { MeaningView } from "../../ipc/generated/MeaningView";
import type { PlanView } from "../../ipc/generated/PlanView";
import type { Source } from "../../ipc/generated/Source";
import { changesQuery } from "../../ipc/queries";
import { ManifestPanel } from "../../publish/ManifestPanel";
import { Button } from "../../widgets/Button";
import { Duration } from "../../widgets/RelativeTime";
import { Becomes } from "../../widgets/Sign";
import { visibleString } from "../../widgets/visible";
import { VisibleText } from "../../widgets/VisibleText";
import { plural } from "../../widgets/words";
import "./review.css";

/** At first not more rows than this; the rest at a press. */
const SHOWN_AT_FIRST = 100;

type Change = Extract<MeaningView, { kind: "entryChanged" }>;

/** What changes, by instance in the order of the columns. */
export function ReviewedChanges({ columns, plan, ...rest }: ReviewedChangesProps) {
  const [limit, setLimit] = useState(SHOWN_AT_FIRST);
  const all = plan.meaning.filter((line): line is Change => line.kind === "entryChanged");
  return columns.flatMap((column) => {
    const changes = all.filter((change) => change.manifest === column.manifest);
    if (changes.length === 0) return [];
    return (
      <ManifestPanel
        key={column.manifest}
        manifest={column.manifest}
        isProduction={column.isProduction}
        summary={summary(changes)}
      >
        <ul>
          {changes.slice(0, limit).map((change) => (
            <ReviewedChange key={elementId(change.element)} {...rest} change={change} countsFiles={all.length <= 30} />
          ))}
        </ul>
        {changes.length > limit && (
          <Button variant="quiet" className="review-more" onPress={() => setLimit(limit + 1000)}>
            Show {(changes.length - limit).toLocaleString("en-GB")} more
          </Button>
        )}
      </ManifestPanel>
    );
  });
}

interface ReviewedChangesProps extends ReviewedRowProps {
  columns: Column[];
  plan: PlanView;
}

/** What every row needs. */
export interface ReviewedRowProps {
  repository: string;
  /** Since when another instance names the release that this one gets. */
  sinceOf?: (change: Change) => ProposedChange["since"];
  /** Takes a change out of what it is part of; nothing where that is not possible any more. */
  leaveOut?: { from: string; onLeaveOut: (change: Change) => void };
}

function ReviewedChange({ repository, change, countsFiles, sinceOf, leaveOut }: ReviewedChangeProps) {
  const [isOpen, setOpen] = useState(false);
  const panel = useId();
  const before = toSource(change, change.from);
  const after = toSource(change, change.to);
  const isComparable = change.from !== null && change.to !== null;
  const files = useQuery({ ...changesQuery(repository, before, after), enabled: isComparable && (countsFiles || isOpen) });
  const since = sinceOf?.(change);

  return (
    <li className="review-change">
      <div className="review-line">
        <span className="review-name">
          <VisibleText text={change.name ?? change.element.id} />
          {since && (
            <span className="review-since small">
              <Duration since={since.time} /> on {visibleString(since.instance)}
            </span>
          )}
        </span>
        <span className="review-versions">
          <ReleaseName release={change.from} isQuiet />
          <Becomes />
          <ReleaseName release={change.to} />
        </span>
        <span className="review-files">
          {isComparable && (
            <AriaButton
              className="disclosure-button review-toggle"
              aria-expanded={isOpen}
              aria-controls={panel}
              onPress={() => setOpen(!isOpen)}
            >
              {files.data ? `${plural(files.data.files.length, "file")} changed` : "What changes"}
              <ChevronRight aria-hidden="true" />
            </AriaButton>
          )}
          {!isComparable && <span className="quiet small">{directions[change.direction][0]}</span>}
        </span>
        {leaveOut && (
          <Button
            variant="quiet"
            aria-label={`Remove ${visibleString(change.name ?? change.element.id)} from ${leaveOut.from}`}
            onPress={() => leaveOut.onLeaveOut(change)}
          >
            Remove
          </Button>
        )}
      </div>
      <div id={panel} hidden={!isOpen} className="review-panel">
        {isOpen && files.error && <FailurePanel failure={files.error} retry={() => void files.refetch()} />}
        {isOpen && files.data && (
          <>
            <p className="small quiet">{changesSummary(files.data.files)}</p>
            <FileChanges files={files.data.files} before={before} after={after} />
          </>
        )}
      </div>
    </li>
  );
}

interface ReviewedChangeProps extends ReviewedRowProps {
  change: Change;
  countsFiles: boolean;
}

function toSource(change: Change, release: string | null): Source {
  if (release === null) return { kind: "nothing" };
  if (release === "latest" && change.folder !== null) return { kind: "folder", folder: change.folder };
  return { kind: "release", element: change.element, version: release };
}
