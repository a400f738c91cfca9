import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { typeInto } from "../support/keyboard.ts";
import { cellOf } from "../support/matrix.ts";
import { doByPalette, openPalette } from "../support/palette.ts";
import { matrix, openSample } from "../support/sample.ts";

test("the palette finds an app by keyboard and opens it", async ({ page }) => {
  await openSample(page);
  await doByPalette(page, "dashb", /^Dashboard/);
  await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
});

test("the palette offers pages, actions and instances, and says when nothing matches", async ({ page }) => {
  await openSample(page);
  const palette = await openPalette(page);
  for (const heading of ["Pages", "Actions", "Instances", "Apps and workflows"]) {
    await expect(palette.getByRole("group", { name: heading })).toBeVisible();
  }
  await expectAccessible(page);
  await typeInto(palette.getByRole("combobox"), "prod manifest");
  await expect(palette.getByRole("option").first()).toHaveAccessibleName(/prod/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /prod/ })).toBeVisible();

  const again = await openPalette(page);
  await typeInto(again.getByRole("combobox"), "zzz");
  await expect(again.getByText("Nothing matches “zzz”.")).toBeVisible();
});

test("closing the palette gives the focus back to the cell where it was", async ({ page }) => {
  await openSample(page);
  const cell = await cellOf(page, "Refunds", "staging");
  await cell.focus();
  await openPalette(page);
  await page.keyboard.press("Escape");
  await expect(matrix(page)).toBeVisible();
  await expect(cell).toBeFocused();
});

test("the palette changes the theme at once", async ({ page }) => {
  await page.getByRole("button", { name: "Try the sample repository" }).waitFor();
  await doByPalette(page, "dark theme", /dark/i);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("the question mark lists all shortcuts, but not while something is typed", async ({ page }) => {
  await openSample(page);
  await page.getByRole("searchbox", { name: "Filter apps" }).fill("");
  await page.keyboard.type("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Escape");

  await page.getByRole("grid").getByRole("gridcell").first().focus();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet.getByText("Fetch now")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
});
