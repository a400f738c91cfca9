import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { Checkbox } from "react-aria-components";

import { useVisitState } from "../shell/navigation";
import { useSession } from "../shell/session";
import { classes } from "../widgets/classes";
import { Tick } from "../widgets/Tick";
import type { Group, Tickable, Ticks } from "./ticks";
import { TypeAhead } from "./typeAhead";
import "./TickList.css";

const ROW_HEIGHT = { comfortable: 36, compact: 32 };
const HEADER_HEIGHT = 32;
/** A second line of a row, as in TickList.css. */
const NOTE_HEIGHT = 18;
const OVERSCAN = 8;

/** A line of the list: a heading, or something to tick. */
type Line<T> = { kind: "group"; key: string; group: Group<T> } | { kind: "item"; key: string; item: T };

/** What may be ticked, under headings: an ARIA grid of which only the visible rows are in the document. */
export function TickList<T extends Tickable>({ label, columns, groups, ticks, className, cellsOf, noteOf }: TickListProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const { density } = useSession().preferences;
  const [offset, keepOffset] = useVisitState(`${label} offset`, 0);
  const [focusKey, setFocusKey] = useVisitState<string | null>(`${label} focus`, null);
  const mustFocus = useRef(false);
  const typeAhead = useRef(new TypeAhead());
  /** The row from which Shift reaches to another. */
  const anchor = useRef<string | null>(null);

  const lines = useMemo(
    () =>
      groups.flatMap((group): Line<T>[] => [
        { kind: "group", key: `group ${group.key}`, group },
        ...group.items.map((item): Line<T> => ({ kind: "item", key: item.id, item })),
      ]),
    [groups],
  );
  const all = useMemo(() => groups.flatMap((group) => group.items), [groups]);
  const focused = Math.max(0, lines.findIndex((line) => line.key === focusKey));

  const headings = useMemo(() => lines.flatMap((line, index) => (line.kind === "group" ? [index] : [])), [lines]);
  const sticky = useRef(-1);
  const rangeExtractor = useCallback(
    (range: Range) => {
      sticky.current = headings.findLast((index) => index <= range.startIndex) ?? -1;
      const extra = [sticky.current, focused].filter((index) => index >= 0 && index < lines.length);
      return [...new Set([...extra, ...defaultRangeExtractor(range)])].sort((one, other) => one - other);
    },
    [headings, focused, lines.length],
  );
  const rowHeight = ROW_HEIGHT[density];
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const line = lines[index];
      return rowHeight + (line?.kind === "item" && noteOf?.(line.item) ? NOTE_HEIGHT : 0);
    },
    // All places are worked out anew when this is another function.
    getItemKey: useCallback((index: number) => lines[index]?.key ?? index, [lines]),
    overscan: OVERSCAN,
    initialOffset: offset,
    rangeExtractor,
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight, lines, noteOf]);
  useEffect(() => {
    const element = scroller.current;
    return () => {
      if (element) keepOffset(() => element.scrollTop);
    };
  }, [keepOffset]);

  // After a key moved the focus, its row is in the document.
  useLayoutEffect(() => {
    if (!mustFocus.current) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${focused}"]`);
    if (!row) return;
    mustFocus.current = false;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  });

  const open = (items: readonly T[]) => items.filter((item) => item.choice !== "blocked");
  const itemsOf = (line: Line<T>) => open(line.kind === "group" ? line.group.items : [line.item]);
  const hasAll = (items: readonly T[]) => items.length > 0 && items.every((item) => ticks?.has(item));
  const toggle = (items: readonly T[]) => items.length > 0 && ticks?.set(items, !hasAll(items));
  const moveTo = (index: number) => {
    const line = lines[Math.min(Math.max(index, 0), lines.length - 1)];
    // Where the focus is there already, nothing may wait for it: the list would move under the next press of the pointer.
    if (!line || line.key === focusKey) return;
    mustFocus.current = true;
    setFocusKey(() => line.key);
  };
  /** From the row that was ticked or walked to last up to this one, ticked as that is. */
  const extend = (index: number) => {
    const place = lines.findIndex((line) => line.key === anchor.current);
    const from = lines[place];
    if (from?.kind === "item") {
      const [start, end] = [Math.min(place, index), Math.max(place, index)];
      ticks?.set(lines.slice(start, end + 1).flatMap((line) => (line.kind === "item" ? open([line.item]) : [])), ticks.has(from.item));
    }
    moveTo(index);
  };

  const nameAt = (index: number) => {
    const line = lines[index];
    return line?.kind === "item" ? line.item.name : null;
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLDivElement>) => {
    const line = lines[focused];
    if (!line || !(event.target as HTMLElement).matches("[data-index]")) return;
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEADER_HEIGHT) / rowHeight) - 2);
    const steps: Record<string, number> = {
      ArrowDown: focused + 1,
      ArrowUp: focused - 1,
      PageDown: focused + page,
      PageUp: focused - page,
      Home: 0,
      End: lines.length - 1,
    };
    const next = steps[event.key];
    if (next !== undefined) {
      if (event.shiftKey && ticks && lines[next]) {
        anchor.current ??= line.key;
        extend(next);
      } else {
        anchor.current = null;
        moveTo(next);
      }
    } else if (event.key === " ") {
      anchor.current = line.key;
      toggle(itemsOf(line));
    } else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) toggle(open(all));
    else {
      const found = typeAhead.current.type(event, lines.length, nameAt, focused);
      if (found !== null) moveTo(found);
      return;
    }
    typeAhead.current.end();
    event.preventDefault();
  };

  const onClick = (event: React.MouseEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>("[data-index]");
    const index = Number(row?.dataset.index ?? Number.NaN);
    const line = lines[index];
    if (!line || target.closest("button, a, input")) return;
    if (event.shiftKey) {
      extend(index);
      return;
    }
    anchor.current = line.key;
    toggle(itemsOf(line));
    moveTo(index);
  };

  return (
    <div
      ref={scroller}
      className={classes("tick-list", ticks && "tick-list-ticked", className)}
      role="grid"
      aria-label={label}
      aria-rowcount={lines.length + 1}
      aria-multiselectable={ticks ? true : undefined}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={(event) => {
        const row = (event.target as HTMLElement).closest<HTMLElement>("[data-index]");
        const line = lines[Number(row?.dataset.index ?? Number.NaN)];
        if (line && line.key !== focusKey) setFocusKey(() => line.key);
      }}
    >
      <div className="tick-header" role="rowgroup">
        <div className="tick-row tick-header-row" role="row" aria-rowindex={1}>
          {ticks && (
            <span role="columnheader" className="tick-mark">
              <Checkbox
                className="choice"
                aria-label="All"
                isSelected={hasAll(open(all))}
                isIndeterminate={!hasAll(open(all)) && all.some(ticks.has)}
                isDisabled={open(all).length === 0}
                onChange={() => toggle(open(all))}
              >
                <Tick isTicked={tickOf(open(all), ticks)} isDisabled={open(all).length === 0} />
              </Checkbox>
            </span>
          )}
          {columns.map((column, index) => (
            <span key={index} role="columnheader" className="tick-cell">
              {column}
            </span>
          ))}
        </div>
      </div>
      <div className="tick-body" role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start, size }) => {
          const line = lines[index];
          if (!line) return null;
          const isFocused = index === focused;
          return line.kind === "group" ? (
            <Heading
              key={key}
              index={index}
              top={start}
              height={size}
              isSticky={index === sticky.current}
              isFocused={isFocused}
              isTicked={ticks ? tickOf(itemsOf(line), ticks) : undefined}
              isDisabled={itemsOf(line).length === 0}
              columnCount={columns.length + (ticks ? 1 : 0)}
            >
              {line.group.heading}
            </Heading>
          ) : (
            <Row
              key={key}
              index={index}
              top={start}
              height={size}
              item={line.item}
              isFocused={isFocused}
              isTicked={ticks?.has(line.item)}
              cellsOf={cellsOf}
              noteOf={noteOf}
            />
          );
        })}
      </div>
    </div>
  );
}

