import { Check, ChevronRight, Minus } from "lucide-react";
import { memo } from "react";

import type { Column } from "../../ipc/generated/Column";
import type { Row } from "../../ipc/generated/Row";
import type { WaitingBranch } from "../../ipc/generated/WaitingBranch";
import { classes } from "../../widgets/classes";
import { OnTheWay, Sign } from "../../widgets/Sign";
import { VisibleText } from "../../widgets/VisibleText";
import type { RowDraft } from "./draftIndex";
import type { GroupItem } from "./items";
import { InstanceCell } from "./InstanceCell";
import type { ReleaseOnTheWay } from "./onTheWay";
import type { Selected } from "./selection";

/** One element and what each manifest says of it. Drawn again only when something of it changes. */
export const MatrixRow = memo(function MatrixRow(props: MatrixRowProps) {
  const { index, top, row, columns, draft, waiting, releases, unreleased, isSelected, firstColumn, endColumn, focusedColumn } = props;
  const tabIndex = (column: number) => (focusedColumn === column ? 0 : -1);
  return (
    <div
      role="row"
      className={classes("matrix-row", isSelected && "matrix-selected")}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-index={index}
      style={{ top }}
    >
      <div role="rowheader" className="matrix-cell matrix-app" data-column={0} aria-colindex={1} tabIndex={tabIndex(0)}>
        <RowCheck state={isSelected ? "all" : "none"} />
        {row.folder === null ? (
          <>
            <span className="matrix-unknown mono">{row.element.id}</span>
            <Sign name="broken" label="No app in the repository has this uuid" />
          </>
        ) : (
          <>
            <span className="matrix-open">
              <VisibleText text={row.name ?? row.element.id} />
            </span>
            {(row.problems?.length ?? 0) > 0 && <Sign name="broken" label="Has a problem" />}
          </>
        )}
      </div>
      <div role="gridcell" className="matrix-cell matrix-newest" data-column={1} aria-colindex={2} tabIndex={tabIndex(1)}>
        <span className="cell-line matrix-releases">
          {row.newest ? (
            <span className="version">{row.newest}</span>
          ) : (
            <span className="matrix-none">{row.folder === null ? "" : "None yet"}</span>
          )}
          {releases?.[0] && (
            <span className="matrix-release-waits">
              <OnTheWay />
              <span className="version">{releases[0].version}</span>
            </span>
          )}
        </span>
        {unreleased !== undefined && (
          <span className="matrix-unreleased">
            {unreleased === null ? "+" : `+${unreleased}`}
            <span className="visually-hidden"> {unreleased === 1 ? "commit" : "commits"} since</span>
          </span>
        )}
      </div>
      {columns.map((column, position) => {
        const isFocused = focusedColumn === position + 2;
        // Cells out of sight are left out, but for the one that has the focus, and what is pinned is always in sight.
        if ((position < firstColumn || position >= endColumn) && !isFocused && column.place !== "pinned") return null;
        return (
          <InstanceCell
            key={column.manifest}
            column={column}
            position={position}
            cell={row.cells[position]}
            change={draft?.get(column.manifest)}
            waiting={waiting}
            isFocused={isFocused}
          />
        );
      })}
    </div>
  );
});

interface MatrixRowProps {
  index: number;
  top: number;
  row: Row;
  columns: Column[];
  draft: RowDraft | undefined;
  /** The branches that cells name by their index. */
  waiting: WaitingBranch[];
  /** Its releases that are on the way, of the newest branch first. */
  releases: ReleaseOnTheWay[] | undefined;
  /** How many commits no release has; null where there are some and they are not counted. */
  unreleased: number | null | undefined;
  isSelected: boolean;
  /** The instances in sight: from the first up to, but without, the end. */
  firstColumn: number;
  endColumn: number;
  focusedColumn: number | null;
}

/** The heading of a folder: stays in view while its elements pass, and folds them away. */
export const GroupRow = memo(function GroupRow({ index, top, item, isSticky, selected, isFocused, columnCount }: GroupRowProps) {
  return (
    <div
      role="row"
      className={classes("matrix-row", "matrix-group", isSticky && "matrix-group-sticky")}
      aria-rowindex={index + 2}
      aria-selected={selected === "all"}
      data-index={index}
      style={isSticky ? undefined : { top }}
    >
      <div
        role="rowheader"
        className="matrix-cell matrix-group-cell"
        data-column={0}
        aria-colindex={1}
        aria-colspan={columnCount}
        aria-expanded={!item.isCollapsed}
        tabIndex={isFocused ? 0 : -1}
      >
        <RowCheck state={selected} />
        <ChevronRight aria-hidden="true" />
        <VisibleText text={item.label} />
        <span className="matrix-group-count numbers">{item.count}</span>
      </div>
    </div>
  );
});

interface GroupRowProps {
  index: number;
  top: number;
  item: GroupItem;
  isSticky: boolean;
  /** How many of its rows are selected. */
  selected: Selected;
  isFocused: boolean;
  columnCount: number;
}

/** Whether a line is selected: for the pointer; the row itself says so to others, and the space bar does the same. */
function RowCheck({ state }: { state: Selected }) {
  return (
    <span className="row-check" data-state={state} aria-hidden="true">
      {state === "some" ? <Minus /> : <Check />}
    </span>
  );
}
