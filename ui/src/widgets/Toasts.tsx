import { X } from "lucide-react";
import { useSyncExternalStore } from "react";

import { announce } from "./announce";
import { Button, IconButton } from "./Button";
import { Sign, type SignName } from "./Sign";
import "./Toasts.css";

export interface Toast {
  sign?: SignName;
  text: string;
  /** What it offers, e.g. Undo. */
  action?: { label: string; onAction: () => void };
}

const SHOWN_FOR = 8000;
let shown: { id: number; toast: Toast }[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: typeof shown): void {
  shown = next;
  listeners.forEach((tell) => tell());
}

/** Shows a message at the window's foot for a while; announces it too. */
export function showToast(toast: Toast): void {
  const id = ++lastId;
  set([...shown.slice(-2), { id, toast }]);
  announce(toast.action ? `${toast.text} ${toast.action.label} is available.` : toast.text);
  setTimeout(() => dismiss(id), SHOWN_FOR);
}

function dismiss(id: number): void {
  if (!shown.some((entry) => entry.id === id)) return;
  // Whoever is on its button keeps it until they leave.
  if (document.activeElement?.closest(`[data-toast="${id}"]`)) {
    setTimeout(() => dismiss(id), 2000);
    return;
  }
  remove(id);
}

function remove(id: number): void {
  set(shown.filter((entry) => entry.id !== id));
}

export function Toasts() {
  const entries = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
  if (entries.length === 0) return null;
  return (
    <section className="toasts" aria-label="Messages">
      {entries.map(({ id, toast }) => (
        <div key={id} className="toast" data-toast={id}>
          {toast.sign && <Sign name={toast.sign} />}
          <span className="toast-text">{toast.text}</span>
          {toast.action && (
            <Button
              variant="link"
              onPress={() => {
                remove(id);
                toast.action?.onAction();
              }}
            >
              {toast.action.label}
            </Button>
          )}
          <IconButton label="Dismiss" icon={<X />} onPress={() => remove(id)} />
        </div>
      ))}
    </section>
  );
}
