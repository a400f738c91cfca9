import { join } from "node:path";

import type { Page } from "@playwright/test";

import { inBothThemes } from "./fixtures.ts";
import { pictures } from "./programs.ts";

/** A picture of the page as it is, in both themes. */
export async function picture(page: Page, name: string): Promise<void> {
  await inBothThemes(page, async (theme) => {
    await page.screenshot({ path: join(pictures, `${name}-${theme}.png`), animations: "disabled" });
  });
}
