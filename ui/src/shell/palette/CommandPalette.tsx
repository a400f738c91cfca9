import { useState } from "react";
import { Autocomplete, Dialog, Header, Heading, ListBox, ListBoxItem, ListBoxSection, Modal, ModalOverlay } from "react-aria-components";

import { Keys } from "../../widgets/Keys";
import { SearchField } from "../../widgets/SearchField";
import { visibleString } from "../../widgets/visible";
import { VisibleText } from "../../widgets/VisibleText";
import { search, type Entry } from "./search";
import { useEntries } from "./useEntries";
import "./CommandPalette.css";

/** Everything that can be opened or done from anywhere, found by typing. The focus returns to where it was. */
export function CommandPalette({ isOpen, onClose, onShowShortcuts }: CommandPaletteProps) {
  return (
    <ModalOverlay
      className="dialog-shade palette-shade"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="palette-frame">
        <Dialog className="palette">
          <Heading slot="title" className="visually-hidden">
            Find a page, an app, an instance or an action
          </Heading>
          <Found onClose={onClose} onShowShortcuts={onShowShortcuts} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface CommandPaletteProps {
  isOpen: boolean;
  onClose: () => void;
  onShowShortcuts: () => void;
}

function Found({ onClose, onShowShortcuts }: Omit<CommandPaletteProps, "isOpen">) {
  const entries = useEntries(onShowShortcuts);
  const [typed, setTyped] = useState("");
  const hits = search(entries, typed);
  const run = (id: React.Key) => {
    const entry = hits.find((hit) => hit.id === id);
    onClose();
    // Once the palette is gone: the focus goes back first, and then wherever the action takes it.
    if (entry) requestAnimationFrame(entry.run);
  };
  return (
    // Esc closes at once, also where something is typed.
    <div
      className="palette-content"
      onKeyDownCapture={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <SearchField
          label="Find a page, an app, an instance or an action"
          placeholder="Find anything…"
          className="palette-search"
          autoFocus
          controlsList
        />
        <ListBox
          className="palette-list"
          aria-label="Found"
          onAction={run}
          renderEmptyState={() => <p className="palette-none quiet">Nothing matches “{visibleString(typed)}”.</p>}
        >
          {sections(hits, typed !== "").map(({ heading, hits: under }) => (
            <ListBoxSection key={heading} id={heading}>
              <Header className="palette-heading">{heading}</Header>
              {under.map((entry) => (
                <Hit key={entry.id} entry={entry} />
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </Autocomplete>
    </div>
  );
}

function Hit({ entry }: { entry: Entry }) {
  return (
    <ListBoxItem id={entry.id} className="palette-hit" textValue={`${entry.label} ${entry.detail}`}>
      <span className="palette-icon" aria-hidden="true">
        {entry.icon}
      </span>
      <span className="palette-label">
        <VisibleText text={entry.label} />
      </span>
      <span className="palette-detail small">
        <VisibleText text={entry.detail} />
      </span>
      {entry.keys && <Keys keys={entry.keys} />}
    </ListBoxItem>
  );
}

/** By kind while nothing is typed; by rank, under one heading, afterwards. */
function sections(hits: Entry[], isSearching: boolean): { heading: string; hits: Entry[] }[] {
  if (isSearching) return hits.length > 0 ? [{ heading: "Best match first", hits }] : [];
  const kinds = [...new Set(hits.map((hit) => hit.kind))];
  return kinds.map((kind) => ({ heading: kind, hits: hits.filter((hit) => hit.kind === kind) }));
}
