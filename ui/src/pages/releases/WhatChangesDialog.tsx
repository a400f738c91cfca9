import { useState } from "react";

import { ChangedFiles } from "../../files/ChangedFiles";
import type { CellDetails } from "../../ipc/generated/CellDetails";
import type { Column } from "../../ipc/generated/Column";
import type { Row } from "../../ipc/generated/Row";
import type { Source } from "../../ipc/generated/Source";
import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";
import { Select } from "../../widgets/Select";
import { Becomes, Sign } from "../../widgets/Sign";
import { visibleString } from "../../widgets/visible";
import { VisibleText } from "../../widgets/VisibleText";
import { madeBy, type EntryOnTheWay } from "./onTheWay";
import "./WhatChangesDialog.css";

const LATEST = "latest";
const NOTHING = "nothing";

/** The files that differ between two releases of one element, starting from what an instance has now. */
export function WhatChangesDialog({ row, column, details, waits, chosen, canChoose, returnTo, onChoose, onClose }: WhatChangesDialogProps) {
  const now = details.release;
  const merged = details.choices.filter((choice) => choice.waitingOn === null);
  const first = merged.find((choice) => choice.version !== now)?.version ?? (row.folder === null ? null : LATEST);
  const [before, setBefore] = useState(now ?? NOTHING);
  const [after, setAfter] = useState(chosen ?? first ?? now ?? NOTHING);

  const sources = [
    ...(row.folder === null ? [] : [{ value: LATEST, label: "latest", description: tag(LATEST, details, column) }]),
    ...merged.map((choice) => ({
      value: choice.version,
      label: choice.version,
      description: tag(choice.version, details, column),
    })),
  ];
  const name = row.name ?? row.element.id;
  return (
    <Dialog
      title={
        <>
          What changes in <VisibleText text={name} />
        </>
      }
      isOpen
      isWide
      returnTo={returnTo}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Close</Button>
          {canChoose && after !== now && after !== NOTHING && madeBy(after, waits) === null && (
            <Button variant="primary" onPress={() => onChoose(after)}>
              {column.isProduction && <Sign name="production" label="Production" />}
              Set {after} on {visibleString(column.manifest)}
            </Button>
          )}
        </>
      }
    >
      <div className="what-changes-between">
        <Select
          label="Before"
          isLabelHidden
          value={before}
          onChange={setBefore}
          options={now === null ? [{ value: NOTHING, label: "Nothing" }, ...sources] : sources}
        />
        <Becomes />
        <Select label="After" isLabelHidden value={after} onChange={setAfter} options={sources} />
      </div>
      <ChangedFiles before={toSource(row, before)} after={toSource(row, after)} />
    </Dialog>
  );
}

interface WhatChangesDialogProps {
  row: Row;
  column: Column;
  details: CellDetails;
  /** What branches that are not merged would make of this cell. */
  waits: EntryOnTheWay[];
  /** What the draft says. */
  chosen: string | null;
  canChoose: boolean;
  /** The cell that it is about, which has the focus afterwards. */
  returnTo: HTMLElement;
  onChoose: (release: string) => void;
  onClose: () => void;
}

function toSource(row: Row, release: string): Source {
  if (release === NOTHING) return { kind: "nothing" };
  if (release === LATEST && row.folder !== null) return { kind: "folder", folder: row.folder };
  return { kind: "release", element: row.element, version: release };
}

function tag(release: string, details: CellDetails, column: Column): string | undefined {
  const on = details.choices.find((choice) => choice.version === release)?.on ?? [];
  const here = details.release === release && !on.includes(column.manifest) ? [column.manifest] : [];
  const names = [...on, ...here].map(visibleString);
  return names.length > 0 ? `On ${names.join(", ")}` : undefined;
}
