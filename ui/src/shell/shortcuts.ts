import { useEffect } from "react";

import { useNavigation } from "./navigation";
import { useSession } from "./session";
import { sidebarItems } from "./Sidebar";

export interface Shortcut {
  keys: string;
  does: string;
}

/** Every shortcut that there is, by where it works; those of the matrix are the grid's own. */
export const shortcuts: Record<string, Shortcut[]> = {
  Everywhere: [
    { keys: "Ctrl K", does: "Find a page, an app, an instance or an action" },
    { keys: "Ctrl F", does: "Filter this page" },
    { keys: "Ctrl R", does: "Fetch now" },
    { keys: "Ctrl 1 … 9", does: "Open a page of the sidebar" },
    { keys: "Ctrl Z", does: "Undo, where a message offers it" },
    { keys: "Alt ←", does: "Back" },
    { keys: "Esc", does: "Close what is open" },
    { keys: "?", does: "This list" },
  ],
  "In the matrix": [
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
  ],
};

/** What is over the page. */
export type Overlay = "palette" | "shortcuts";

/** Listens for those that work everywhere; `show` opens the palette or the sheet. */
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
