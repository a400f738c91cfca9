import { ArrowLeft, ArrowLeftRight, ArrowRight, ChevronDown, EyeOff, FileText, Pin, Plus, Trash2, Undo2 } from "lucide-react";
import { memo } from "react";
import { Button } from "react-aria-components";

import type { Column } from "../../ipc/generated/Column";
import type { Instance } from "../../ipc/generated/Instance";
import { classes } from "../../widgets/classes";
import { Menu } from "../../widgets/Menu";
import { Sign } from "../../widgets/Sign";
import { Tooltip } from "../../widgets/Tooltip";
import { visibleString } from "../../widgets/visible";
import { VisibleText } from "../../widgets/VisibleText";
import { MOST_PINNED } from "./columns";
import { pinnedStyle } from "./columnWindow";

/** The names of the columns in sight; an instance's opens its menu. */
export const MatrixHeader = memo(function MatrixHeader(props: MatrixHeaderProps) {
  const { columns, firstColumn, endColumn, focusedColumn, actions } = props;
  const { canPush, onCreateManifest } = actions;
  return (
    <div className="matrix-header" role="rowgroup">
      <div role="row" className="matrix-row matrix-header-row" aria-rowindex={1} data-header="">
        {["App", "Newest"].map((name, index) => (
          <div
            key={name}
            role="columnheader"
            className={classes("matrix-cell", index === 0 ? "matrix-app" : "matrix-newest")}
            data-column={index}
            aria-colindex={index + 1}
            tabIndex={focusedColumn === index ? 0 : -1}
          >
            {name}
          </div>
        ))}
        {columns.map((column, index) => {
          const isFocused = focusedColumn === index + 2;
          const isPinned = column.place === "pinned";
          if ((index < firstColumn || index >= endColumn) && !isFocused && !isPinned) return null;
          return (
            <div
              key={column.manifest}
              role="columnheader"
              className={classes(
                "matrix-cell",
                "matrix-instance-header",
                column.isProduction && "matrix-production",
                isPinned && "matrix-pinned",
              )}
              data-column={index + 2}
              aria-colindex={index + 3}
              style={{ gridColumn: index + 3, ...pinnedStyle(column, index) }}
            >
              <ColumnMenu columns={columns} index={index} column={column} isFocused={isFocused} actions={actions} />
            </div>
          );
        })}
        {canPush && (
          <div
            role="columnheader"
            className="matrix-cell matrix-create"
            data-column={columns.length + 2}
            aria-colindex={columns.length + 3}
            style={{ gridColumn: columns.length + 3 }}
          >
            <Tooltip text="Create manifest">
              <Button
                className="icon-button"
                aria-label="Create manifest"
                excludeFromTabOrder={focusedColumn !== columns.length + 2}
                onPress={onCreateManifest}
              >
                <Plus aria-hidden="true" />
              </Button>
            </Tooltip>
          </div>
        )}
      </div>
    </div>
  );
});

interface MatrixHeaderProps {
  columns: Column[];
  /** The instances in sight: from the first up to, but without, the end. */
  firstColumn: number;
  endColumn: number;
  focusedColumn: number | null;
  actions: ColumnActions;
}

/** What can be done with columns; keeps its identity while the matrix scrolls. */
export interface ColumnActions {
  /** Whether manifests can be created and deleted. */
  canPush: boolean;
  onCreateManifest: () => void;
  onOpenManifest: (manifest: string) => void;
  onRollBack: (manifest: string) => void;
  /** Compares it with another. */
  onCompare: (manifest: string) => void;
  onDeleteManifest: (manifest: string) => void;
  /** Moves a column past its neighbour. */
  onMove: (manifest: string, by: -1 | 1) => void;
  /** Marks a column, pins or hides it. */
  onChange: (manifest: string, change: Partial<Instance>) => void;
}

const ColumnMenu = memo(function ColumnMenu({ columns, index, column, isFocused, actions }: ColumnMenuProps) {
  const { canPush, onOpenManifest, onRollBack, onCompare, onDeleteManifest, onMove, onChange } = actions;
  const { manifest, place } = column;
  const isPinned = place === "pinned";
  const hasRoom = columns.filter((other) => other.place === "pinned").length < MOST_PINNED;
  const canMove = (by: -1 | 1) => columns[index + by]?.place === place;
  return (
    <Menu
      placement="bottom start"
      trigger={
        <Button className="matrix-header-button" excludeFromTabOrder={!isFocused}>
          {column.isProduction && <Sign name="production" label="Production" />}
          <span className="matrix-header-name">
            <VisibleText text={column.manifest} />
          </span>
          {column.unreadable !== null && <Sign name="broken" label="This manifest cannot be read" />}
          <ChevronDown className="matrix-header-chevron" aria-hidden="true" />
        </Button>
      }
      entries={[
        { id: "open", label: "Open manifest", icon: <FileText />, onAction: () => onOpenManifest(column.manifest) },
        {
          id: "rollBack",
          label: `Roll back ${visibleString(column.manifest)}…`,
          icon: <Undo2 />,
          isDisabled: column.unreadable !== null,
          onAction: () => onRollBack(column.manifest),
        },
        {
          id: "compare",
          label: "Compare with…",
          icon: <ArrowLeftRight />,
          isDisabled: column.unreadable !== null || columns.length === 1,
          onAction: () => onCompare(column.manifest),
        },
        {
          id: "production",
          startsGroup: true,
          label: "Production",
          description: "Marks it here, on this computer",
          icon: <Sign name="production" />,
          isChecked: column.isProduction,
          onAction: () => onChange(manifest, { isProduction: !column.isProduction }),
        },
        {
          id: "left",
          label: "Move left",
          icon: <ArrowLeft />,
          isDisabled: !canMove(-1),
          startsGroup: true,
          onAction: () => onMove(manifest, -1),
        },
        { id: "right", label: "Move right", icon: <ArrowRight />, isDisabled: !canMove(1), onAction: () => onMove(manifest, 1) },
        {
          id: "pin",
          label: "Pin to the left",
          description: !isPinned && !hasRoom ? `${MOST_PINNED} columns are pinned already` : undefined,
          icon: <Pin />,
          isChecked: isPinned,
          isDisabled: !isPinned && !hasRoom,
          onAction: () => onChange(manifest, { place: isPinned ? "scrolling" : "pinned" }),
        },
        {
          id: "hide",
          label: "Hide column",
          icon: <EyeOff />,
          isDisabled: columns.length === 1,
          onAction: () => onChange(manifest, { place: "hidden" }),
        },
        ...(canPush
          ? [
              {
                id: "delete",
                label: "Delete manifest…",
                icon: <Trash2 />,
                isDanger: true,
                startsGroup: true,
                onAction: () => onDeleteManifest(column.manifest),
              },
            ]
          : []),
      ]}
    />
  );
});

interface ColumnMenuProps {
  columns: Column[];
  index: number;
  column: Column;
  isFocused: boolean;
  actions: ColumnActions;
}
