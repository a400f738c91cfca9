import type { DraftConflict } from "../../ipc/generated/DraftConflict";
import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import { Banner } from "../../widgets/Banner";
import { Button } from "../../widgets/Button";
import { IconButton } from "../../widgets/Button";
import { VisibleText } from "../../widgets/VisibleText";
import { X } from "lucide-react";
import { elementId } from "./items";
import type { DraftActions } from "./useDraft";

/** What became of the draft while the default branch moved: contradictions to resolve, no-ops that dropped. */
export function DraftNotes({ page, draft }: { page: ReleasesPage; draft: DraftActions }) {
  const { changes, conflicts, dropped } = page.draft;
  const drop = (conflict: DraftConflict) =>
    void draft.replace([...changes, ...conflicts.filter((other) => other !== conflict).map((other) => other.change)]);
  const keep = ({ change, now }: DraftConflict) =>
    void draft
      .replace([...changes, ...conflicts.filter((other) => other.change !== change).map((other) => other.change)])
      .then(() => draft.choose({ manifest: change.manifest, element: change.element, release: change.to }, now));
  return (
    <>
      {conflicts.map((conflict) => (
        <Banner
          key={`${conflict.change.manifest} ${elementId(conflict.change.element)}`}
          sign="attention"
          actions={
            <>
              <Button variant="quiet" onPress={() => drop(conflict)}>
                Drop
              </Button>
              <Button variant="quiet" onPress={() => keep(conflict)}>
                {conflict.change.to === null ? "Remove it all the same" : `Keep ${conflict.change.to}`}
              </Button>
            </>
          }
        >
          <strong>
            <VisibleText text={nameOf(page, conflict)} />
          </strong>
          : {conflict.message}.
        </Banner>
      ))}
      {dropped.length > 0 && (
        <Banner
          sign="ok"
          actions={<IconButton label="Dismiss" icon={<X />} onPress={() => void draft.acknowledge()} />}
        >
          Taken out of the draft, because it came true: {dropped.join(" ")}
        </Banner>
      )}
    </>
  );
}

function nameOf(page: ReleasesPage, { change }: DraftConflict): string {
  const row = page.rows.find((candidate) => elementId(candidate.element) === elementId(change.element));
  return row?.name ?? change.element.id;
}
