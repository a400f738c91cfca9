import type { DraftConflict } from "../../ipc/generated/DraftConflict";
import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import { Banner } from "../../widgets/Banner";
import { Button } from "../../widgets/Button";
import { IconButton } from "../../widgets/Button";
import { VisibleText } from "../../widgets/VisibleText";
import { X } from "lucide-react";
import { elementId } from "../../changes/elementId";
import type { DraftActions } from "./useDraft";

/** What became of the draft while the default branch moved: contradictions to resolve, no-ops that dropped. */
export function DraftNotes({ page, draft }: { page: ReleasesPage; draft: DraftActions }) {
  const { changes, conflicts, dropped } = page.draft;
  const drop = (conflict: DraftConflict) =>
    void draft.replace([...changes, ...conflicts.filter((other) => other !== conflict).map((other) => other.change)]);
  const keep = ({ change, now }: DraftConflict) =>
    void draft.choose({ manifest: change.manifest, element: change.element, release: change.to }, now);
  return (
    <>
      <ConflictNotes page={page} conflicts={conflicts} onDrop={drop} onKeep={keep} />
      {dropped.length > 0 && (
        <DroppedNote
          words="Taken out of the draft, because it came true:"
          dropped={dropped}
          onDismiss={() => void draft.acknowledge()}
        />
      )}
    </>
  );
}

/** Choices that the default branch contradicts, each to be resolved. */
export function ConflictNotes({ page, conflicts, onDrop, onKeep }: ConflictNotesProps) {
  return conflicts.map((conflict) => (
    <Banner
      key={`${conflict.change.manifest} ${elementId(conflict.change.element)}`}
      sign="attention"
      actions={
        <>
          <Button variant="quiet" onPress={() => onDrop(conflict)}>
            Drop
          </Button>
          {conflict.canKeep && (
            <Button variant="quiet" onPress={() => onKeep(conflict)}>
              {conflict.change.to === null ? "Remove it all the same" : `Keep ${conflict.change.to}`}
            </Button>
          )}
        </>
      }
    >
      <strong>
        <VisibleText text={nameOf(page, conflict)} />
      </strong>
      : {conflict.message}.
    </Banner>
  ));
}

interface ConflictNotesProps {
  page: ReleasesPage;
  conflicts: DraftConflict[];
  onDrop: (conflict: DraftConflict) => void;
  onKeep: (conflict: DraftConflict) => void;
}

/** Choices that have come true meanwhile. */
export function DroppedNote({ words, dropped, onDismiss }: { words: string; dropped: string[]; onDismiss?: () => void }) {
  return (
    <Banner sign="ok" actions={onDismiss && <IconButton label="Dismiss" icon={<X />} onPress={onDismiss} />}>
      {words} {dropped.join(" ")}
    </Banner>
  );
}

function nameOf(page: ReleasesPage, { change }: DraftConflict): string {
  const row = page.rows.find((candidate) => elementId(candidate.element) === elementId(change.element));
  return row?.name ?? change.element.id;
}
