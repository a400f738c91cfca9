import type { OnInstance } from "../../ipc/generated/OnInstance";
import { compareVersions } from "./versions";

export interface Note {
  text: string;
  /** Whether it asks to think again. */
  isAttention?: boolean;
}

/** What is chosen so far. */
interface Choice {
  /** The instances, in the order of the columns. */
  instances: readonly OnInstance[];
  /** The new version. */
  version: string;
  defaultBranch: string;
}

/** What to know about setting the new version on the instance at this place. */
export function notesOn({ instances, version, defaultBranch }: Choice, index: number, isChosen: boolean): Note[] {
  const on = instances[index];
  if (!on) return [];
  if (on.unreadable !== null) return [{ text: on.unreadable, isAttention: true }];
  const notes: Note[] = [];
  if (on.release === "latest") {
    notes.push({ text: isChosen ? `no longer follows ${defaultBranch}` : "ticking pins it", isAttention: isChosen });
  }
  if (on.missing) notes.push({ text: `${on.release} has no artifact` });
  if (on.release !== null && (compareVersions(version, on.release) ?? 0) < 0) {
    notes.push({ text: "a step back", isAttention: true });
  }
  const before = instances[index - 1];
  if (on.isProduction && before && !before.isProduction && before.release !== "latest") {
    notes.push({ text: `not yet on ${before.manifest}` });
  }
  return notes;
}
