import { type EditorState, type Extension } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

import type { Position } from "../ipc/generated/Position";
import type { Severity } from "../ipc/generated/Severity";

/** A line with a problem. */
export interface LineMark {
  /** Counted from one. */
  line: number;
  severity: Severity;
  /** What is wrong with it, shown on hover. */
  message: string;
}

/** Tints the lines that have a problem. */
export function lineMarks(marks: readonly LineMark[]): Extension {
  return EditorView.decorations.of((view) => {
    const inText = marks.filter(({ line }) => line <= view.state.doc.lines);
    const tinted = inText.map(({ line, severity, message }) =>
      Decoration.line({ class: `code-line-${severity}`, attributes: { title: message } }).range(view.state.doc.line(line).from),
    );
    return Decoration.set(tinted, true);
  });
}

/** The offset of a place in the text; the nearest one where the text is shorter. */
export function offsetOf(state: EditorState, { line, column }: Position): number {
  const { from, text } = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  return from + [...text].slice(0, column - 1).join("").length;
}