interface TickListProps<T> {
  /** Names the list. */
  label: string;
  /** The names of the columns; `--columns` of the class says how wide they are. */
  columns: React.ReactNode[];
  groups: Group<T>[];
  /** What is ticked; nothing where there is nothing to choose. */
  ticks?: Ticks<T>;
  className?: string;
  /** One cell per column. Keeps its identity, or every row is drawn again. */
  cellsOf: (item: T) => React.ReactNode[];
  /** A second line. */
  noteOf?: (item: T) => React.ReactNode;
}

/** Whether all of these are ticked; `null`: some. */
function tickOf<T>(items: readonly T[], ticks: Ticks<T>): boolean | null {
  const count = items.filter(ticks.has).length;
  return count === 0 ? false : count === items.length ? true : null;
}

interface PlacedProps {
  index: number;
  /** In pixels, as the height. */
  top: number;
  height: number;
  isFocused: boolean;
}

function Heading({ index, top, height, isSticky, isFocused, isTicked, isDisabled, columnCount, children }: HeadingProps) {
  return (
    <div
      role="row"
      className={classes("tick-row", "tick-heading", isSticky && "tick-heading-sticky")}
      aria-rowindex={index + 2}
      aria-selected={isTicked === undefined ? undefined : isTicked === true}
      data-index={index}
      tabIndex={isFocused ? 0 : -1}
      style={isSticky ? { height } : { top, height }}
    >
      {isTicked !== undefined && (
        <span role="gridcell" className="tick-mark">
          <Tick isTicked={isTicked} isDisabled={isDisabled} />
          {isTicked === null && <span className="visually-hidden">some ticked</span>}
        </span>
      )}
      <span role="gridcell" className="tick-heading-text" aria-colspan={columnCount - (isTicked === undefined ? 0 : 1)}>
        {children}
      </span>
    </div>
  );
}

interface HeadingProps extends PlacedProps {
  isSticky: boolean;
  isTicked: boolean | null | undefined;
  isDisabled: boolean;
  columnCount: number;
  children: React.ReactNode;
}

const Row = memo(function Row<T extends Tickable>({ index, top, height, item, isFocused, isTicked, cellsOf, noteOf }: RowProps<T>) {
  const note = noteOf?.(item);
  const isBlocked = item.choice === "blocked";
  return (
    <div
      role="row"
      className={classes("tick-row", isTicked === undefined && "tick-row-plain", isTicked && "tick-row-ticked", isBlocked && "tick-row-blocked")}
      aria-rowindex={index + 2}
      aria-selected={isTicked}
      aria-disabled={isBlocked || undefined}
      data-index={index}
      tabIndex={isFocused ? 0 : -1}
      style={{ top, height }}
    >
      {isTicked !== undefined && (
        <span role="gridcell" className="tick-mark">
          <Tick isTicked={isTicked} isDisabled={isBlocked} />
        </span>
      )}
      {cellsOf(item).map((cell, place) => (
        <span key={place} role="gridcell" className="tick-cell">
          {cell}
          {place === 0 && note && <span className="tick-note small">{note}</span>}
        </span>
      ))}
    </div>
  );
}) as <T extends Tickable>(props: RowProps<T>) => React.ReactNode;

interface RowProps<T> extends PlacedProps {
  item: T;
  isTicked: boolean | undefined;
  cellsOf: (item: T) => React.ReactNode[];
  noteOf?: (item: T) => React.ReactNode;
}
