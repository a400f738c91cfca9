import { X } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";

import { announce } from "./announce";
import { Button, IconButton } from "./Button";
import { Sign, type SignName } from "./Sign";
import { VisibleText } from "./VisibleText";
import "./Toasts.css";

export interface Toast {
  sign?: SignName;
  text: string;
  /** What it offers, e.g. Undo. */
  action?: { label: string; onAction: () => void };
}

/** How long a message stays, in milliseconds; longer where it offers something. */
const SHOWN_FOR = 8_000;
const SHOWN_FOR_WITH_ACTION = 30_000;
let shown: { id: number; toast: Toast }[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: typeof shown): void {
  shown = next;
  listeners.forEach((tell) => tell());
}

/** Shows a message at the window's foot for a while; announces it too. */
export function showToast(toast: Toast): void {
  set([...shown.slice(-2), { id: ++lastId, toast }]);
  announce(toast.action ? `${toast.text} ${toast.action.label}: Control Z.` : toast.text);
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
  const newest = entries.findLast(({ toast }) => toast.action);
  useActionKey(newest?.id ?? null, newest?.toast.action?.onAction);
  if (entries.length === 0) return null;
  return (
    <section className="toasts" aria-label="Messages">
      {entries.map(({ id, toast }) => (
        <Message key={id} id={id} toast={toast} hasKey={id === newest?.id} />
      ))}
    </section>
  );
}

/** One message. Its time stands still while the pointer or the focus is on it. */
function Message({ id, toast, hasKey }: { id: number; toast: Toast; hasKey: boolean }) {
  const { sign, text, action } = toast;
  const [isHovered, setHovered] = useState(false);
  const [isFocused, setFocused] = useState(false);
  // Where the focus came from, and goes back to.
  const before = useRef<Element | null>(null);
  const isHeld = isHovered || isFocused;
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => remove(id), action ? SHOWN_FOR_WITH_ACTION : SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [id, isHeld, action]);

  const close = () => {
    remove(id);
    if (isFocused && before.current instanceof HTMLElement) before.current.focus();
  };
  return (
    <div
      className="toast"
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocus={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) before.current = event.relatedTarget;
        setFocused(true);
      }}
      onBlur={() => setFocused(false)}
    >
      {sign && <Sign name={sign} />}
      <span className="toast-text">
        <VisibleText text={text} isPart />
      </span>
      {action && (
        <Button
          variant="link"
          aria-keyshortcuts={hasKey ? "Control+Z" : undefined}
          onPress={() => {
            close();
            action.onAction();
          }}
        >
          {action.label}
          {hasKey && <kbd className="keys">Ctrl Z</kbd>}
        </Button>
      )}
      <IconButton label="Dismiss" icon={<X />} onPress={close} />
    </div>
  );
}

/** Ctrl Z does what the newest message offers; in a field it undoes what was typed, as everywhere. */
function useActionKey(id: number | null, onAction: (() => void) | undefined) {
  useEffect(() => {
    if (id === null || !onAction) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "z";
      const isTyping = event.target instanceof Element && event.target.closest("input, textarea, [contenteditable]");
      if (!isUndo || isTyping) return;
      event.preventDefault();
      remove(id);
      onAction();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [id, onAction]);
}
