import type { Locator, Page } from "@playwright/test";

import { sampleRemote } from "../support/changes.ts";
import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { typeInto } from "../support/keyboard.ts";
import { cellOf, headerOf, openColumnMenu } from "../support/matrix.ts";
import { openFolder } from "../support/repositories.ts";
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
  await expect(page.getByText(`Branch pushed. ${manifest} is not added yet.`)).toBeVisible();
  await page.getByRole("button", { name: `Merge and add ${manifest}` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: `Merge and add ${manifest}` }).click();
  await expect(page.getByRole("paragraph").filter({ hasText: `Merged. ${manifest} has its manifest.` })).toBeVisible();
  await page.getByRole("button", { name: "Back to Releases" }).click();
  await expect(headerOf(page, manifest)).toBeVisible();
}

/** Keeps the answers to plans back, until the returned function is called. */
async function holdPlans(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/ipc/plan", async (route) => {
    await released;
    await route.continue();
  });
  return release;
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

test("while a plan is made nothing can be pushed, and nothing is said of what was typed before", async ({ page }) => {
  const name = await openCreateManifest(page);
  const create = page.getByRole("button", { name: "Create branch with release manifest" });
  const contents = page.getByRole("button", { name: /^What will be pushed/ });
  await name.fill("prod");
  await expect(name).toHaveAccessibleDescription(/already/);
  const letPlan = await holdPlans(page);
  await name.fill("qa");
  await expect(name).toHaveAccessibleDescription("As the instance is called, e.g. qa.");
  await expect(create).toBeDisabled();
  letPlan();
  await expect(contents).toHaveAccessibleName(/0 entries$/);
  await expect(create).toBeEnabled();

  const letPlanAgain = await holdPlans(page);
  await page.getByText("Every app at latest").click();
  await expect(contents).toHaveAccessibleName(/0 entries · updating…$/);
  await expect(create).toBeDisabled();
  letPlanAgain();
  await expect(contents).toHaveAccessibleName(/13 entries$/);
  await expect(create).toBeEnabled();
});

test("an empty manifest is created, merged, and is a column", async ({ page, computer }) => {
  await typeInto(await openCreateManifest(page), "qa");
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

test("a repository without apps can have its first manifest", async ({ page, bridge, computer }) => {
  const bare = computer.bareRepository("new.git", { ".retool/protected-apps.yaml": "version: 2.0.0" });
  await openFolder(page, bridge, bare);
  await expect(page.getByText("No apps or workflows were found in this repository.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create manifest" }).click();
  await typeInto(page.getByRole("textbox", { name: "Name" }), "dev");
  await page.getByRole("button", { name: "Create branch with release manifest" }).click();
  await page.getByRole("button", { name: "Merge and add dev" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Merge and add dev" }).click();
  await page.getByRole("button", { name: "Back to Releases" }).click();
  await expect(page.getByText("Its 1 manifest can be seen in Source control.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Create manifest" })).toBeVisible();
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
  await page.getByRole("button", { name: "Merge and delete staging" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Merge and delete staging" }).click();
  await page.getByRole("button", { name: "Back to Releases" }).click();
  await expect(page.getByRole("columnheader")).toHaveText(["App", "Newest", "dev", "prod", ""]);
  expect(computer.git(sampleRemote(computer), "ls-tree", "--name-only", "main:manifests")).toBe("dev.yaml\nprod.yaml");
});
