import type { Locator, Page } from "@playwright/test";

import { untilKept } from "./kept.ts";

/** The row of an app or workflow. */
export function rowOf(page: Page, name: string): Locator {
  return page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: new RegExp(`^${name}( Has a problem)?$`) }) });
}

/** What an instance's manifest says of an app or workflow. */
export async function cellOf(page: Page, name: string, instance: string): Promise<Locator> {
  const column = await headerOf(page, instance).getAttribute("aria-colindex");
  return rowOf(page, name).locator(`[role="gridcell"][aria-colindex="${column}"]`);
}

/** The header of an instance's column. */
export function headerOf(page: Page, instance: string): Locator {
  return page.getByRole("columnheader", { name: new RegExp(`^(Production )?${instance}( |$)`) });
}

/** Opens the popover of a cell. */
export async function openCell(page: Page, name: string, instance: string): Promise<Locator> {
  await (await cellOf(page, name, instance)).click();
  const popover = page.getByRole("dialog");
  await popover.getByRole("listbox", { name: "Releases" }).waitFor();
  return popover;
}

/** Chooses a release in the draft, and waits until it is kept. */
export async function choose(page: Page, name: string, instance: string, release: string): Promise<void> {
  const popover = await openCell(page, name, instance);
  const option = popover.getByRole("option", { name: new RegExp(`^${release.replaceAll(".", "\\.")}`) });
  await untilKept(page, "change_draft", () => option.click());
  await popover.waitFor({ state: "hidden" });
}

/** Opens the menu of an instance's column. */
export async function openColumnMenu(page: Page, instance: string): Promise<Locator> {
  await headerOf(page, instance).getByRole("button").click();
  return page.getByRole("menu", { name: new RegExp(`^(Production )?${instance}( |$)`) });
}
