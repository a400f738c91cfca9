import type { Column } from "../../ipc/generated/Column";
import type { Instance } from "../../ipc/generated/Instance";
import type { Row } from "../../ipc/generated/Row";

/** As many columns may be pinned: more would leave no room for those that scroll. */
export const MOST_PINNED = 2;
/** As many instances fit beside one another; with more there is something to choose. */
const MANY_COLUMNS = 5;

interface Cells {
  columns: Column[];
  rows: Row[];
}

/** The columns as they stand in the matrix, pinned ones first, with the cells of the rows; hidden ones are left out. */
export function shownCells({ columns, rows }: Cells): Cells {
  const places = shownPlaces(columns);
  if (places.length === columns.length && places.every((place, index) => place === index)) return { columns, rows };
  return {
    columns: places.flatMap((place) => columns[place] ?? []),
    rows: rows.map((row) => ({ ...row, cells: places.map((place) => row.cells[place] ?? {}) })),
  };
}

function shownPlaces(columns: Column[]): number[] {
  const standing = (place: Column["place"]) => columns.flatMap((column, index) => (column.place === place ? [index] : []));
  return [...standing("pinned"), ...standing("scrolling")];
}

/** Whether people choose which columns they see. */
export function hasChooser(columns: Column[]): boolean {
  return columns.length > MANY_COLUMNS || columns.some(({ place }) => place === "hidden");
}

/** All instances with something else of one of them. */
export function changed(columns: Column[], manifest: string, change: Partial<Instance>): Instance[] {
  return columns.map((column) => (column.manifest === manifest ? { ...instanceOf(column), ...change } : instanceOf(column)));
}

/** All instances with one of them before or after its neighbour that stands as it does; nothing where it has none there. */
export function moved(columns: Column[], manifest: string, by: -1 | 1): Instance[] | null {
  const from = columns.findIndex((column) => column.manifest === manifest);
  const alike = columns.flatMap((column, index) => (column.place === columns[from]?.place ? [index] : []));
  const to = alike[alike.indexOf(from) + by];
  if (to === undefined) return null;
  const instances = columns.map(instanceOf);
  instances.splice(to, 0, ...instances.splice(from, 1));
  return instances;
}

function instanceOf({ manifest, isProduction, place }: Column): Instance {
  return { manifest, isProduction, place };
}
