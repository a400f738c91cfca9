import { refusePushes, sampleRemote } from "../support/changes.ts";
import { test } from "../support/fixtures.ts";
import { choose, openCell, openColumnMenu } from "../support/matrix.ts";
import { picture } from "../support/picture.ts";
import { openFolder } from "../support/repositories.ts";
import { openSample } from "../support/sample.ts";

test("welcome and the matrix of the sample", async ({ page }) => {
  await page.getByRole("button", { name: "Try the sample repository" }).waitFor();
  await picture(page, "welcome");
  await openSample(page);
  await picture(page, "releases");
  await page.getByRole("radio", { name: /Problems/ }).click();
  await picture(page, "releases-problems");
});

test("a cell and its column", async ({ page }) => {
  await openSample(page);
  const popover = await openCell(page, "Dashboard", "prod");
  await picture(page, "releases-cell");
  await popover.getByRole("button", { name: /^Remove entry/ }).click();
  await picture(page, "releases-cell-remove");
  await page.keyboard.press("Escape");
  await openColumnMenu(page, "prod");
  await picture(page, "releases-column");
});

test("a draft, from the matrix to the merge", async ({ page }) => {
  await openSample(page);
  await choose(page, "Dashboard", "prod", "1.0.3");
  await choose(page, "Refunds", "staging", "2.0.4");
  await picture(page, "releases-draft");
  await page.getByRole("button", { name: /^Review/ }).click();
  await page.getByRole("textbox", { name: "Why" }).fill("Finance asked for the export");
  await page.getByRole("button", { name: /files? changed$/ }).nth(1).waitFor();
  await picture(page, "review");
  await page.getByRole("button", { name: "Create branch with manifest changes" }).click();
  await page.getByRole("paragraph").filter({ hasText: /^Branch pushed\./ }).waitFor();
  await picture(page, "review-pushed");
  await page.getByRole("button", { name: /^Merge and change/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: /Merge and change/ }).waitFor();
  await picture(page, "review-merge");
});

test("a branch that the remote refused", async ({ page, computer }) => {
  await openSample(page);
  await choose(page, "Dashboard", "prod", "1.0.3");
  await page.getByRole("button", { name: /^Review/ }).click();
  refusePushes(sampleRemote(computer));
  await page.getByRole("button", { name: "Create branch with manifest changes" }).click();
  await page.getByRole("button", { name: "Retry push" }).waitFor();
  await picture(page, "review-kept");
  await page.reload();
  await page.getByText("Not pushed yet:").waitFor();
  await picture(page, "releases-kept");
});

test("manifests are created and deleted", async ({ page }) => {
  await openSample(page);
  await page.getByRole("button", { name: "Create manifest" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("qa");
  await page.getByText("Every app at latest").click();
  await page.getByRole("button", { name: /^What will be pushed/ }).click();
  await picture(page, "create-manifest");
  await page.getByRole("button", { name: "Cancel" }).click();
  const menu = await openColumnMenu(page, "prod");
  await menu.getByRole("menuitem", { name: "Delete manifest…" }).click();
  await page.getByRole("button", { name: /^What will be pushed/ }).waitFor();
  await picture(page, "delete-manifest");
});

test("a repository without manifests", async ({ page, bridge, computer }) => {
  const files = {
    ".retool/protected-apps.yaml": "version: 2.0.0",
    "apps/Orders/metadata.json": '{ "pageUuid": "6f2c1d80-0000-4000-8000-000000000001" }',
  };
  await openFolder(page, bridge, computer.bareRepository("new.git", files));
  await page.getByText("Three steps to releases on each instance").waitFor();
  await picture(page, "releases-first-steps");
});
