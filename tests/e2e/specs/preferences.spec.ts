import { mkdirSync } from "node:fs";

import type { Page } from "@playwright/test";

import { pushChange, refunds, sampleRemote, withRelease } from "../support/changes.ts";
import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { untilKept } from "../support/kept.ts";
import { cellOf } from "../support/matrix.ts";
import { fetched, matrix, openSample } from "../support/sample.ts";

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const dark = "rgb(24, 23, 21)";
const light = "rgb(251, 250, 248)";

test("the theme follows the system, or is chosen by keyboard, and is kept", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.getByRole("button", { name: "Preferences" }).click();
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => background(page)).toBe(dark);

  const theme = page.getByRole("radiogroup", { name: "Theme" });
  await theme.getByRole("radio", { name: "As the system" }).focus();
  await untilKept(page, "set_preferences", () => page.keyboard.press("ArrowRight"));
  await expect(theme.getByRole("radio", { name: "Light" })).toBeChecked();
  await expect.poll(() => background(page)).toBe(light);

  await page.reload();
  await page.getByRole("button", { name: "Preferences" }).click();
  await expect(theme.getByRole("radio", { name: "Light" })).toBeChecked();
  await expect.poll(() => background(page)).toBe(light);
});

test("a preference that cannot be kept is taken back, with a message", async ({ page, computer }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.getByRole("button", { name: "Preferences" }).click();
  mkdirSync(computer.path("data", "preferences.json")); // In the place of the file.
  const theme = page.getByRole("radiogroup", { name: "Theme" });
  await theme.getByText("Dark").click();
  await expect(page.getByText(/^The preference was not kept\. Writing/).first()).toBeVisible();
  await expect(theme.getByRole("radio", { name: "As the system" })).toBeChecked();
  await expect.poll(() => background(page)).toBe(light);
});

test("compact rows are lower, at once", async ({ page }) => {
  await openSample(page);
  const row = matrix(page).getByRole("row", { name: /Dashboard/ });
  const height = async () => (await row.boundingBox())?.height;
  await expect.poll(height).toBe(32);
  await page.getByRole("button", { name: "Preferences" }).click();
  await page.getByRole("button", { name: "Compact" }).or(page.getByRole("radio", { name: "Compact" })).click();
  await page.keyboard.press("Control+1");
  await expect(row).toBeVisible();
  await expect.poll(height).toBe(28);
});

test("what a colleague pushed is seen without being asked for, as often as was chosen", async ({ page, computer }) => {
  await page.clock.install();
  await page.reload();
  await openSample(page);
  await fetched(page);
  pushChange(computer, sampleRemote(computer), "manifests/prod.yaml", (text) => withRelease(text, refunds, "2.0.0"));
  await page.clock.fastForward("04:00");
  await expect(await cellOf(page, "Refunds", "prod")).toContainText("2.0.4");
  await page.clock.fastForward("01:05");
  await expect(await cellOf(page, "Refunds", "prod")).toContainText("2.0.0");
});

test("the time between fetches is chosen and kept", async ({ page }) => {
  await page.getByRole("button", { name: "Preferences" }).click();
  const fetch = page.getByRole("button", { name: /How often/ });
  await expect(fetch).toContainText("Every 5 minutes");
  await fetch.press("ArrowDown");
  await untilKept(page, "set_preferences", () => page.getByRole("option", { name: "Not by itself" }).click());
  await expect(page.getByText("Only when a repository is opened, and with Ctrl R.")).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Preferences" }).click();
  await expect(fetch).toContainText("Not by itself");
});
