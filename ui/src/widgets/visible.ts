export interface Part {
  text: string;
  isEscape: boolean;
}

// Controls (C0 without tab, DEL, C1), bidirectional marks and overrides, zero-width characters, and other
// characters that are drawn as nothing. The joiner U+200D stays: emoji are made with it.
export const HIDDEN = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u;

/**
 * Splits a text into what can be seen and escapes such as `⟨U+202E⟩` for what cannot. A name shows the spaces at its
 * edges too; in a part of a line they are ordinary.
 */
export function visible(text: string, isPart = false): Part[] {
  if (!HIDDEN.test(text) && (isPart || text === text.trim())) return [{ text, isEscape: false }];
  const parts: Part[] = [];
  const characters = [...text];
  characters.forEach((character, index) => {
    const isEdgeSpace = !isPart && character === " " && (index === 0 || index === characters.length - 1);
    const isEscape = isEdgeSpace || HIDDEN.test(character);
    const shown = isEdgeSpace ? "␣" : isEscape ? escape(character) : character;
    const last = parts.at(-1);
    if (last && last.isEscape === isEscape && !isEscape) last.text += shown;
    else parts.push({ text: shown, isEscape });
  });
  return parts.length > 0 ? parts : [{ text, isEscape: false }];
}

/** The same as plain text, for names that assistive technology reads and for titles. */
export function visibleString(text: string): string {
  return visible(text)
    .map((part) => part.text)
    .join("");
}

/** A character as an escape, such as `⟨U+202E⟩`. */
export function escape(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `⟨U+${code}⟩`;
}
