import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from "react";

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
  /** Does what leaves the page, at once or after the page's guard let it. */
  leave: (proceed: () => void) => void;
  setGuard: (guard: Guard | null) => void;
}

/** Asks before the page is left, and proceeds if the answer is yes. */
type Guard = (proceed: () => void) => void;

const NavigationContext = createContext<Navigation | null>(null);

/** The pages that were open, in memory: the window has no addresses. */
export function NavigationProvider({ children }: { children: React.ReactNode }) {
  const [stack, setStack] = useState<Page[]>([{ name: "welcome" }]);
  const guard = useRef<Guard | null>(null);
  const setGuard = useCallback((next: Guard | null) => {
    guard.current = next;
  }, []);
  const leave = useCallback((proceed: () => void) => (guard.current ? guard.current(proceed) : proceed()), []);
  const go = useCallback(
    (page: Page) => {
      const add = (pages: Page[]) => (isSame(pages.at(-1), page) ? pages : [...pages.slice(-30), page]);
      leave(() => setStack(add));
    },
    [leave],
  );
  const replace = useCallback((page: Page) => setStack((pages) => [...pages.slice(0, -1), page]), []);
  const back = useCallback(() => {
    leave(() => setStack((pages) => (pages.length > 1 ? pages.slice(0, -1) : pages)));
  }, [leave]);
  const reset = useCallback((page: Page) => setStack([page]), []);
  const navigation = useMemo(
    () => ({
      page: stack.at(-1) ?? { name: "welcome" as const },
      canGoBack: stack.length > 1,
      go,
      replace,
      back,
      reset,
      leave,
      setGuard,
    }),
    [stack, go, replace, back, reset, leave, setGuard],
  );
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (!navigation) throw new Error("useNavigation needs a NavigationProvider");
  return navigation;
}

/** Lets `guard` decide about leaving this page, as long as there is one. */
export function useLeaveGuard(guard: Guard | null) {
  const { setGuard } = useNavigation();
  useEffect(() => {
    setGuard(guard);
    return () => setGuard(null);
  }, [guard, setGuard]);
}

function isSame(one: Page | undefined, other: Page): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
