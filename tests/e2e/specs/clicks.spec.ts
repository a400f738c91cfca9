import { countClicks } from "../support/clicks.ts";
import { expect, test } from "../support/fixtures.ts";
import { typeInto } from "../support/keyboard.ts";
import { openCell } from "../support/matrix.ts";
import { openSample } from "../support/sample.ts";

test("a manifest is created with four clicks at most", async ({ page }) => {
  await openSample(page);
  const clicks = await countClicks(page);
  await page.getByRole("button", { name: "Create manifest" }).click();
  await typeInto(page.getByRole("textbox", { name: "Name" }), "qa");
  await page.getByText(/^Copy of/).first().click();
  await page.getByRole("button", { name: "Create branch with release manifest" }).click();
  await expect(page.getByText("Branch pushed. qa is not added yet.")).toBeVisible();
  expect(await clicks()).toBeLessThanOrEqual(4);
});

test("a release is created and set on staging with four clicks at most", async ({ page }) => {
  await openSample(page);
  const clicks = await countClicks(page);
  await page.getByRole("button", { name: "Create release…" }).click();
  await page.getByRole("option", { name: /^Dashboard/ }).click();
  await page.getByText("staging", { exact: true }).click();
  await page.getByRole("button", { name: "Create branch with release" }).click();
  await expect(page.getByText("Branch pushed. staging is unchanged.")).toBeVisible();
  expect(await clicks()).toBeLessThanOrEqual(4);
});

test("one app is rolled back with four clicks at most", async ({ page }) => {
  await openSample(page);
  const clicks = await countClicks(page);
  const popover = await openCell(page, "Dashboard", "prod");
  await popover.getByRole("button", { name: /^Roll back to 1\.0\.1/ }).click();
  await page.getByRole("button", { name: "Review change…" }).click();
  await page.getByRole("button", { name: "Create branch with manifest changes" }).click();
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
  expect(await clicks()).toBeLessThanOrEqual(4);
});
