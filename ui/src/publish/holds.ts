import { elementId } from "../changes/elementId";
import type { MeaningView } from "../ipc/generated/MeaningView";
import type { ReleasesPage } from "../ipc/generated/ReleasesPage";

/** Whether the default branch certainly says all of this by now. */
export function holds({ columns, rows }: Pick<ReleasesPage, "columns" | "rows">, meaning: MeaningView[]): boolean {
  const places = new Map(columns.map((column, place) => [column.manifest, place]));
  const rowOf = new Map(rows.map((row) => [elementId(row.element), row]));
  return meaning.every((line) => {
    switch (line.kind) {
      case "manifestCreated":
        return places.has(line.manifest);
      case "manifestDeleted":
        return !places.has(line.manifest);
      case "releaseCreated":
        return rowOf.get(elementId(line.element))?.newest === line.version;
      case "entryChanged": {
        const place = places.get(line.manifest) ?? -1;
        if (columns[place]?.unreadable !== null) return false;
        return (rowOf.get(elementId(line.element))?.cells[place]?.release ?? null) === line.to;
      }
    }
  });
}
