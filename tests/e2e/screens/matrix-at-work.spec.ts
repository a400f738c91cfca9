import { expect, test } from "../support/fixtures.ts";
import { typeInto } from "../support/keyboard.ts";
import { cellOf, choose, openCell, openColumnMenu, rowOf } from "../support/matrix.ts";
import { picture } from "../support/picture.ts";
import { openManyInstances } from "../support/repositories.ts";
import { openSample } from "../support/sample.ts";

test("what is on the way, and a release to roll back to", async ({ page }) => {
  await openSample(page);
  await page.getByRole("radio", { name: /^On the way/ }).click();
  await picture(page, "on-the-way");
  await page.getByRole("button", { name: /older branch/ }).click();
  await picture(page, "on-the-way-older");
  await page.getByRole("button", { name: "Merge…" }).first().click();
  await page.getByRole("alertdialog").getByRole("button", { name: /^Merge/ }).waitFor();
  await picture(page, "on-the-way-merge");
  await page.keyboard.press("Escape");
  await page.getByRole("radio", { name: /^All/ }).click();
  const popover = await openCell(page, "Dashboard", "prod");
  await popover.getByRole("button", { name: /^Roll back to/ }).waitFor();
  await picture(page, "on-the-way-cell");
  await page.keyboard.press("Escape");
  await choose(page, "Dashboard", "prod", "1.0.0");
  await openCell(page, "Dashboard", "prod");
  await picture(page, "on-the-way-cell-draft");
});

test("many rows selected, and set at once", async ({ page }) => {
  await openSample(page);
  await (await cellOf(page, "Dashboard", "prod")).focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await rowOf(page, "Ticket triage").locator(".row-check").click();
  await picture(page, "selection");
  await page.getByRole("button", { name: "Remove from…" }).click();
  await page.getByRole("menu").waitFor();
  await picture(page, "selection-remove");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByRole("menu").waitFor();
  await picture(page, "selection-copy");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Set on…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await picture(page, "selection-set-on");
  await dialog.getByText("prod").first().click();
  await dialog.getByRole("button", { name: /to the draft$/ }).click();
  await expect(page.getByText(/^Draft:/)).toBeVisible();
  await picture(page, "selection-set-on-draft");
});

test("changes that no release has", async ({ page }) => {
  await openSample(page);
  await rowOf(page, "Dashboard").getByText(/^\+\d/).click();
  await page.getByRole("dialog").getByRole("list").first().waitFor();
  await picture(page, "unreleased");
});

test("the palette and the shortcuts", async ({ page }) => {
  await openSample(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("listbox").waitFor();
  await picture(page, "palette");
  const box = page.getByRole("dialog").getByRole("combobox");
  await typeInto(box, "da");
  await picture(page, "palette-hits");
  await typeInto(box, "zzz");
  await picture(page, "palette-no-hits");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByRole("gridcell").first().focus();
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await picture(page, "shortcuts");
});

test("more instances than fit", async ({ page, bridge, computer }) => {
  await openManyInstances(page, bridge, computer);
  await (await openColumnMenu(page, "prod")).getByRole("menuitem", { name: "Pin to the left" }).click();
  await (await openColumnMenu(page, "qa")).getByRole("menuitem", { name: "Hide column" }).click();
  await page.getByRole("grid").evaluate((grid) => grid.scrollTo(grid.scrollWidth, 0));
  await page.getByRole("button", { name: "Columns 6 of 7" }).click();
  await page.getByRole("menu", { name: "Columns" }).waitFor();
  await picture(page, "releases-columns");
});
