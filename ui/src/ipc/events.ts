import type { Event } from "./generated/Event";
import { transport } from "./transport";

const listeners = new Set<(event: Event) => void>();
let stop: (() => void) | null = null;

/** Hears every event until the returned function is called. All listeners share one stream. */
export function hearEvents(hear: (event: Event) => void): () => void {
  listeners.add(hear);
  stop ??= transport.listen((event) => listeners.forEach((listener) => listener(event)));
  return () => {
    listeners.delete(hear);
  };
}
