import type { Connection } from "../../ipc/generated/Connection";

/** What was edited and not saved yet. */
export type Edits = Partial<Connection>;

/** The fields whose edits differ from what is saved; an empty text is the same as none. */
export function changedFields(saved: Connection, edits: Edits): (keyof Connection)[] {
  return (Object.keys(edits) as (keyof Connection)[]).filter((field) => meant(edits[field]) !== meant(saved[field]));
}

function meant(value: string | boolean | null | undefined): string | boolean | null {
  if (typeof value !== "string") return value ?? null;
  return value.trim() === "" ? null : value.trim();
}

/** Placeholders that a template has in braces and that are not filled in. */
export function unknownPlaceholders(template: string): string[] {
  const found = template.match(/\{[A-Za-z_]+\}/g) ?? [];
  return [...new Set(found)].filter((placeholder) => placeholder !== "{title}" && placeholder !== "{changes}");
}

/** A pull request as an example, with the template filled in as the engine does it: what was filled in is not read again. */
export function previewTemplate(template: string): string {
  const filled: Record<string, string> = {
    "{title}": "Update 'prod' release manifest",
    "{changes}": "Manifest prod:\n\n- Dashboard: 1.0.2 → 1.0.3\n- Refunds: 2.0.4 → 2.1.0",
  };
  return template.replace(/\{title\}|\{changes\}/g, (placeholder) => filled[placeholder] ?? placeholder);
}
