import { call } from "./call";
import { hearEvents } from "./events";

const underWay = new Set<Promise<unknown>>();

/** Keeps what is shown already: the window stays open until that has ended. */
export function holdOpen<T>(keep: () => Promise<T>): Promise<T> {
  const held = keep().finally(() => underWay.delete(held));
  underWay.add(held);
  return held;
}

/** Closes the window where a person wants that, once nothing holds it open. */
export function closeWhenKept(): void {
  hearEvents((event) => {
    if (event.kind === "windowClosing") void close();
  });
}

async function close() {
  while (underWay.size > 0) await Promise.allSettled(underWay);
  await call("close_window", {});
}
