/** Resolves when the next frame is painted; at once where nobody sees the window, since no frame comes then. */
export function nextFrame(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
