import { useEffect } from "react";

import { useNavigation } from "./navigation";
import { useSession } from "./session";
import { sidebarItems } from "./Sidebar";

/** The keys that work everywhere, as the sheet of shortcuts lists them. */
export const shortcuts: { keys: string; does: string }[] = [
  { keys: "Ctrl K", does: "Find a page, an app, an instance or an action" },
  { keys: "Ctrl F", does: "Filter this page" },
  { keys: "Ctrl R", does: "Fetch now" },
  { keys: "Ctrl 1 … 9", does: "Open a page of the sidebar" },
  { keys: "Ctrl Z", does: "Undo, where a message offers it" },
  { keys: "Alt ←", does: "Back" },
  { keys: "Esc", does: "Close what is open" },
  { keys: "?", does: "This list" },
];

/** What is over the page. */
export type Overlay = "palette" | "shortcuts";

/** Listens for them; `show` opens the palette or the sheet. */
export function useShortcuts(show: (overlay: Overlay) => void) {
  const { go, back } = useNavigation();
  const { repository, fetching } = useSession();
  const hasRepository = repository !== null;
  const { run: fetchNow } = fetching;

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const hasModal = document.querySelector(".dialog-shade") !== null;
      if (event.altKey && event.key === "ArrowLeft" && !hasModal) {
        event.preventDefault();
        back();
        return;
      }
      if (event.key === "?" && !event.ctrlKey && !event.metaKey && !hasModal && !isTyping(event.target)) {
        event.preventDefault();
        show("shortcuts");
        return;
      }
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const key = event.key.toLowerCase();
      if (key === "k") {
        event.preventDefault();
        if (!hasModal) show("palette");
        return;
      }
      if (key === "r") {
        event.preventDefault();
        if (hasRepository && !hasModal) void fetchNow();
      } else if (key === "f") {
        const filter = document.querySelector<HTMLInputElement>("[data-page-filter]");
        if (!filter || hasModal) return;
        event.preventDefault();
        filter.focus();
        filter.select();
      } else if (/^[1-9]$/.test(key) && !hasModal) {
        const item = sidebarItems(hasRepository)[Number(key) - 1];
        if (!item) return;
        event.preventDefault();
        go(item.page);
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [go, back, hasRepository, fetchNow, show]);
}

/** Whether a key that is a letter or a sign belongs to a text. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, [contenteditable=true]");
}
