import { createContext, use, useCallback, useMemo, useState } from "react";

import type { Page } from "./pages";

interface Navigation {
  page: Page;
  canGoBack: boolean;
  /** Opens a page; Back returns to this one. */
  go: (page: Page) => void;
  /** Opens a page in place of this one. */
  replace: (page: Page) => void;
  back: () => void;
  /** Forgets where the window was, e.g. with another repository. */
  reset: (page: Page) => void;
}

const NavigationContext = createContext<Navigation | null>(null);

/** The pages that were open, in memory: the window has no addresses. */
export function NavigationProvider({ children }: { children: React.ReactNode }) {
  const [stack, setStack] = useState<Page[]>([{ name: "welcome" }]);
  const go = useCallback((page: Page) => {
    setStack((pages) => (isSame(pages.at(-1), page) ? pages : [...pages.slice(-30), page]));
  }, []);
  const replace = useCallback((page: Page) => setStack((pages) => [...pages.slice(0, -1), page]), []);
  const back = useCallback(() => setStack((pages) => (pages.length > 1 ? pages.slice(0, -1) : pages)), []);
  const reset = useCallback((page: Page) => setStack([page]), []);
  const navigation = useMemo(
    () => ({ page: stack.at(-1) ?? { name: "welcome" as const }, canGoBack: stack.length > 1, go, replace, back, reset }),
    [stack, go, replace, back, reset],
  );
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (!navigation) throw new Error("useNavigation needs a NavigationProvider");
  return navigation;
}

function isSame(one: Page | undefined, other: Page): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
