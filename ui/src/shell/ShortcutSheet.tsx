import { Dialog } from "../widgets/Dialog";
import { Keys } from "../widgets/Keys";
import { shortcuts } from "./shortcuts";
import "./ShortcutSheet.css";

/** In the matrix; the grid itself handles them. */
const inTheMatrix: { keys: string; does: string }[] = [
  { keys: "← ↑ → ↓", does: "Walk through the cells" },
  { keys: "Home, End", does: "First and last cell of the row; with Ctrl of the matrix" },
  { keys: "Page ↑, Page ↓", does: "A screen up or down" },
  { keys: "A … Z", does: "Go to the app that starts so" },
  { keys: "Enter", does: "Open the cell, the app or the folder" },
  { keys: "Space", does: "Select the row or the folder, in the first columns" },
  { keys: "Shift ↑, Shift ↓", does: "Select rows on the way" },
  { keys: "Ctrl A", does: "Select every row that the filter shows" },
  { keys: "Ctrl C", does: "Copy the selected rows, or the cell" },
  { keys: "Esc", does: "Clear the selection" },
];

/** Every shortcut that there is. */
export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" isOpen={isOpen} isWide onClose={onClose}>
      <div className="shortcut-groups">
        <Group title="Everywhere" entries={shortcuts} />
        <Group title="In the matrix" entries={inTheMatrix} />
      </div>
    </Dialog>
  );
}

function Group({ title, entries }: { title: string; entries: { keys: string; does: string }[] }) {
  return (
    <section className="shortcut-group">
      <h3>{title}</h3>
      <dl className="shortcut-list">
        {entries.map(({ keys, does }) => (
          <div key={keys} className="shortcut">
            <dt>{does}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
