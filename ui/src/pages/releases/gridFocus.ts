import { useRef } from "react";

import { useKeptState } from "../../shell/keptState";
import { nextPosition } from "./gridNavigation";
import type { Item } from "./items";

const HEADER = "header";

interface Kept {
  /** The line's key, so that the focus stays with it when lines come and go. */
  key: string;
  /** Where the line was, for when it is gone. */
  index: number;
  column: number;
}

export interface GridFocus {
  /** −1 is the header. */
  row: number;
  column: number;
  set: (row: number, column: number) => void;
  /** Moves the browser's focus too. */
  go: (row: number, column: number) => void;
  /** Moves by a key; answers whether the key moves at all. */
  move: (event: { key: string; ctrlKey: boolean }, pageRows: number) => boolean;
  /** Puts the browser's focus where it belongs, after a key moved it. */
  settle: (grid: HTMLElement | null) => void;
  onFocus: (event: React.FocusEvent) => void;
}

/** One cell of the grid is in the tab order: the one that had the focus last. */
export function useGridFocus(repository: string, items: Item[], bodyColumns: number, headerColumns: number): GridFocus {
  const [kept, keep] = useKeptState<Kept>(`${repository} matrix focus`, { key: "", index: 0, column: 0 });
  const mustSettle = useRef(false);
  // Whoever comes back to the page is where they were.
  const mustRestore = useRef(kept.key !== "");

  const found = kept.key === HEADER ? -1 : items.findIndex((item) => item.key === kept.key);
  const row = kept.key === HEADER || found >= 0 ? found : Math.min(kept.index, items.length - 1);
  const columns = row < 0 ? headerColumns : bodyColumns;
  const column = Math.min(kept.column, columns - 1);

  const set = (nextRow: number, nextColumn: number) => {
    keep({ key: items[nextRow]?.key ?? HEADER, index: nextRow, column: nextColumn });
  };

  return {
    row,
    column,
    set,
    go: (nextRow, nextColumn) => {
      mustSettle.current = true;
      set(nextRow, nextColumn);
    },
    move: (event, pageRows) => {
      const next = nextPosition({ row, column }, event, { rows: items.length, columns, pageRows });
      if (!next) return false;
      mustSettle.current = true;
      set(next.row, next.column);
      return true;
    },
    settle: (grid) => {
      if (mustRestore.current) {
        mustRestore.current = false;
        mustSettle.current ||= document.activeElement === document.body;
      }
      if (!mustSettle.current || !grid) return;
      const line = grid.querySelector(row < 0 ? "[data-header]" : `[data-index="${row}"]`);
      const cell = line?.querySelector<HTMLElement>(`[data-column="${column}"]`) ?? line?.querySelector<HTMLElement>("[data-column]");
      if (!cell) return;
      mustSettle.current = false;
      const target = cell.matches("[tabindex]") ? cell : (cell.querySelector<HTMLElement>("button") ?? cell);
      target.focus({ preventScroll: true });
      cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
    onFocus: (event) => {
      const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-column]");
      const line = cell?.closest<HTMLElement>("[data-index], [data-header]");
      if (!cell || !line) return;
      const focusedRow = line.dataset.index === undefined ? -1 : Number(line.dataset.index);
      const focusedColumn = items[focusedRow]?.kind === "group" ? column : Number(cell.dataset.column);
      if (focusedRow !== row || focusedColumn !== column) set(focusedRow, focusedColumn);
    },
  };
}

/** Gives the focus back to the matrix, or to the filter where there is none, once what has it is gone. */
export function focusMatrix(): void {
  setTimeout(() => {
    const cell = document.querySelector<HTMLElement>(".matrix [tabindex='0']");
    (cell ?? document.querySelector<HTMLElement>("[data-page-filter]"))?.focus({ preventScroll: true });
  }, 50);
}
