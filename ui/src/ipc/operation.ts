import { useCallback, useEffect, useRef, useState } from "react";

import { asFailure, call } from "./call";
import { hearEvents } from "./events";
import type { Failure } from "./generated/Failure";
import type { Phase } from "./generated/Phase";

/** How far a long operation is. `total` is 0 where it is not known. */
export interface Progress {
  phase: Phase;
  done: number;
  total: number;
}

/** A long operation of one view: one at a time, with progress and Cancel. */
export interface Operation<A extends unknown[], R> {
  /** Starts it; answers nothing where it failed, `failure` then says why. */
  run: (...args: A) => Promise<R | undefined>;
  isRunning: boolean;
  /** When it started, in milliseconds; for what is shown only after a while. */
  started: number | null;
  progress: Progress | null;
  failure: Failure | null;
  cancel: () => void;
  /** Forgets the failure. */
  clear: () => void;
}

/** Follows one operation at a time, by the events that tell how far it is. */
export interface Followed extends Pick<Operation<never, unknown>, "started" | "progress" | "cancel"> {
  /** Begins to follow an operation, in place of an earlier one; answers its id. */
  begin: () => string;
  /** The operation is over. */
  end: (operation: string) => void;
}

export function useFollowed(): Followed {
  const [started, setStarted] = useState<number | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const current = useRef<string | null>(null);
  useEffect(
    () =>
      hearEvents((event) => {
        if (event.kind === "progress" && event.operation === current.current) {
          setProgress({ phase: event.phase, done: event.done, total: event.total });
        }
      }),
    [],
  );
  const begin = useCallback(() => {
    const operation = crypto.randomUUID();
    current.current = operation;
    setStarted(Date.now());
    setProgress(null);
    return operation;
  }, []);
  const end = useCallback((operation: string) => {
    if (current.current !== operation) return;
    current.current = null;
    setStarted(null);
  }, []);
  const cancel = useCallback(() => {
    if (current.current !== null) void call("cancel", { operation: current.current });
  }, []);
  return { started, progress, begin, end, cancel };
}

/** Runs `work` with an operation id of its own. A cancelled operation is no failure. */
export function useOperation<A extends unknown[], R>(
  work: (operation: string, ...args: A) => Promise<R>,
): Operation<A, R> {
  const { started, progress, begin, end, cancel } = useFollowed();
  const [failure, setFailure] = useState<Failure | null>(null);
  const isRunning = useRef(false);
  const latestWork = useRef(work);
  useEffect(() => {
    latestWork.current = work;
  });

  const run = useCallback(
    async (...args: A) => {
      if (isRunning.current) return undefined;
      isRunning.current = true;
      const operation = begin();
      setFailure(null);
      try {
        return await latestWork.current(operation, ...args);
      } catch (error) {
        const failed = asFailure(error);
        if (failed.code !== "cancelled") setFailure(failed);
        return undefined;
      } finally {
        isRunning.current = false;
        end(operation);
      }
    },
    [begin, end],
  );
  const clear = useCallback(() => setFailure(null), []);

  return { run, isRunning: started !== null, started, progress, failure, cancel, clear };
}

/** Asks with an operation that is followed, and cancelled where nobody waits for the answer any more. */
export async function askFollowed<R>(
  { begin, end }: Followed,
  signal: AbortSignal,
  ask: (operation: string) => Promise<R>,
): Promise<R> {
  const operation = begin();
  signal.addEventListener("abort", () => void call("cancel", { operation }));
  try {
    return await ask(operation);
  } finally {
    end(operation);
  }
}
