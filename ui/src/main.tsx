import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { FailurePanel } from "./errors/FailurePanel";
import { closeWhenKept } from "./ipc/keeping";
import { queryClient } from "./ipc/queries";
import { NavigationProvider } from "./shell/navigation";
import { SessionProvider, useStart } from "./shell/session";
import { Shell } from "./shell/Shell";
import "./styles/tokens.css";
import "./styles/fonts.css";
import "./styles/base.css";

function Window() {
  const start = useStart();
  if (start.error) return <FailurePanel failure={start.error} retry={() => void start.refetch()} isPage />;
  if (!start.data) return null;
  return (
    <SessionProvider start={start.data}>
      <Shell />
    </SessionProvider>
  );
}

closeWhenKept();

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <NavigationProvider>
        <Window />
      </NavigationProvider>
    </QueryClientProvider>
  </StrictMode>,
);
