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

/** Runs `work` with an operation id of its own. A cancelled operation is no failure. */
export function useOperation<A extends unknown[], R>(
  work: (operation: string, ...args: A) => Promise<R>,
): Operation<A, R> {
  const [started, setStarted] = useState<number | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const current = useRef<string | null>(null);
  const latestWork = useRef(work);
  useEffect(() => {
    latestWork.current = work;
  });

  useEffect(
    () =>
      hearEvents((event) => {
        if (event.kind === "progress" && event.operation === current.current) {
          setProgress({ phase: event.phase, done: event.done, total: event.total });
        }
      }),
    [],
  );

  const run = useCallback(async (...args: A) => {
    if (current.current !== null) return undefined;
    const operation = crypto.randomUUID();
    current.current = operation;
    setStarted(Date.now());
    setProgress(null);
    setFailure(null);
    try {
      return await latestWork.current(operation, ...args);
    } catch (error) {
      const failed = asFailure(error);
      if (failed.code !== "cancelled") setFailure(failed);
      return undefined;
    } finally {
      current.current = null;
      setStarted(null);
    }
  }, []);

  const cancel = useCallback(() => {
    if (current.current !== null) void call("cancel", { operation: current.current });
  }, []);
  const clear = useCallback(() => setFailure(null), []);

  return { run, isRunning: started !== null, started, progress, failure, cancel, clear };
}
