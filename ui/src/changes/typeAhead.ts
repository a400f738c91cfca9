/** How long after a letter another one goes on with the same word, in milliseconds. */
const PAUSE = 800;

/** Finds lines by the first letters of their names, as lists do. */
export class TypeAhead {
  private typed = "";
  private last = Number.NEGATIVE_INFINITY;

  /** The next letter begins a word: another key was pressed. */
  end(): void {
    this.last = Number.NEGATIVE_INFINITY;
  }

  /**
   * Takes a key, pressed at so many milliseconds; answers the line to go to, or nothing where no name starts so. The same
   * letter again and again walks through the names that start with it. Headings have no name.
   */
  type(event: TypedKey, count: number, nameOf: (index: number) => string | null, current: number): number | null {
    const { key: letter, timeStamp: at } = event;
    if (!isLetter(event)) return null;
    this.typed = at - this.last > PAUSE ? letter : this.typed + letter;
    this.last = at;
    const letters = [...this.typed.toLowerCase()];
    const isRepeated = letters.every((one) => one === letters[0]);
    const start = isRepeated ? (letters[0] ?? "") : letters.join("");
    // A longer word may still be the row's where the focus is.
    const first = isRepeated ? current + 1 : Math.max(current, 0);
    for (let step = 0; step < count; step++) {
      const index = (first + step) % count;
      if (nameOf(index)?.toLowerCase().startsWith(start)) return index;
    }
    return null;
  }
}

/** What is needed to know of a pressed key. */
export type TypedKey = Pick<KeyboardEvent, "key" | "timeStamp" | "ctrlKey" | "metaKey" | "altKey">;

function isLetter({ key, ctrlKey, metaKey, altKey }: TypedKey): boolean {
  return key.length === 1 && /[\p{L}\p{N}]/u.test(key) && !ctrlKey && !metaKey && !altKey;
}
