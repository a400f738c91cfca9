import type { Locator, Page } from "@playwright/test";

import { openColumnMenu } from "./matrix.ts";

/** Opens the Promote page from the menu above the matrix. */
export async function openPromote(page: Page, source: string, target: string): Promise<Locator> {
  await page.getByRole("button", { name: "Promote", exact: true }).click();
  await pairOf(page, source, target).click();
  const list = page.getByRole("grid", { name: `What goes from ${source} to ${target}` });
  await list.waitFor();
  return list;
}

/** The entry of the menu *Promote* for two instances. */
export function pairOf(page: Page, source: string, target: string): Locator {
  return page.getByRole("menuitem", { name: new RegExp(`^${source} → (Production )?${target}$`) });
}

/** Opens the Roll back page from the menu of an instance's column. */
export async function openRollBack(page: Page, instance: string): Promise<Locator> {
  const menu = await openColumnMenu(page, instance);
  await menu.getByRole("menuitem", { name: `Roll back ${instance}…` }).click();
  const list = page.getByRole("grid", { name: `What goes back on ${instance}` });
  await list.waitFor();
  return list;
}

/** A line of a list in which one ticks what goes along, or a heading. */
export function lineOf(list: Locator, name: string): Locator {
  return list.getByRole("row").filter({ hasText: name });
}

/** The button that pushes what is reviewed. */
export function createBranch(page: Page): Locator {
  return page.getByRole("button", { name: "Create branch with manifest changes" });
}

/** The branch that was pushed, by the result's own words. */
export async function pushedBranch(page: Page): Promise<string> {
  return page.getByText(/^[a-z.]+\/[A-Za-z]+-[0-9a-z-]*[0-9a-f]{8}$/).innerText();
}
