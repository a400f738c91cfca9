import type { Page } from "@playwright/test";

/** Counts what a person presses with the mouse from here on, as long as the window stays open. */
export async function countClicks(page: Page): Promise<() => Promise<number>> {
  const counter = await page.evaluateHandle(() => {
    const counter = { clicks: 0 };
    addEventListener("pointerdown", (event) => (counter.clicks += event.isTrusted ? 1 : 0), { capture: true });
    return counter;
  });
  return () => counter.evaluate(({ clicks }) => clicks);
}
