import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from "react";

import type { Page } from "./pages";

/** One time that a page was opened. */
interface Visit {
  id: number;
  page: Page;
  /** What the page keeps for when Back returns to it. */
  kept: Map<string, unknown>;
}

interface Navigation {
  page: Page;
  visit: Visit;
  /** The visit that Back returns to. */
  before: Visit | undefined;
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

let lastVisit = 0;
function visitOf(page: Page): Visit {
  return { id: ++lastVisit, page, kept: new Map() };
}

/** The pages that were open, in memory: the window has no addresses. */
export function NavigationProvider({ children }: { children: React.ReactNode }) {
  const [stack, setStack] = useState<[Visit, ...Visit[]]>(() => [visitOf({ name: "welcome" })]);
  const guard = useRef<Guard | null>(null);
  const setGuard = useCallback((next: Guard | null) => {
    guard.current = next;
  }, []);
  const leave = useCallback((proceed: () => void) => (guard.current ? guard.current(proceed) : proceed()), []);
  const go = useCallback(
    (page: Page) => {
      const next = visitOf(page);
      leave(() => setStack(([now, ...earlier]) => (isSame(now.page, page) ? [now, ...earlier] : [next, now, ...earlier.slice(0, 30)])));
    },
    [leave],
  );
  const replace = useCallback((page: Page) => {
    const next = visitOf(page);
    setStack(([, ...earlier]) => [next, ...earlier]);
  }, []);
  const back = useCallback(() => {
    leave(() => setStack(([now, before, ...earlier]) => (before ? [before, ...earlier] : [now])));
  }, [leave]);
  const reset = useCallback((page: Page) => setStack([visitOf(page)]), []);
  const navigation = useMemo(() => {
    const [visit, before] = stack;
    return { page: visit.page, visit, before, canGoBack: before !== undefined, go, replace, back, reset, leave, setGuard };
  }, [stack, go, replace, back, reset, leave, setGuard]);
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (!navigation) throw new Error("useNavigation needs a NavigationProvider");
  return navigation;
}

/** State of this visit of a page: Back finds it again; who opens the page anew begins anew. */
export function useVisitState<T>(key: string, initial: T): [T, (change: (now: T) => T) => void] {
  // The page on screen may be older than the navigation for a moment: what it keeps is its own.
  const [{ kept }] = useState(useNavigation().visit);
  const first = useRef(initial);
  const [value, setValue] = useState<T>(() => (kept.has(key) ? (kept.get(key) as T) : initial));
  const keep = useCallback(
    (change: (now: T) => T) => {
      const next = change(kept.has(key) ? (kept.get(key) as T) : first.current);
      kept.set(key, next);
      setValue(next);
    },
    [kept, key],
  );
  return [value, keep];
}

/** Lets `guard` decide about leaving this page, as long as there is one. */
export function useLeaveGuard(guard: Guard | null) {
  const { setGuard } = useNavigation();
  useEffect(() => {
    setGuard(guard);
    return () => setGuard(null);
  }, [guard, setGuard]);
}

function isSame(one: Page, other: Page): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
