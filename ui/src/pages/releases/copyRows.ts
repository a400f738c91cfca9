import type { Column } from "../../ipc/generated/Column";
import type { Row } from "../../ipc/generated/Row";
import { groupLabel } from "./items";

/** What a cell says, as text. */
export function cellText(row: Row, column: Column, position: number): string {
  if (column.unreadable !== null) return "Unreadable";
  const cell = row.cells[position];
  if (cell?.release === undefined) return "Not listed";
  return cell.missing ? `${cell.release} (missing)` : cell.release;
}

function table(rows: Row[], columns: Column[]): string[][] {
  const heading = ["App", "Folder", "Newest", ...columns.map((column) => column.manifest)];
  const lines = rows.map((row) => [
    row.name ?? row.element.id,
    groupLabel(row),
    row.newest ?? "",
    ...columns.map((column, position) => cellText(row, column, position)),
  ]);
  return [heading, ...lines];
}

/** The rows as text, with tabs between the columns: what spreadsheets and chats take. */
export function toText(rows: Row[], columns: Column[]): string {
  return table(rows, columns)
    .map((line) => line.map((value) => value.replace(/\s+/g, " ")).map(unarmed).join("\t"))
    .join("\n");
}

/** The rows as CSV (RFC 4180). */
export function toCsv(rows: Row[], columns: Column[]): string {
  return table(rows, columns)
    .map((line) => line.map(unarmed).map(quoted).join(","))
    .join("\r\n");
}

/** Names come from other people: a spreadsheet must not take one for a formula. */
function unarmed(value: string): string {
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
