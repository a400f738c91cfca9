import { ArrowLeft, ArrowLeftRight, ArrowRight, ChevronDown, FileText, Plus, Trash2, Undo2 } from "lucide-react";
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
          if ((index < firstColumn || index >= endColumn) && !isFocused) return null;
          return (
            <div
              key={column.manifest}
              role="columnheader"
              className={classes("matrix-cell", "matrix-instance-header", column.isProduction && "matrix-production")}
              data-column={index + 2}
              aria-colindex={index + 3}
              style={{ gridColumn: index + 3 }}
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
  onArrange: (instances: Instance[]) => void;
}

const ColumnMenu = memo(function ColumnMenu({ columns, index, column, isFocused, actions }: ColumnMenuProps) {
  const { canPush, onOpenManifest, onRollBack, onCompare, onDeleteManifest, onArrange } = actions;
  const instances = columns.map(({ manifest, isProduction }) => ({ manifest, isProduction }));
  const move = (by: number) => {
    const [moved] = instances.splice(index, 1);
    if (moved) instances.splice(index + by, 0, moved);
    onArrange(instances);
  };
  const toggle = () =>
    onArrange(instances.map((other, place) => (place === index ? { ...other, isProduction: !other.isProduction } : other)));
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
          onAction: toggle,
        },
        { id: "left", label: "Move left", icon: <ArrowLeft />, isDisabled: index === 0, startsGroup: true, onAction: () => move(-1) },
        {
          id: "right",
          label: "Move right",
          icon: <ArrowRight />,
          isDisabled: index === columns.length - 1,
          onAction: () => move(1),
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
