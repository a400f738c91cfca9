import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { openMenuByKey, tabTo } from "../support/keyboard.ts";
import { openColumnMenu } from "../support/matrix.ts";
import { lineOf } from "../support/promote.ts";
import { openSample } from "../support/sample.ts";

test("two instances are compared, swapped, and promoted from there", async ({ page }) => {
  await openSample(page);
  await (await openColumnMenu(page, "prod")).getByRole("menuitem", { name: "Compare with…" }).click();
  const list = page.getByRole("grid", { name: "Differences between staging and prod" });
  await expect(lineOf(list, "Newer on staging")).toContainText("5");
  await expect(lineOf(list, "Refunds")).toHaveText(/Refunds\s*Orders\s*2\.1\.0\s*2\.0\.4/);
  await expect(lineOf(list, "Refunds").getByRole("img", { name: "newer at the left" })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Swap" }).click();
  const swapped = page.getByRole("grid", { name: "Differences between prod and staging" });
  await expect(lineOf(swapped, "Newer on staging")).toContainText("5");
  await expect(lineOf(swapped, "Refunds").getByRole("img", { name: "newer at the right" })).toBeVisible();
  await page.getByRole("button", { name: "Promote staging to Production prod…" }).click();
  await expect(page.getByRole("grid", { name: "What goes from staging to prod" })).toBeVisible();
  await page.keyboard.press("Alt+ArrowLeft");
  await page.getByRole("button", { name: "Promote prod to staging…" }).click();
  await expect(page.getByRole("button", { name: "Review 0 changes to staging" })).toBeDisabled();
});

test("other instances are chosen by keyboard, and the lines are walked with the arrows", async ({ page }) => {
  await openSample(page);
  const promote = page.getByRole("button", { name: "Promote", exact: true });
  await tabTo(promote);
  await openMenuByKey(promote, "ArrowUp");
  await expect(page.getByRole("menuitem", { name: "Compare instances…" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("grid", { name: "Differences between staging and prod" }).waitFor();
  await tabTo(page.getByRole("button", { name: "staging Compare" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("option", { name: "staging" })).toBeFocused();
  await page.keyboard.press("Home");
  await expect(page.getByRole("option", { name: "dev" })).toBeFocused();
  await page.keyboard.press("Enter");
  const list = page.getByRole("grid", { name: "Differences between dev and prod" });
  await tabTo(list.getByRole("row").nth(1));
  await page.keyboard.press("ArrowDown");
  await expect(list.getByRole("row").nth(2)).toBeFocused();
  await expect(list.getByText("dev follows main")).toBeVisible();
  await tabTo(page.getByRole("button", { name: "Promote dev to Production prod…" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("grid", { name: "What goes from dev to prod" })).toBeVisible();
});
