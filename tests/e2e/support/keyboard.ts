import { expect, type Locator, type Page } from "@playwright/test";

import { cellOf, headerOf, rowOf } from "./matrix.ts";
import { matrix } from "./sample.ts";

/** Types into a box that has the focus by itself, as soon as it has: a key that comes earlier is lost. */
export async function typeInto(box: Locator, text: string): Promise<void> {
  await expect(box).toBeFocused();
  await box.page().keyboard.type(text);
}

/** Presses Tab until this has the focus. */
export async function tabTo(target: Locator): Promise<void> {
  await target.waitFor();
  for (let stops = 0; stops < 40 && !(await hasFocus(target)); stops += 1) await target.page().keyboard.press("Tab");
  await expect(target).toBeFocused();
}

/** Opens the menu of a button that has the focus, and waits until keys reach its entries. */
export async function openMenuByKey(button: Locator, key: "Enter" | "ArrowUp" = "Enter"): Promise<void> {
  await expect(button).toBeFocused();
  await button.page().keyboard.press(key);
  await expect(button.page().getByRole("menu").locator(":focus")).toHaveCount(1);
}

/** Walks in the matrix, which the focus comes to first, to the header of an instance; answers its button. */
export async function walkToHeader(page: Page, instance: string): Promise<Locator> {
  await tabTo(matrix(page).locator("[tabindex='0']"));
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowUp");
  const button = headerOf(page, instance).getByRole("button");
  await arrowTo(button);
  return button;
}

/** Walks in the matrix to the name of an app or workflow, by the letters of its first word; answers its cell. */
export async function walkToRow(page: Page, name: string): Promise<Locator> {
  await tabTo(matrix(page).locator("[tabindex='0']"));
  await page.keyboard.press("Home");
  await page.keyboard.type(name.split(" ")[0]?.toLowerCase() ?? "");
  const cell = rowOf(page, name).getByRole("rowheader");
  await expect(cell).toBeFocused();
  return cell;
}

/** Walks in the matrix to a cell: letters find the row, arrows the column. */
export async function walkToCell(page: Page, name: string, instance: string): Promise<Locator> {
  await walkToRow(page, name);
  const cell = await cellOf(page, name, instance);
  await arrowTo(cell);
  return cell;
}

async function arrowTo(target: Locator): Promise<void> {
  for (let steps = 0; steps < 20 && !(await hasFocus(target)); steps += 1) await target.page().keyboard.press("ArrowRight");
  await expect(target).toBeFocused();
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}
