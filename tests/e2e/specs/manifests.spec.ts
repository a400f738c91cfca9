import type { Locator, Page } from "@playwright/test";

import { sampleRemote } from "../support/changes.ts";
import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { cellOf, headerOf, openColumnMenu } from "../support/matrix.ts";
import { openSample } from "../support/sample.ts";

async function openCreateManifest(page: Page): Promise<Locator> {
  await openSample(page);
  await page.getByRole("button", { name: "Create manifest" }).click();
  const name = page.getByRole("textbox", { name: "Name" });
  await expect(name).toBeFocused();
  return name;
}

async function createAndMerge(page: Page, manifest: string): Promise<void> {
  await page.getByRole("button", { name: "Create branch with release manifest" }).click();
  await expect(page.getByText(`Branch pushed. ${manifest} is unchanged.`)).toBeVisible();
  await page.getByRole("button", { name: `Merge and change ${manifest}` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: `Merge and change ${manifest}` }).click();
  await page.getByRole("button", { name: "Back to Releases" }).click();
  await expect(headerOf(page, manifest)).toBeVisible();
}

test("a name is checked while it is typed", async ({ page }) => {
  const name = await openCreateManifest(page);
  const create = page.getByRole("button", { name: "Create branch with release manifest" });
  await expect(create).toBeDisabled();
  await expectAccessible(page);
  for (const typed of ["a/b", "..", "prod"]) {
    await name.fill(typed);
    await expect(name).toHaveAttribute("aria-invalid", "true");
    await expect(create).toBeDisabled();
  }
  await expect(name).toHaveAccessibleDescription(/already/);
  await expectAccessible(page);
  await name.fill("qa");
  await expect(name).toHaveAccessibleDescription("Free. The file will be manifests/qa.yaml.");
  await expect(create).toBeEnabled();
});

test("an empty manifest is created, merged, and is a column", async ({ page, computer }) => {
  await openCreateManifest(page);
  await page.keyboard.type("qa");
  await page.getByRole("button", { name: /^What will be pushed.*1 branch, 1 commit · 0 entries/ }).click();
  await expect(page.getByRole("region", { name: "What changes in manifests/qa.yaml" })).toContainText("name: qa");
  await expectAccessible(page);
  await createAndMerge(page, "qa");
  await expect(await cellOf(page, "Dashboard", "qa")).toHaveText("Not listed");
  expect(computer.git(sampleRemote(computer), "show", "main:manifests/qa.yaml")).toContain("name: qa");
});

test("a manifest starts as a copy of another", async ({ page }) => {
  const name = await openCreateManifest(page);
  await name.fill("qa");
  await page.getByText("Copy of another manifest").click();
  await page.getByRole("button", { name: /Copy of$/ }).click();
  await expectAccessible(page);
  await page.getByRole("option", { name: /^prod/ }).click();
  await expect(page.getByRole("button", { name: /^What will be pushed.*9 entries/ })).toBeVisible();
  await createAndMerge(page, "qa");
  await expect(await cellOf(page, "Dashboard", "qa")).toHaveText("1.0.21 behind");
});

test("a manifest starts with every app at latest", async ({ page }) => {
  const name = await openCreateManifest(page);
  await name.fill("qa");
  await page.getByText("Every app at latest").click();
  await expect(page.getByRole("button", { name: /^What will be pushed.*13 entries/ })).toBeVisible();
  await createAndMerge(page, "qa");
  await expect(await cellOf(page, "Dashboard", "qa")).toHaveText("latest");
  await expect(await cellOf(page, "Feature flags", "qa")).toHaveText("latest");
});

test("a name that waits on a branch is taken", async ({ page }) => {
  const name = await openCreateManifest(page);
  await name.fill("qa");
  await page.getByRole("button", { name: "Create branch with release manifest" }).click();
  await page.getByRole("button", { name: "Back to Releases" }).click();
  await page.getByRole("button", { name: "Create manifest" }).click();
  await name.fill("qa");
  await expect(name).toHaveAccessibleDescription(/already creates a manifest qa\.$/);
  await expect(page.getByRole("button", { name: "Create branch with release manifest" })).toBeDisabled();
});

test("a manifest is deleted from its column, and the column goes with the merge", async ({ page, computer }) => {
  await openSample(page);
  const menu = await openColumnMenu(page, "staging");
  await menu.getByRole("menuitem", { name: "Delete manifest…" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Delete manifest staging" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "staging · 12 entries will be gone" })).toBeVisible();
  await page.getByRole("textbox", { name: "Why" }).fill("Staging was folded into dev");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create branch that deletes staging" }).click();
  await expect(page.getByText("Branch pushed. staging is unchanged.")).toBeVisible();
  await page.getByRole("button", { name: "Merge and change staging" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Merge and change staging" }).click();
  await page.getByRole("button", { name: "Back to Releases" }).click();
  await expect(page.getByRole("columnheader")).toHaveText(["App", "Newest", "dev", "prod", ""]);
  expect(computer.git(sampleRemote(computer), "ls-tree", "--name-only", "main:manifests")).toBe("dev.yaml\nprod.yaml");
});
