import type { ElementKind } from "../../ipc/generated/ElementKind";
import type { ReleaseRow } from "../../ipc/generated/ReleaseRow";

const kinds: Record<ElementKind, string> = { app: "App", workflow: "Workflow", newStyleApp: "New-style app" };

/** "App", at the start of a sentence. */
export function kindWord(kind: ElementKind): string {
  return kinds[kind];
}

/** The last segment of a folder: what stands in the title until the name is read. */
export function folderName(folder: string): string {
  return folder.slice(folder.lastIndexOf("/") + 1);
}

/** The release to show where nobody chose one: the newest, or the newest that can be opened. */
export function firstShown(releases: readonly ReleaseRow[]): string | null {
  const found = releases.find((release) => release.problem === null) ?? releases[0];
  return found?.version ?? null;
}
