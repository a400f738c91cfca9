/** What a page tells of itself after `observe` ran in it. All times are in milliseconds of the page's life. */
export interface Observed {
  /** When the first cells came into the document, and when the frame that shows them was done. */
  rows: Promise<{ there: number; painted: number }>;
  /** Resolves when the next frame's style, layout and painting are done. */
  frameDone(): Promise<number>;
  beginFrames(): void;
  /** What was recorded since. */
  endFrames(): Frames;
  /** Begins to wait for a cell that a person's input changes. */
  beginEdit(): void;
  /** From the input until the frame with the changed cell was done. */
  endEdit(): Promise<number>;
}

export interface Frames {
  /** When each frame was begun. */
  times: number[];
  /** The most rows that were in the document at once, the header's included. */
  rows: number;
}

/** The time between each frame and the next. */
export function intervalsOf(times: number[]): number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? time));
}

declare global {
  interface Window {
    observed: Observed;
  }
}

/**
 * Watches the page from beside: the window's own code knows nothing of it. Runs before any other script, handed
 * over as text: nothing outside of it is in its reach.
 */
export function observe(): void {
  // The next task after the callbacks of an animation frame runs when that frame is done.
  const frameDone = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });

  const appears = (isThere: () => boolean) =>
    new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!isThere()) return;
        observer.disconnect();
        resolve(performance.now());
      });
      observer.observe(document, { subtree: true, childList: true, attributeFilter: ["class"] });
    });

  const firstRows = async () => {
    const there = await appears(() => document.querySelector("[role=gridcell]") !== null);
    return { there, painted: await frameDone() };
  };

  let input = 0;
  for (const type of ["pointerdown", "pointerup", "click"]) {
    addEventListener(type, () => (input = performance.now()), { capture: true });
  }

  const rows = document.getElementsByClassName("matrix-row");
  const drafts = document.getElementsByClassName("matrix-draft");
  let frames: Frames = { times: [], rows: 0 };
  let isRecording = false;
  let edit = Promise.resolve(Number.NaN);

  window.observed = {
    rows: firstRows(),
    frameDone,
    beginFrames() {
      frames = { times: [], rows: 0 };
      isRecording = true;
      const record = (now: number) => {
        frames.times.push(now);
        frames.rows = Math.max(frames.rows, rows.length);
        if (isRecording) requestAnimationFrame(record);
      };
      requestAnimationFrame(record);
    },
    endFrames() {
      isRecording = false;
      return frames;
    },
    beginEdit() {
      const before = drafts.length;
      edit = appears(() => drafts.length > before).then(async () => {
        const begin = input;
        return (await frameDone()) - begin;
      });
    },
    endEdit: () => edit,
  };
}
