import { Dialog } from "../widgets/Dialog";
import { Keys } from "../widgets/Keys";
import { shortcuts, type Shortcut } from "./shortcuts";
import "./ShortcutSheet.css";

/** Every shortcut that there is. */
export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" isOpen={isOpen} isWide onClose={onClose}>
      <div className="shortcut-groups">
        {Object.entries(shortcuts).map(([title, entries]) => (
          <Group key={title} title={title} entries={entries} />
        ))}
      </div>
    </Dialog>
  );
}

function Group({ title, entries }: { title: string; entries: Shortcut[] }) {
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
