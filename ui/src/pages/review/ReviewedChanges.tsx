import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { Button as AriaButton } from "react-aria-components";

import { FileChanges, changesSummary } from "../../files/ChangedFiles";
import { FailurePanel } from "../../errors/FailurePanel";
import type { Direction } from "../../ipc/generated/Direction";
import type { MeaningView } from "../../ipc/generated/MeaningView";
import type { PlanView } from "../../ipc/generated/PlanView";
import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import type { Source } from "../../ipc/generated/Source";
import { changesQuery } from "../../ipc/queries";
import { ManifestPanel } from "../../publish/ManifestPanel";
import { Button } from "../../widgets/Button";
import { Becomes } from "../../widgets/Sign";
import { showToast } from "../../widgets/Toasts";
import { Version } from "../../widgets/Version";
import { VisibleText } from "../../widgets/VisibleText";
import { plural } from "../../widgets/words";
import { elementId } from "../releases/items";
import { useDraft } from "../releases/useDraft";
import "./review.css";

type Change = Extract<MeaningView, { kind: "entryChanged" }>;

const directions: Record<Direction, [string, string]> = {
  upgrade: ["upgrade", "upgrades"],
  downgrade: ["downgrade", "downgrades"],
  added: ["new entry", "new entries"],
  removed: ["removed entry", "removed entries"],
  follows: ["will follow the default branch", "will follow the default branch"],
  pinned: ["pinned", "pinned"],
};

/** "1 upgrade · 2 new entries". */
function summary(changes: Change[]): string {
  return Object.entries(directions)
    .flatMap(([direction, [one, many]]) => {
      const count = changes.filter((change) => change.direction === direction).length;
      return count > 0 ? [plural(count, one, many)] : [];
    })
    .join(" · ");
}

/** What changes, by instance in the order of the columns. */
export function ReviewedChanges({ repository, page, plan, isFixed }: ReviewedChangesProps) {
  const all = plan.meaning.filter((line): line is Change => line.kind === "entryChanged");
  return page.columns.flatMap((column) => {
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
          {changes.map((change) => (
            <ReviewedChange
              key={elementId(change.element)}
              repository={repository}
              page={page}
              change={change}
              countsFiles={all.length <= 30}
              isFixed={isFixed}
            />
          ))}
        </ul>
      </ManifestPanel>
    );
  });
}

interface ReviewedChangesProps {
  repository: string;
  page: ReleasesPage;
  plan: PlanView;
  /** Nothing can be taken out any more. */
  isFixed: boolean;
}

function ReviewedChange({ repository, page, change, countsFiles, isFixed }: ReviewedChangeProps) {
  const draft = useDraft(repository);
  const [isOpen, setOpen] = useState(false);
  const panel = useId();
  const before = toSource(change, change.from);
  const after = toSource(change, change.to);
  const isComparable = change.from !== null && change.to !== null;
  const files = useQuery({ ...changesQuery(repository, before, after), enabled: isComparable && (countsFiles || isOpen) });

  const remove = () => {
    const previous = page.draft.changes;
    const rest = previous.filter(
      (other) => other.manifest !== change.manifest || elementId(other.element) !== elementId(change.element),
    );
    showToast({
      text: "Taken out of the draft.",
      action: { label: "Undo", onAction: () => void draft.replace(previous) },
    });
    void draft.replace(rest);
  };

  return (
    <li className="review-change">
      <div className="review-line">
        <span className="review-name">
          <VisibleText text={change.name ?? change.element.id} />
        </span>
        <span className="review-versions">
          <Named release={change.from} isOld />
          <Becomes />
          <Named release={change.to} />
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
        {!isFixed && (
          <Button variant="quiet" aria-label={`Remove ${change.name ?? change.element.id} from the draft`} onPress={remove}>
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

interface ReviewedChangeProps {
  repository: string;
  page: ReleasesPage;
  change: Change;
  countsFiles: boolean;
  isFixed: boolean;
}

function Named({ release, isOld }: { release: string | null; isOld?: boolean }) {
  if (release === null) return <span className={isOld ? "quiet" : undefined}>Not listed</span>;
  return <Version value={release} isQuiet={isOld} />;
}

function toSource(change: Change, release: string | null): Source {
  if (release === null) return { kind: "nothing" };
  if (release === "latest" && change.folder !== null) return { kind: "folder", folder: change.folder };
  return { kind: "release", element: change.element, version: release };
}
