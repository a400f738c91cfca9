import type { SearchQuery } from "@codemirror/search";
import type { EditorState } from "@codemirror/state";

/** How many matches are counted; more are told as "more than". */
export const MOST_COUNTED = 1000;

export interface Matches {
  /** At most one more than `MOST_COUNTED`. */
  count: number;
  /** Which of them is selected, from 1 on; 0 where none is. */
  current: number;
}

/** The matches of a search in a text. */
export function countMatches(state: EditorState, query: SearchQuery): Matches {
  if (!query.valid) return { count: 0, current: 0 };
  const { from, to } = state.selection.main;
  const cursor = query.getCursor(state);
  let count = 0;
  let current = 0;
  for (let next = cursor.next(); !next.done && count <= MOST_COUNTED; next = cursor.next()) {
    count += 1;
    if (next.value.from === from && next.value.to === to) current = count;
  }
  return { count, current };
}

/** "2 of 7", "No matches". */
export function matchWords({ count, current }: Matches): string {
  if (count === 0) return "No matches";
  const total = count > MOST_COUNTED ? `more than ${MOST_COUNTED.toLocaleString("en-GB")}` : String(count);
  return current > 0 ? `${current} of ${total}` : count === 1 ? "1 match" : `${total} matches`;
}
