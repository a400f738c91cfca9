import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";

import { offsetOf } from "./lineMarks";

const state = EditorState.create({ doc: "version: 1.0.0\n🐕🐕: x\n" });

test.each([
  [1, 1, 0],
  [1, 9, 8],
  [2, 1, 15],
  [2, 3, 19],
  [2, 99, 22],
  [99, 1, 23],
])("line %i, column %i is at %i", (line, column, offset) => {
  expect(offsetOf(state, { line, column })).toBe(offset);
});
