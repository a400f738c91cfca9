import type { Item } from "./items";

/** How long after a letter another one goes on with the same word, in milliseconds. */
const PAUSE = 800;

/** Finds rows by the first letters of their names, as lists do. */
export class TypeAhead {
  private typed = "";
  private last = Number.NEGATIVE_INFINITY;

  /** The next letter begins a word: another key was pressed. */
  end(): void {
    this.last = Number.NEGATIVE_INFINITY;
  }

  /**
   * Takes one more letter; answers the line to go to, or nothing where no name starts so. The same letter again and again
   * walks through the names that start with it.
   */
  type(letter: string, at: number, items: Item[], current: number): number | null {
    this.typed = at - this.last > PAUSE ? letter : this.typed + letter;
    this.last = at;
    const letters = [...this.typed.toLowerCase()];
    const isRepeated = letters.every((one) => one === letters[0]);
    const start = isRepeated ? (letters[0] ?? "") : letters.join("");
    // A longer word may still be the row's where the focus is.
    const first = isRepeated ? current + 1 : Math.max(current, 0);
    for (let step = 0; step < items.length; step++) {
      const index = (first + step) % items.length;
      const item = items[index];
      if (item?.kind === "row" && (item.row.name ?? item.row.element.id).toLowerCase().startsWith(start)) return index;
    }
    return null;
  }
}
