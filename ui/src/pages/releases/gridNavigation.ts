/** Where the focus is: `row` −1 is the header. */
export interface GridPosition {
  row: number;
  column: number;
}

export interface GridSize {
  rows: number;
  columns: number;
  /** How many rows a page key passes. */
  pageRows: number;
}

interface Key {
  key: string;
  ctrlKey: boolean;
}

/** Where a key leads from here; nothing for keys that do not move. */
export function nextPosition({ row, column }: GridPosition, { key, ctrlKey }: Key, size: GridSize): GridPosition | null {
  const lastRow = size.rows - 1;
  const lastColumn = size.columns - 1;
  const to = (nextRow: number, nextColumn: number): GridPosition => ({
    row: Math.min(Math.max(nextRow, -1), lastRow),
    column: Math.min(Math.max(nextColumn, 0), lastColumn),
  });
  switch (key) {
    case "ArrowUp":
      return ctrlKey ? to(0, column) : to(row - 1, column);
    case "ArrowDown":
      return ctrlKey ? to(lastRow, column) : to(row + 1, column);
    case "ArrowLeft":
      return ctrlKey ? to(row, 0) : to(row, column - 1);
    case "ArrowRight":
      return ctrlKey ? to(row, lastColumn) : to(row, column + 1);
    case "Home":
      return ctrlKey ? to(Math.min(0, lastRow), 0) : to(row, 0);
    case "End":
      return ctrlKey ? to(lastRow, lastColumn) : to(row, lastColumn);
    case "PageUp":
      return to(Math.max(0, row - size.pageRows), column);
    case "PageDown":
      return to(row + size.pageRows, column);
    default:
      return null;
  }
}
