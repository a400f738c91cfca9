import type { Page } from "@playwright/test";

import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { typeInto } from "../support/keyboard.ts";
import { openElement, openSample } from "../support/sample.ts";

/** The branches of the sample's remote that make releases. */
const branch = /^[a-z.]+\/createReleaseArtifact-commit-[0-9a-f]{8}$/;

async function openCreateRelease(page: Page, name: string): Promise<void> {
  await openSample(page);
  await openElement(page, name);
  await page.getByRole("button", { name: "Create release…" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${name} · Create release` })).toBeVisible();
}

test("a release is created and set on staging with four clicks from the matrix, then merged", async ({ page }) => {
  await openSample(page);
  await page.getByRole("button", { name: "Create release…" }).click();
  await page.getByRole("option", { name: /^Dashboard/ }).click();
  await page.getByText("staging", { exact: true }).click();
  await expect(page.getByText("staging changes only after the branch is merged")).toBeVisible();
  await page.getByRole("button", { name: "Create branch with release" }).click();

  await expect(page.getByText("Branch pushed. staging is unchanged.")).toBeVisible();
  await expect(page.getByText(branch)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Merge and change staging" }).click();
  await page.getByRole("alertdialog").or(page.getByRole("dialog")).getByRole("button", { name: /^Merge/ }).click();
  await expect(page.getByRole("paragraph").filter({ hasText: /^Merged\. staging/ })).toBeVisible();
  await page.getByRole("button", { name: "Back to Releases" }).click();
  await expect(page.getByRole("row", { name: "Dashboard" })).toContainText("1.0.5");
});

test("what it contains and what will be pushed are shown before, down to the lines", async ({ page }) => {
  await openCreateRelease(page, "Dashboard");
  await expect(page.getByRole("radio", { name: "Patch 1.0.5" })).toBeChecked();
  await expect(page.getByRole("paragraph").filter({ hasText: /1\.0\.4 is on Sample reviewer's #\d+ since \d+ min\. Use 1\.0\.5\./ })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: /3 commits, 5 files since 1\.0\.3/ }).click();
  await expect(page.getByText("Export open orders")).toBeVisible();
  await page.getByRole("button", { name: /lib\/exportOrders\.js$/ }).click();
  await expect(page.getByRole("region", { name: "What changes in lib/exportOrders.js" })).toBeVisible();

  await page.getByRole("textbox", { name: "Description" }).fill("Cancelled orders");
  await page.getByText("dev", { exact: true }).click();
  await expect(page.getByRole("checkbox", { name: /^dev/ })).toBeChecked();
  await expect(page.getByText("no longer follows main")).toBeVisible();
  await page.getByRole("button", { name: /^What will be pushed/ }).click();
  await expect(page.getByText("Creating release for Dashboard (v1.0.5)")).toBeVisible();
  await expect(page.getByText("Update 'dev' release manifest")).toBeVisible();
  await expectAccessible(page);
});

test("by keyboard alone, with Production marked beside the button", async ({ page }) => {
  await openCreateRelease(page, "Dashboard");
  await typeInto(page.getByRole("textbox", { name: "Description" }), "Second person");
  for (let instance = 0; instance < 3; instance++) await page.keyboard.press("Tab");
  await expect(page.getByRole("checkbox", { name: /prod/ })).toBeFocused();
  // Whatever has the focus is in the window: nothing scrolls it away.
  expect(await page.evaluate(() => [document.documentElement.scrollTop, document.body.scrollTop])).toEqual([0, 0]);
  await page.keyboard.press("Space");
  const create = page.getByRole("button", { name: "Production Create branch with release" });
  await expect(create).toBeEnabled();
  await create.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Merge and change Production prod" })).toBeFocused();
});

test("another version is checked while it is typed", async ({ page }) => {
  await openCreateRelease(page, "Dashboard");
  const create = page.getByRole("button", { name: "Create branch with release" });
  await page.getByText("Other", { exact: true }).click();
  const version = page.getByRole("textbox", { name: "Other version" });
  await expect(version).toBeFocused();
  for (const [typed, says] of [
    ["1.0", "'1.0' is not a version."],
    ["v1.0.5", "'v1.0.5' is not a version."],
    ["1.0.3", "Dashboard 1.0.3 is already on branch main."],
    ["1.0.4", "1.0.4 is on Sample reviewer's #"],
  ] as const) {
    await version.fill(typed);
    await expect(version).toHaveAccessibleDescription(new RegExp(`^${says.replaceAll(".", "\\.")}`));
    await expect(create).toBeDisabled();
  }
  await expectAccessible(page);
  await version.fill("0.9.0");
  await expect(page.getByText("0.9.0 is lower than 1.0.4")).toBeVisible();
  await expect(page.getByText("a step back").first()).toBeVisible();
  await expect(create).toBeEnabled();
});

test("a release that would hold the same asks first", async ({ page }) => {
  await openCreateRelease(page, "Refunds");
  const create = page.getByRole("button", { name: "Create branch with release" });
  await expect(page.getByText("Nothing changed in Refunds since 2.1.0.")).toBeVisible();
  await expect(create).toBeDisabled();
  await expectAccessible(page);
  await page.getByText("Release it all the same").click();
  await expect(create).toBeEnabled();
});
