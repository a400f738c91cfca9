import { renameSync } from "node:fs";

import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { openFolder, openSourceControl, smallRepository } from "../support/repositories.ts";
import { matrix, openSample } from "../support/sample.ts";

test("the manifests are listed, and open", async ({ page }) => {
  await openSample(page);
  await openSourceControl(page);
  await expectAccessible(page);
  const manifests = page.getByRole("table");
  await expect(manifests.getByRole("rowheader")).toHaveText(["dev", "staging", "prod"]);
  await expect(manifests.getByRole("row", { name: /prod/ })).toContainText("by Sample admin");

  await page.getByRole("button", { name: "Open the manifest of prod" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "prod" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "manifests/prod.yaml" })).toContainText("name: prod");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Delete manifest…" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Delete");
});

test("a manifest that cannot be read leads to the line where it is wrong", async ({ page, bridge, computer }) => {
  await openFolder(page, bridge, smallRepository(computer));
  await matrix(page).waitFor();
  await openSourceControl(page);
  await expect(page.getByRole("row", { name: /prod/ })).toContainText("Cannot be read");
  await page.getByRole("button", { name: "Open the manifest of prod" }).click();
  const text = page.getByRole("textbox", { name: "manifests/prod.yaml" });
  await page.getByRole("button", { name: "Line 7, column 5" }).click();
  await expect(text).toBeFocused();
  await expect(text.locator(".code-line-broken")).toHaveText("    relese: 1.0.2");
  await expectAccessible(page);
});

test("what is edited is saved when a person says so, and is there after a restart", async ({ page }) => {
  await openSample(page);
  await openSourceControl(page);
  const name = page.getByRole("textbox", { name: "Name" }).first();
  const branch = page.getByRole("textbox", { name: "Default branch" });
  const bar = page.getByRole("group", { name: "Unsaved changes" });
  await expect(bar).toBeHidden();

  await name.fill("");
  await branch.fill("my branch");
  await expect(bar).toContainText("2 changes not saved.");
  await page.keyboard.press("Control+s");
  await expect(branch).toBeFocused();
  await expect(branch).toHaveAccessibleDescription("A branch name cannot contain a space.");
  await expect(name).toHaveAccessibleDescription("A repository needs a name.");
  await expectAccessible(page);

  await branch.fill("");
  await name.fill("Trial");
  await page.getByRole("textbox", { name: "Pull request text" }).fill("# {title}\n\n{Changes}");
  await expect(page.getByText("Stays as it is: {Changes}.")).toBeVisible();
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByText("# Update 'prod' release manifest")).toBeVisible();
  await bar.getByRole("button", { name: "Save" }).click();
  await expect(bar).toBeHidden();
  await expect(page.getByRole("button", { name: /^Repository: Trial/ })).toBeVisible();

  await page.reload();
  await matrix(page).waitFor();
  await openSourceControl(page);
  await expect(page.getByRole("textbox", { name: "Name" }).first()).toHaveValue("Trial");
  await page.getByRole("button", { name: "Use the built-in text" }).click();
  await expect(page.getByRole("textbox", { name: "Pull request text" })).toHaveValue("{changes}");
});

test("leaving with unsaved changes asks first", async ({ page }) => {
  await openSample(page);
  await openSourceControl(page);
  const name = page.getByRole("textbox", { name: "Name" }).first();
  const question = page.getByRole("alertdialog", { name: "Save the changes?" });

  await name.fill("Trial");
  await page.getByRole("button", { name: "Preferences" }).click();
  await expectAccessible(page);
  await question.getByRole("button", { name: "Stay here" }).click();
  await expect(name).toHaveValue("Trial");

  await page.keyboard.press("Control+1");
  await question.getByRole("button", { name: "Save", exact: true }).click();
  await expect(matrix(page)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Repository: Trial/ })).toBeVisible();

  await openSourceControl(page);
  await name.fill("Other");
  await page.keyboard.press("Alt+ArrowLeft");
  await question.getByRole("button", { name: "Discard changes" }).click();
  await expect(matrix(page)).toBeVisible();
  await openSourceControl(page);
  await expect(name).toHaveValue("Trial");
});

test("read-only takes away what pushes", async ({ page }) => {
  await openSample(page);
  await openSourceControl(page);
  await page.getByText("Push nothing from here").click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Read-only. This repository is set to read-only")).toBeVisible();
  await expect(page.getByRole("button", { name: "Create manifest" })).toBeHidden();
  await expect(page.getByRole("button", { name: /^Delete .* manifest/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Open the manifest of prod" }).click();
  await expect(page.getByRole("button", { name: "Copy", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete manifest…" })).toBeHidden();
  await expectAccessible(page);
});

test("testing the connection says what came of it", async ({ page, bridge, computer }) => {
  const folder = smallRepository(computer);
  await openFolder(page, bridge, folder);
  await matrix(page).waitFor();
  await openSourceControl(page);
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByText("Connected: 1 branch, main is the default.").first()).toBeVisible();

  renameSync(folder, `${folder}-moved`);
  await page.getByRole("button", { name: "Test connection" }).click();
  const status = page.getByRole("alert");
  await expect(status).toContainText(folder);
  await expectAccessible(page);

  renameSync(`${folder}-moved`, folder);
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByText("Connected: 1 branch, main is the default.").first()).toBeVisible();
});

test("a repository is forgotten on this computer, and stays where it is", async ({ page, bridge, computer }) => {
  const folder = smallRepository(computer);
  await openFolder(page, bridge, folder);
  await matrix(page).waitFor();
  await openSourceControl(page);
  await page.getByRole("button", { name: "Forget retool…" }).click();
  await page.getByRole("button", { name: "Forget retool", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Welcome to Manifold" })).toBeVisible();
  await expect(page.getByRole("grid", { name: "Recent" })).toBeHidden();
  expect(computer.git(folder, "rev-parse", "--verify", "main")).toMatch(/^[0-9a-f]{40}$/);
});
