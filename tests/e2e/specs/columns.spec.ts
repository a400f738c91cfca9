import type { Page } from "@playwright/test";

import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { untilKept } from "../support/kept.ts";
import { openMenuByKey, tabTo } from "../support/keyboard.ts";
import { headerOf, openColumnMenu } from "../support/matrix.ts";
import { instances, openManyInstances } from "../support/repositories.ts";

const chooser = (page: Page) => page.getByRole("button", { name: /^Columns/ });

test("columns are hidden, shown again, and stay so", async ({ page, bridge, computer }) => {
  await openManyInstances(page, bridge, computer);
  await expect(chooser(page)).toHaveAccessibleName("Columns 7 of 7");
  const menu = await openColumnMenu(page, "eu");
  await untilKept(page, "set_instances", () => menu.getByRole("menuitem", { name: "Hide column" }).click());
  await expect(headerOf(page, "eu")).toHaveCount(0);
  await chooser(page).click();
  const columns = page.getByRole("menu", { name: "Columns" });
  await expect(columns.getByRole("menuitemcheckbox", { name: "eu" })).not.toBeChecked();
  await expectAccessible(page);
  await untilKept(page, "set_instances", () => columns.getByRole("menuitemcheckbox", { name: "asia" }).click());
  await untilKept(page, "set_instances", () => columns.getByRole("menuitemcheckbox", { name: "eu" }).click());
  await page.keyboard.press("Escape");
  await expect(chooser(page)).toHaveAccessibleName("Columns 6 of 7");
  await expect(headerOf(page, "eu")).toBeVisible();
  await page.reload();
  await expect(headerOf(page, "dev")).toBeVisible();
  await expect(headerOf(page, "asia")).toHaveCount(0);
});

test("a pinned column stands at the left while the others scroll", async ({ page, bridge, computer }) => {
  await page.setViewportSize({ width: 1100, height: 720 });
  await openManyInstances(page, bridge, computer);
  const menu = await openColumnMenu(page, "us");
  await untilKept(page, "set_instances", () => menu.getByRole("menuitem", { name: "Pin to the left" }).click());
  await expect(page.getByRole("columnheader").nth(2)).toContainText("us");
  const left = async () => (await headerOf(page, "us").boundingBox())?.x;
  const before = await left();
  await page.getByRole("grid").evaluate((grid) => grid.scrollTo(grid.scrollWidth, 0));
  await expect(headerOf(page, "prod")).toBeInViewport();
  expect(await left()).toBe(before);
  await expectAccessible(page);
  const again = await openColumnMenu(page, "us");
  await again.getByRole("menuitem", { name: /^Pin to the left/ }).click();
  await expect(page.getByRole("columnheader").nth(2)).toContainText("asia");
});

test("by keyboard alone: columns are chosen, and the last one cannot be hidden", async ({ page, bridge, computer }) => {
  await openManyInstances(page, bridge, computer);
  await tabTo(chooser(page));
  await openMenuByKey(chooser(page));
  for (const name of instances.slice(0, -1)) {
    await expect(page.getByRole("menuitemcheckbox", { name })).toBeFocused();
    await untilKept(page, "set_instances", () => page.keyboard.press("Space"));
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Space");
  await expect(page.getByRole("menuitemcheckbox", { name: "prod" })).toBeChecked();
  await page.keyboard.press("Escape");
  await expect(chooser(page)).toHaveAccessibleName("Columns 1 of 7");
  await expect(chooser(page)).toBeFocused();
});
