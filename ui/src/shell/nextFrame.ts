/** Longer than a frame takes; a window that is hidden or covered meanwhile paints none. */
const AT_MOST_MS = 100;

/** Resolves when the next frame is painted, or soon after where none is. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, AT_MOST_MS);
  });
}
