import type { Bridge } from "../../support/bridge.ts";
import type { Browser } from "./browser.ts";

/** Opens the repository whose folder an environment variable names. */
export async function openRepository(browser: Browser, bridge: Bridge, variable: string): Promise<void> {
  const folder = process.env[variable];
  if (folder === undefined) throw new Error(`${variable} names no folder; ./x bench does.`);
  await browser.open(bridge.url);
  await browser.run(async (folder: string) => {
    const answer = await fetch("/ipc/open_folder", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ folder, defaultBranch: null, operation: "open" }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }, folder);
}
