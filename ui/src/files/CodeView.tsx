import { bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { useEffect, useImperativeHandle, useRef, useState } from "react";
import { createPortal } from "react-dom";

import type { Position } from "../ipc/generated/Position";
import { escape, HIDDEN, visibleString } from "../widgets/visible";
import { FindBar } from "./FindBar";
import { languageOf } from "./language";
import { lineMarks, offsetOf, type LineMark } from "./lineMarks";
import "./CodeView.css";

export interface CodeViewHandle {
  /** Opens the search in the file. */
  find: () => void;
}

const NO_MARKS: readonly LineMark[] = [];

/** A file to read: numbered lines, colours by language, Ctrl F searches. Nothing can be edited. */
export default function CodeView({ text, path, marks = NO_MARKS, target, ref }: CodeViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView | null>(null);
  const [finding, setFinding] = useState<HTMLElement | null>(null);

  useEffect(() => {
    if (!host.current) return;
    const findPanel = search({
      top: true,
      literal: true,
      createPanel: () => {
        const dom = document.createElement("div");
        setFinding(dom);
        return { dom, top: true, destroy: () => setFinding(null) };
      },
    });
    const created = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: text.replace(/\r?\n$/, ""),
        extensions: [findPanel, languageOf(path), lineMarks(marks), reading(path)],
      }),
    });
    setView(created);
    return () => {
      created.destroy();
      setView(null);
    };
  }, [text, path, marks]);

  useEffect(() => {
    if (view && target) goTo(view, target);
  }, [view, target]);
  useImperativeHandle(ref, () => ({ find: () => view && openSearchPanel(view) }), [view]);

  return (
    <>
      <div ref={host} className="code-view" />
      {view && finding && createPortal(<FindBar view={view} />, finding)}
    </>
  );
}

interface CodeViewProps {
  text: string;
  path: string;
  /** Lines to look at. */
  marks?: readonly LineMark[];
  /** The place to go to; another object goes there again. */
  target?: Position | null;
  ref?: React.Ref<CodeViewHandle>;
}

function goTo(view: EditorView, position: Position) {
  const anchor = offsetOf(view.state, position);
  view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
  view.focus();
}

/** What every file has, whatever its language. */
function reading(path: string): Extension {
  return [
    EditorView.cspNonce.of(document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.content ?? ""),
    EditorState.readOnly.of(true),
    EditorView.contentAttributes.of({ "aria-label": visibleString(path), "aria-readonly": "true", tabindex: "0" }),
    lineNumbers(),
    bracketMatching(),
    // Hidden characters are what a reviewer must see: they can make code read as something else.
    highlightSpecialChars({ specialChars: new RegExp(HIDDEN.source, "gu"), render: visibleCharacter }),
    syntaxHighlighting(classHighlighter),
    keymap.of(searchKeymap),
  ];
}

function visibleCharacter(code: number, description: string | null): HTMLElement {
  const shown = document.createElement("span");
  shown.className = "visible-escape";
  shown.textContent = escape(String.fromCodePoint(code));
  if (description) shown.title = description;
  return shown;
}
