import type { Page } from "@playwright/test";

/** Does what the window shows at once and keeps with a command a moment later; waits until it is kept. */
export async function untilKept(page: Page, command: string, act: () => Promise<unknown>): Promise<void> {
  const kept = page.waitForResponse(`**/ipc/${command}`);
  await act();
  await kept;
}
