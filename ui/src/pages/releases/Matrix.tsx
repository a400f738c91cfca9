import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from "react";

import type { Column } from "../../ipc/generated/Column";
import type { Row } from "../../ipc/generated/Row";
import type { WaitingBranch } from "../../ipc/generated/WaitingBranch";
import { TypeAhead } from "../../changes/typeAhead";
import { elementId } from "../../changes/elementId";
import type { Item } from "./items";
import type { DraftIndex } from "./draftIndex";
import { useColumnWindow } from "./columnWindow";
import { useGridFocus } from "./gridFocus";
import { MatrixHeader, type ColumnActions } from "./MatrixHeader";
import { GroupRow, MatrixRow } from "./MatrixRow";
import type { ReleasesOnTheWay } from "./onTheWay";
import { everyRow, extend, howSelected, NOTHING_SELECTED, rowsOf, toggle, type Selection } from "./selection";
import { useKeptState } from "../../shell/keptState";
import "./Matrix.css";

/** Columns before the instances: App and Newest. */
export const PINNED_COLUMNS = 2;
const NEWEST = 1;
const HEADER_HEIGHT = 36;
const OVERSCAN = 4;

/** The matrix: an ARIA grid of which only the visible rows are in the document. */
export function Matrix(props: MatrixProps) {
  const { repository, columns, items, draft, waiting, releases, unreleased, selection, rowHeight, actions } = props;
  const { onSelect, onCopy, onOpenElement, onOpenUnreleased, onOpenCell, onToggleGroup } = props;
  const typeAhead = useRef(new TypeAhead());
  const scroller = useRef<HTMLDivElement>(null);
  const [offset, keepOffset] = useKeptState(`${repository} matrix offset`, 0);

  const groupIndexes = useMemo(
    () => items.flatMap((item, index) => (item.kind === "group" ? [index] : [])),
    [items],
  );
  const columnCount = PINNED_COLUMNS + columns.length + (actions.canPush ? 1 : 0);
  const focus = useGridFocus(repository, items, PINNED_COLUMNS + columns.length, columnCount);
  const stickyIndex = useRef(-1);

  const rangeExtractor = useCallback(
    (range: Range) => {
      stickyIndex.current = groupIndexes.findLast((index) => index <= range.startIndex) ?? -1;
      const extra = [stickyIndex.current, focus.row].filter((index) => index >= 0 && index < items.length);
      return [...new Set([...extra, ...defaultRangeExtractor(range)])].sort((one, other) => one - other);
    },
    [groupIndexes, focus.row, items.length],
  );

  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    // All places are worked out anew when this is another function.
    getItemKey: useCallback((index: number) => items[index]?.key ?? index, [items]),
    overscan: OVERSCAN,
    scrollPaddingStart: HEADER_HEIGHT + rowHeight,
    initialOffset: offset,
    rangeExtractor,
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  useEffect(() => {
    const element = scroller.current;
    return () => {
      if (element) keepOffset(element.scrollTop);
    };
  }, [keepOffset]);

  // After a key moved the focus, its cell is in the document: focus it and bring it into view.
  useLayoutEffect(() => focus.settle(scroller.current));

  const unreleasedOf = (row: Row) => (row.folder === null ? undefined : unreleased.get(row.folder));

  const act = (item: Item, column: number, cell: HTMLElement) => {
    if (item.kind === "group") onToggleGroup(item.key);
    else if (column === NEWEST && unreleasedOf(item.row) !== undefined) onOpenUnreleased(item.row, cell);
    else if (column < PINNED_COLUMNS) onOpenElement(item.row);
    else if (columns[column - PINNED_COLUMNS]) onOpenCell(item.row, column - PINNED_COLUMNS, cell);
  };

  // An instance's button would open its menu with an arrow key: here arrows walk, Alt and an arrow opens.
  const onKeyDownCapture = (event: React.KeyboardEvent<HTMLDivElement>) => {
    if (focus.row >= 0 || event.altKey || !event.key.startsWith("Arrow")) return;
    if (!scroller.current?.contains(event.target as HTMLElement) || !focus.move(event, 1)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const nameAt = (index: number) => {
    const item = items[index];
    return item?.kind === "row" ? (item.row.name ?? item.row.element.id) : null;
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement;
    if (!scroller.current?.contains(target)) return;
    const item = items[focus.row];
    if (item?.kind === "group" && !event.ctrlKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      event.preventDefault();
      if (item.isCollapsed === (event.key === "ArrowRight")) onToggleGroup(item.key);
      return;
    }
    const pageRows = Math.max(1, Math.floor((scroller.current.clientHeight - HEADER_HEIGHT) / rowHeight) - 2);
    if (select(event) || focus.move(event, pageRows)) {
      typeAhead.current.end();
      event.preventDefault();
      return;
    }
    const isHeader = focus.row < 0;
    if ((event.key === "Enter" || event.key === " " || event.key === "F2") && item && !isHeader) {
      event.preventDefault();
      const cell = target.closest<HTMLElement>("[data-column]");
      if (cell) act(item, focus.column, cell);
      return;
    }
    const found = typeAhead.current.type(event, items.length, nameAt, focus.row);
    if (found !== null) focus.go(found, focus.column);
  };

  /** What keys do to the selection; answers whether they do anything. */
  const select = (event: React.KeyboardEvent): boolean => {
    const item = items[focus.row];
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key === "a") onSelect({ keys: new Set(everyRow(items)), anchor: selection.anchor });
    else if (isCommand && event.key === "c" && getSelection()?.isCollapsed !== false) onCopy(item, focus.column);
    else if (event.key === "Escape" && selection.keys.size > 0) onSelect(NOTHING_SELECTED);
    else if (event.key === " " && item && focus.column < PINNED_COLUMNS) {
      onSelect(event.shiftKey ? extend(selection, items, focus.row) : toggle(selection, rowsOf(items, focus.row), item.key));
    } else if (event.shiftKey && (event.key === "ArrowUp" || event.key === "ArrowDown") && item) {
      const to = Math.min(Math.max(focus.row + (event.key === "ArrowUp" ? -1 : 1), 0), items.length - 1);
      const start = selection.anchor === null ? { ...selection, anchor: item.key } : selection;
      onSelect(extend(start, items, to));
      focus.go(to, focus.column);
    } else return false;
    return true;
  };

  const onClick = (event: React.MouseEvent<HTMLDivElement>) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-column]");
    const index = Number(cell?.closest<HTMLElement>("[data-index]")?.dataset.index ?? Number.NaN);
    const item = items[index];
    if (!cell || !item || !scroller.current?.contains(cell)) return;
    const column = Number(cell.dataset.column);
    focus.set(index, column);
    const isIn = (selector: string) => (event.target as HTMLElement).closest(selector) !== null;
    if (isIn(".row-check") || (column < PINNED_COLUMNS && (event.ctrlKey || event.metaKey || event.shiftKey))) {
      onSelect(event.shiftKey ? extend(selection, items, index) : toggle(selection, rowsOf(items, index), item.key));
      return;
    }
    const isName = isIn(".matrix-open") || isIn(".matrix-unreleased");
    if (item.kind === "group" || column >= PINNED_COLUMNS || isName) act(item, column, cell);
  };

  const [firstColumn, endColumn] = useColumnWindow(scroller, columns.length);
  const size = virtualizer.getTotalSize();
  return (
    <div
      ref={scroller}
      className="matrix"
      role="grid"
      aria-label="Releases of each app on each instance"
      aria-rowcount={items.length + 1}
      aria-colcount={columnCount}
      aria-readonly="true"
      aria-multiselectable="true"
      onKeyDownCapture={onKeyDownCapture}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={focus.onFocus}
      style={{ "--instances": columns.length, "--pinned": columns.filter(({ place }) => place === "pinned").length } as React.CSSProperties}
    >
      <div className="matrix-inner">
        <MatrixHeader
          columns={columns}
          firstColumn={firstColumn}
          endColumn={endColumn}
          focusedColumn={focus.row < 0 ? focus.column : null}
          actions={actions}
        />
        <div className="matrix-body" role="rowgroup" style={{ height: size }}>
          {virtualizer.getVirtualItems().map((virtual) => {
            const item = items[virtual.index];
            if (!item) return null;
            const focusedColumn = virtual.index === focus.row ? focus.column : null;
            if (item.kind === "group") {
              return (
                <GroupRow
                  key={virtual.key}
                  index={virtual.index}
                  top={virtual.start}
                  item={item}
                  isSticky={virtual.index === stickyIndex.current}
                  selected={howSelected(selection.keys, item.rows)}
                  isFocused={focusedColumn !== null}
                  columnCount={columnCount}
                />
              );
            }
            return (
              <MatrixRow
                key={virtual.key}
                index={virtual.index}
                top={virtual.start}
                row={item.row}
                columns={columns}
                draft={draft.get(elementId(item.row.element))}
                waiting={waiting}
                releases={releases.get(elementId(item.row.element))}
                unreleased={unreleasedOf(item.row)}
                isSelected={selection.keys.has(item.key)}
                firstColumn={firstColumn}
                endColumn={endColumn}
                focusedColumn={focusedColumn}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface MatrixProps {
  repository: string;
  columns: Column[];
  items: Item[];
  draft: DraftIndex;
  waiting: WaitingBranch[];
  releases: ReleasesOnTheWay;
  /** The elements that changed since their newest release, by folder, with the number of commits where it is known. */
  unreleased: ReadonlyMap<string, number | null>;
  selection: Selection;
  /** In pixels. */
  rowHeight: number;
  actions: ColumnActions;
  onSelect: (selection: Selection) => void;
  /** Copies the selected rows, or the cell that has the focus. */
  onCopy: (item: Item | undefined, column: number) => void;
  onOpenElement: (row: Row) => void;
  onOpenUnreleased: (row: Row, cell: HTMLElement) => void;
  onOpenCell: (row: Row, column: number, cell: HTMLElement) => void;
  onToggleGroup: (key: string) => void;
}
