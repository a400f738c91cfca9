import { expect, type Locator, type Page } from "@playwright/test";

import { typeInto } from "./keyboard.ts";

/** Opens the command palette, and waits until keys reach it. */
export async function openPalette(page: Page): Promise<Locator> {
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Find a page, an app, an instance or an action" });
  await palette.getByRole("listbox").waitFor();
  await expect(palette.getByRole("combobox")).toBeFocused();
  return palette;
}

/** Does in the palette what is found by typing this, once it is found. */
export async function doByPalette(page: Page, typed: string, found: RegExp): Promise<void> {
  const palette = await openPalette(page);
  await typeInto(palette.getByRole("combobox"), typed);
  await expect(palette.getByRole("option").first()).toHaveAccessibleName(found);
  await page.keyboard.press("Enter");
}
