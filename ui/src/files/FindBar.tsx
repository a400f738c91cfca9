import { closeSearchPanel, findNext, findPrevious, getSearchQuery, SearchQuery, setSearchQuery } from "@codemirror/search";
import { EditorSelection } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { CaseSensitive, ChevronDown, ChevronUp, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { ToggleButton } from "react-aria-components";

import { IconButton } from "../widgets/Button";
import { Tooltip } from "../widgets/Tooltip";
import { countMatches, matchWords } from "./matches";
import "./FindBar.css";

/** Searches in the file that is shown. */
export function FindBar({ view }: { view: EditorView }) {
  const initial = getSearchQuery(view.state);
  const [text, setText] = useState(initial.search);
  const [isCaseSensitive, setCaseSensitive] = useState(false);
  const [matches, setMatches] = useState(() => countMatches(view.state, initial));
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);

  const query = () => getSearchQuery(view.state);
  const look = (search: string, caseSensitive: boolean) => {
    setText(search);
    setCaseSensitive(caseSensitive);
    view.dispatch({ effects: setSearchQuery.of(new SearchQuery({ search, caseSensitive, literal: true })) });
    // The match at the cursor stays the one while its word is being typed.
    view.dispatch({ selection: EditorSelection.cursor(view.state.selection.main.from) });
    findNext(view);
    setMatches(countMatches(view.state, query()));
  };
  const step = (move: (view: EditorView) => boolean) => {
    move(view);
    setMatches(countMatches(view.state, query()));
  };
  const close = () => {
    closeSearchPanel(view);
    view.focus();
  };

  return (
    <div
      className="find-bar"
      role="search"
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.stopPropagation();
          close();
        } else if (event.key === "Enter" && event.target === input.current) {
          event.preventDefault();
          step(event.shiftKey ? findPrevious : findNext);
        } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f") {
          event.preventDefault();
          input.current?.select();
        }
      }}
    >
      <input
        ref={input}
        className="input find-input"
        aria-label="Find in this file"
        placeholder="Find in this file"
        spellCheck={false}
        value={text}
        onChange={(event) => look(event.target.value, isCaseSensitive)}
      />
      <span className="find-count numbers" role="status">
        {text !== "" && matchWords(matches)}
      </span>
      <Tooltip text="Match case">
        <ToggleButton
          className="icon-button find-case"
          aria-label="Match case"
          isSelected={isCaseSensitive}
          onChange={(next) => look(text, next)}
        >
          <CaseSensitive />
        </ToggleButton>
      </Tooltip>
      <IconButton label="Previous match" keys="Shift Enter" icon={<ChevronUp />} isDisabled={matches.count === 0} onPress={() => step(findPrevious)} />
      <IconButton label="Next match" keys="Enter" icon={<ChevronDown />} isDisabled={matches.count === 0} onPress={() => step(findNext)} />
      <IconButton label="Close" keys="Esc" icon={<X />} onPress={close} />
    </div>
  );
}
