import type { ElementKind } from "../../ipc/generated/ElementKind";
import type { ReleaseRow } from "../../ipc/generated/ReleaseRow";

const kinds: Record<ElementKind, string> = { app: "App", workflow: "Workflow", newStyleApp: "New-style app" };

/** "App", at the start of a sentence. */
export function kindWord(kind: ElementKind): string {
  return kinds[kind];
}

/** The release to show where nobody chose one: the newest, or the newest that can be opened. */
export function firstShown(releases: readonly ReleaseRow[]): string | null {
  const found = releases.find((release) => release.problem === null) ?? releases[0];
  return found?.version ?? null;
}
