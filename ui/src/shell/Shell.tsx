import { Suspense, useEffect, useState } from "react";

import { FailurePanel } from "../errors/FailurePanel";
import { Skeleton } from "../widgets/Skeleton";
import { Toasts } from "../widgets/Toasts";
import { useNavigation } from "./navigation";
import { OperationProgress } from "./OperationProgress";
import { needsRepository, type Page } from "./pages";
import { CommandPalette } from "./palette/CommandPalette";
import { routes } from "./routes";
import { useSession } from "./session";
import { useShortcuts, type Overlay } from "./shortcuts";
import { ShortcutSheet } from "./ShortcutSheet";
import { Sidebar } from "./Sidebar";
import "./Shell.css";

/** The window: the sidebar and the page that is open. */
export function Shell() {
  const { page: wanted, visit } = useNavigation();
  const { repository, opening, isStarting } = useSession();
  const page: Page = repository || !needsRepository(wanted) ? wanted : { name: "welcome" };
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  useShortcuts(setOverlay);
  useEffect(() => {
    // Files dropped beside their target must not replace the window.
    const ignore = (event: DragEvent) => event.preventDefault();
    window.addEventListener("dragover", ignore);
    window.addEventListener("drop", ignore);
    return () => {
      window.removeEventListener("dragover", ignore);
      window.removeEventListener("drop", ignore);
    };
  }, []);

  const key = `${repository?.id ?? ""} ${page.name} ${visit.id}`;
  return (
    <div className="shell">
      <Sidebar />
      <main className="shell-main">
        {opening.isRunning || isStarting ? (
          <div className="shell-opening">
            <OperationProgress operation={opening} first="reading" />
            <Skeleton rows={12} label="Opening the repository" />
          </div>
        ) : (
          <>
            {opening.failure && (
              <div className="shell-failure">
                <FailurePanel failure={opening.failure} />
              </div>
            )}
            <Suspense fallback={null}>
              <div key={key} className="shell-page">
                {routes(page)}
              </div>
            </Suspense>
          </>
        )}
      </main>
      <Toasts />
      <CommandPalette
        isOpen={overlay === "palette"}
        onClose={() => setOverlay(null)}
        onShowShortcuts={() => setOverlay("shortcuts")}
      />
      <ShortcutSheet isOpen={overlay === "shortcuts"} onClose={() => setOverlay(null)} />
    </div>
  );
}
