import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from "react";

import { asFailure, call } from "../ipc/call";
import { hearEvents } from "../ipc/events";
import type { Failure } from "../ipc/generated/Failure";
import type { Opened } from "../ipc/generated/Opened";
import type { Preferences } from "../ipc/generated/Preferences";
import type { RepositoryCard } from "../ipc/generated/RepositoryCard";
import type { Start } from "../ipc/generated/Start";
import { holdOpen } from "../ipc/keeping";
import { useOperation, type Operation } from "../ipc/operation";
import { releasesQuery, repositoryKey } from "../ipc/queries";
import { announce } from "../widgets/announce";
import { showToast } from "../widgets/Toasts";
import { useNavigation } from "./navigation";
import { nextFrame } from "./nextFrame";

interface Session {
  start: Start;
  /** The repository that is open now. */
  repository: RepositoryCard | null;
  /** Opens a repository that this machine knows. */
  open: (repository: string) => void;
  opening: Operation<[string], Opened>;
  /** Whether the repository of last time is still being opened. */
  isStarting: boolean;
  /** Goes on with a repository that was just opened or connected. */
  opened: (opened: Opened) => Promise<void>;
  /** What to know about how the repository was opened. */
  notice: Failure | null;
  dismissNotice: () => void;
  fetching: Operation<[], void>;
  preferences: Preferences;
  /** Shown at once, kept a moment later; taken back, with a message, where it cannot be kept. */
  setPreferences: (preferences: Preferences) => Promise<void>;
  /** Reads the list of repositories again. */
  refresh: () => Promise<void>;
  /** Leaves the repository, e.g. after it was forgotten. */
  leave: () => Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

export const startQuery = { queryKey: ["start"], queryFn: () => call("start", {}) };

/** What is open: one repository at a time, fetched when it opens and then every few minutes. */
export function SessionProvider({ start, children }: { start: Start; children: React.ReactNode }) {
  const client = useQueryClient();
  const { reset, leave: leavePage } = useNavigation();
  const [current, setCurrent] = useState<string | null>(null);
  const [notice, setNotice] = useState<Failure | null>(null);
  const currentRef = useRef(current);
  currentRef.current = current;

  useRepositoryEvents();

  const refresh = useCallback(() => client.invalidateQueries({ queryKey: startQuery.queryKey }), [client]);

  const isAsked = useRef(false);
  const operation = useOperation(async (id) => {
    let moved = false;
    do {
      isAsked.current = false;
      const repository = currentRef.current;
      if (repository === null) return;
      try {
        moved = (await call("fetch", { repository, operation: id })).moved || moved;
      } finally {
        await client.invalidateQueries({ queryKey: repositoryKey(repository) });
      }
      // Asked for meanwhile: what is asked for may have come after this one looked.
    } while (isAsked.current);
    announce(moved ? "Fetched. The default branch has moved." : "Fetched. Nothing is new.");
  });
  const { run } = operation;
  const fetchNow = useCallback(() => {
    isAsked.current = true;
    return run();
  }, [run]);
  const fetching = { ...operation, run: fetchNow };

  const opened = useCallback(
    async (answer: Opened) => {
      // What the next page shows is on its way while the list of repositories is read.
      const releases = client.prefetchQuery(releasesQuery(answer.repository));
      await client.refetchQueries({ queryKey: startQuery.queryKey });
      // In one go: a page that is shown is not replaced under a person's hands a moment later.
      setNotice(answer.notice);
      setCurrent(answer.repository);
      currentRef.current = answer.repository;
      reset({ name: "releases" });
      // Fetching takes a processor that the first picture of the matrix has better use for.
      void releases.then(nextFrame).then(fetchNow);
    },
    [client, reset, fetchNow],
  );

  const opening = useOperation((operation, repository: string) => call("open_repository", { repository, operation }));
  const { run: runOpening } = opening;
  const open = useCallback(
    (repository: string) => {
      leavePage(() => void runOpening(repository).then((answer) => answer && opened(answer)));
    },
    [runOpening, opened, leavePage],
  );

  const leave = useCallback(async () => {
    setCurrent(null);
    setNotice(null);
    await refresh();
    reset({ name: "welcome" });
  }, [refresh, reset]);

  const setPreferences = useCallback(
    async (preferences: Preferences) => {
      const before = client.getQueryData<Start>(startQuery.queryKey)?.preferences;
      const show = (shown: Preferences | undefined) =>
        client.setQueryData(startQuery.queryKey, (now: Start | undefined) => now && shown && { ...now, preferences: shown });
      show(preferences);
      try {
        await holdOpen(() => call("set_preferences", { preferences }));
      } catch (error) {
        show(before);
        showToast({ sign: "broken", text: `The preference was not kept. ${asFailure(error).message}` });
      }
    },
    [client],
  );

  const first = useRef(start.open);
  const [isStarting, setStarting] = useState(start.open !== null);
  useEffect(() => {
    if (first.current === null) return;
    void runOpening(first.current).then(async (answer) => {
      if (answer) await opened(answer);
      setStarting(false);
    });
    first.current = null;
  }, [runOpening, opened]);

  useFetchInterval(current, start.preferences.fetchIntervalMinutes, fetchNow);
  useAppearance(start.preferences);

  const repository = start.repositories.find((card) => card.id === current) ?? null;
  const session = useMemo(
    () => ({
      start,
      repository,
      open,
      opening,
      isStarting,
      opened,
      notice,
      dismissNotice: () => setNotice(null),
      fetching,
      preferences: start.preferences,
      setPreferences,
      refresh,
      leave,
    }),
    [start, repository, open, opening, isStarting, opened, notice, fetching, setPreferences, refresh, leave],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error("useSession needs a SessionProvider");
  return session;
}

/** The id of the open repository, for pages that cannot be open without one. */
export function useRepository(): string {
  const { repository } = useSession();
  if (!repository) throw new Error("No repository is open");
  return repository.id;
}

export function useStart() {
  return useQuery(startQuery);
}

/** Reads a repository's pages again when it changed. */
function useRepositoryEvents() {
  const client = useQueryClient();
  useEffect(
    () =>
      hearEvents((event) => {
        if (event.kind === "repositoryChanged") {
          void client.invalidateQueries({ queryKey: repositoryKey(event.repository) });
        }
        if (event.kind === "missed") void client.invalidateQueries();
      }),
    [client],
  );
}

function useFetchInterval(repository: string | null, minutes: number, fetchNow: () => Promise<unknown>) {
  useEffect(() => {
    if (repository === null || minutes === 0) return;
    const timer = setInterval(() => void fetchNow(), minutes * 60_000);
    return () => clearInterval(timer);
  }, [repository, minutes, fetchNow]);
}

function useAppearance({ theme, density }: Preferences) {
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === "system") delete dataset.theme;
    else dataset.theme = theme;
    dataset.density = density;
  }, [theme, density]);
}
