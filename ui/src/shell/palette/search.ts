/** Something that the palette can find. */
export interface Entry {
  id: string;
  /** What it is called; found first. */
  label: string;
  /** Where it is or what it does; found too. */
  detail: string;
  /** What kind of thing it is: the heading that it stands under while nothing is typed. */
  kind: EntryKind;
  icon: React.ReactNode;
  keys?: string;
  run: () => void;
}

export type EntryKind = "Pages" | "Actions" | "Instances" | "Apps and workflows" | "Repositories";

/** The most entries that are worth looking at. */
const MOST = 50;

/**
 * The entries that hold every typed word, the best first: those whose label starts with what was typed, then those with a
 * word that starts so, then the others; within each in the order given.
 */
export function search(entries: Entry[], typed: string): Entry[] {
  const text = typed.trim().toLowerCase();
  const words = text.split(/\s+/).filter(Boolean);
  const ranked: Entry[][] = [[], [], []];
  for (const entry of entries) {
    const label = entry.label.toLowerCase();
    const whole = `${label} ${entry.detail.toLowerCase()}`;
    if (!words.every((word) => whole.includes(word))) continue;
    const rank = label.startsWith(text) ? 0 : words.every((word) => startsAWord(label, word)) ? 1 : 2;
    ranked[rank]?.push(entry);
  }
  return ranked.flat().slice(0, MOST);
}

function startsAWord(label: string, word: string): boolean {
  return label.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word));
}
