import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { tabTo } from "../support/keyboard.ts";
import { cellOf, openCell } from "../support/matrix.ts";
import { openSample } from "../support/sample.ts";

test("an app is rolled back to what this instance had, reviewed and pushed", async ({ page }) => {
  await openSample(page);
  const popover = await openCell(page, "Dashboard", "prod");
  const rollBack = popover.getByRole("button", { name: /^Roll back to 1\.0\.1/ });
  await expect(rollBack).toHaveText(/prod had it until \w{3} \d+ \w{3,4}$/);
  await expectAccessible(page);
  await rollBack.click();
  const cell = await cellOf(page, "Dashboard", "prod");
  await expect(cell).toHaveText("1.0.21.0.1draft");
  await expect(cell).toBeFocused();
  await page.getByRole("button", { name: "Review change…" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "prod · 1 downgrade" })).toBeVisible();
  await page.getByRole("button", { name: "Create branch with manifest changes" }).click();
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
});

test("by keyboard, to what the instance had, not to the release before the one that it has", async ({ page }) => {
  await openSample(page);
  const cell = await cellOf(page, "Stock count", "staging");
  await expect(cell).toHaveText("0.3.0");
  await cell.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Find a release" })).toBeFocused();
  await expect(page.getByRole("option", { name: /^0\.2\.0/ })).toBeVisible();
  const rollBack = page.getByRole("button", { name: /^Roll back to/ });
  await expect(rollBack).toHaveText(/^Roll back to 0\.1\.0/);
  await tabTo(rollBack);
  await page.keyboard.press("Enter");
  await expect(cell).toHaveText("0.3.00.1.0draft");
  await expect(cell).toBeFocused();
});

test("an entry that never named anything else offers no roll back", async ({ page }) => {
  await openSample(page);
  const popover = await openCell(page, "Credit limits", "prod");
  await expect(popover.getByRole("button", { name: "What changes" })).toBeVisible();
  await expect(popover.getByRole("button", { name: /^Roll back/ })).toHaveCount(0);
});
