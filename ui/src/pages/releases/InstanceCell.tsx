import { memo } from "react";

import type { Cell } from "../../ipc/generated/Cell";
import type { Column } from "../../ipc/generated/Column";
import type { DraftChange } from "../../ipc/generated/DraftChange";
import type { WaitingBranch } from "../../ipc/generated/WaitingBranch";
import { Chip } from "../../widgets/Chip";
import { classes } from "../../widgets/classes";
import { whose } from "../../publish/whose";
import { useNow } from "../../widgets/RelativeTime";
import { Becomes, OnTheWay, Sign } from "../../widgets/Sign";
import { relativeTime } from "../../widgets/words";
import { pinnedStyle } from "./columnWindow";
import { shortName, waitsOf, type EntryOnTheWay } from "./onTheWay";

/** What one manifest says of one element, and what was chosen instead. */
export const InstanceCell = memo(function InstanceCell({ column, position, cell, change, waiting, isFocused }: InstanceCellProps) {
  const waits = waitsOf(cell, waiting);
  const [first] = waits;
  return (
    <div
      role="gridcell"
      className={classes("matrix-cell", "matrix-instance", change && "matrix-draft", first && "matrix-on-the-way", column.place === "pinned" && "matrix-pinned")}
      data-column={position + 2}
      aria-colindex={position + 3}
      aria-haspopup="dialog"
      tabIndex={isFocused ? 0 : -1}
      style={{ gridColumn: position + 3, ...pinnedStyle(column, position) }}
    >
      {change ? (
        <span className="cell-line">
          <span className="cell-change">
            <Says release={change.from} />
            <span className="cell-becomes">
              <Becomes />
              <strong>
                <Says release={change.to} />
              </strong>
            </span>
          </span>
          <span className="cell-word">draft</span>
        </span>
      ) : first ? (
        <span className="cell-line">
          <span className="cell-change">
            <Says release={cell?.release ?? null} />
            <span className="cell-becomes">
              <OnTheWay />
              <Says release={first.to} />
            </span>
          </span>
          <Waiting waits={waits} />
        </span>
      ) : (
        <Stands column={column} cell={cell} />
      )}
    </div>
  );
});

interface InstanceCellProps {
  column: Column;
  position: number;
  cell: Cell | undefined;
  change: DraftChange | undefined;
  waiting: WaitingBranch[];
  isFocused: boolean;
}

/** Whose branch it is; how long it waits, and which others there are, on hover. */
function Waiting({ waits }: { waits: EntryOnTheWay[] }) {
  const now = useNow();
  const about = waits.map(({ branch: { branch } }) => `${whose(branch)}, ${relativeTime(branch.time, now)}`);
  return (
    <span className="cell-word" title={about.join("\n")}>
      {waits[0] && shortName(waits[0].branch)}
      {waits.length > 1 && ` +${waits.length - 1}`}
    </span>
  );
}

function Stands({ column, cell }: { column: Column; cell: Cell | undefined }) {
  if (column.unreadable !== null) return <span className="cell-line cell-quiet">Unreadable</span>;
  const release = cell?.release;
  if (release === undefined) return <span className="cell-line cell-quiet">Not listed</span>;
  if (release === "latest") {
    return (
      <span className="cell-line">
        {column.isProduction ? <Chip sign="latest">latest</Chip> : <Says release={release} />}
      </span>
    );
  }
  return (
    <span className="cell-line">
      <span className="version">{release}</span>
      {cell?.missing ? (
        <Chip sign="broken">missing</Chip>
      ) : (
        cell?.behind !== undefined && <span className="cell-word">{cell.behind} behind</span>
      )}
    </span>
  );
}

function Says({ release }: { release: string | null }) {
  if (release === null) return <span className="cell-says">Not listed</span>;
  if (release === "latest") {
    return (
      <span className="cell-latest">
        <Sign name="latest" /> latest
      </span>
    );
  }
  return <span className="version">{release}</span>;
}
