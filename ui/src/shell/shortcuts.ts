import { useEffect } from "react";

import { useNavigation } from "./navigation";
import { useSession } from "./session";
import { sidebarPages } from "./Sidebar";

/** The keys that work everywhere. */
export function useShortcuts() {
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
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const key = event.key.toLowerCase();
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
        const page = sidebarPages(hasRepository)[Number(key) - 1];
        if (!page) return;
        event.preventDefault();
        go(page);
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [go, back, hasRepository, fetchNow]);
}
