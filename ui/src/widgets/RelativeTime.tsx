import { useSyncExternalStore } from "react";

import { HintedText } from "./Tooltip";
import { visibleString } from "./visible";
import { duration, exactTime, relativeTime } from "./words";

const HALF_MINUTE = 30_000;
let now = Math.floor(Date.now() / 1000);
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** The time in seconds since 1970, twice a minute: one clock for the whole window. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Math.floor(Date.now() / 1000);
    listeners.forEach((tell) => tell());
  }, HALF_MINUTE);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** A time, relative; exact on hover and on focus. `isStatic`: inside something that is focused itself. */
export function RelativeTime({ time, isStatic }: { time: number; isStatic?: boolean }) {
  const shown = relativeTime(time, Math.max(useNow(), 0));
  const element = <time dateTime={new Date(time * 1000).toISOString()}>{shown}</time>;
  return isStatic ? <span title={exactTime(time)}>{element}</span> : <HintedText text={exactTime(time)}>{element}</HintedText>;
}

/** How long something has been so: "7 days"; since when exactly, and by whom, on hover. */
export function Duration({ since, by }: { since: number; by?: string }) {
  const words = duration(useNow() - since);
  return (
    <time dateTime={new Date(since * 1000).toISOString()} title={by ? `${exactTime(since)}, by ${visibleString(by)}` : exactTime(since)}>
      {words}
    </time>
  );
}
