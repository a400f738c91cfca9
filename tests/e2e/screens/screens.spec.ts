import { join } from "node:path";

import type { Page } from "@playwright/test";

import { inBothThemes, test } from "../support/fixtures.ts";
import { pictures } from "../support/programs.ts";

/** A picture of the page as it is, in both themes. */
async function picture(page: Page, name: string): Promise<void> {
  await inBothThemes(page, async (theme) => {
    await page.screenshot({ path: join(pictures, `${name}-${theme}.png`), animations: "disabled" });
  });
}

test("welcome and the matrix of the sample", async ({ page }) => {
  await page.getByRole("button", { name: "Try the sample repository" }).waitFor();
  await picture(page, "welcome");
  await page.getByRole("button", { name: "Try the sample repository" }).click();
  await page.getByRole("grid").waitFor();
  await picture(page, "releases");
});
