import { Dialog } from "../widgets/Dialog";
import { Keys } from "../widgets/Keys";
import { shortcuts } from "./shortcuts";
import "./ShortcutSheet.css";

/** In the matrix; the grid itself handles them. */
const inTheMatrix: { keys: string; does: string }[] = [
  { keys: "← ↑ → ↓", does: "Walk through the cells" },
  { keys: "Home, End", does: "First and last cell of the row; with Ctrl of the matrix" },
  { keys: "Page ↑, Page ↓", does: "A screen up or down" },
  { keys: "Enter", does: "Open the cell, the app or the folder" },
];

/** Every shortcut that there is. */
export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" isOpen={isOpen} onClose={onClose}>
      <Group title="Everywhere" entries={shortcuts} />
      <Group title="In the matrix" entries={inTheMatrix} />
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
