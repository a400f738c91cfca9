import { renameSync } from "node:fs";

import {
  changeConnection,
  dashboard,
  pushChange,
  refunds,
  refusePushes,
  sampleRemote,
  stockCount,
  withRelease,
} from "../support/changes.ts";
import { expect, test } from "../support/fixtures.ts";
import { untilKept } from "../support/kept.ts";
import { choose, openCell, openColumnMenu } from "../support/matrix.ts";
import { picture } from "../support/picture.ts";
import { openFolder, smallRepository } from "../support/repositories.ts";
import { matrix, openSample } from "../support/sample.ts";

test("welcome and the matrix of the sample", async ({ page }) => {
  await page.getByRole("button", { name: "Try the sample repository" }).waitFor();
  await picture(page, "welcome");
  await openSample(page);
  await picture(page, "releases");
  await page.getByRole("radio", { name: /Problems/ }).click();
  await picture(page, "releases-problems");
  await page.getByRole("searchbox", { name: "Filter apps" }).fill("nowhere");
  await page.getByText("Nothing matches").waitFor();
  await picture(page, "releases-no-hits");
});

test("the matrix of a repository that is read-only, and of one that is gone", async ({ page, bridge, computer }) => {
  const folder = smallRepository(computer);
  await openFolder(page, bridge, folder);
  await matrix(page).waitFor();
  await changeConnection(page, { readOnly: true });
  await picture(page, "releases-read-only");
  renameSync(folder, `${folder}-gone`);
  await page.keyboard.press("Control+r");
  await page.getByText("is not a Git repository").waitFor();
  await picture(page, "releases-gone");
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

test("what changes between two releases", async ({ page }) => {
  await openSample(page);
  const popover = await openCell(page, "Refunds", "prod");
  await popover.getByRole("button", { name: "What changes" }).click();
  await page.getByRole("dialog", { name: "What changes in Refunds" }).getByRole("button", { name: /page1\.rsx/ }).click();
  await page.getByRole("region", { name: "What changes in src/page1.rsx" }).waitFor();
  await picture(page, "releases-cell-changes");
});

test("a draft, from the matrix to the merge", async ({ page }) => {
  await openSample(page);
  await choose(page, "Refunds", "prod", "2.1.0");
  await choose(page, "Refunds", "staging", "2.0.4");
  await picture(page, "releases-draft");
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("button", { name: "Fetch main" }).hover();
  await page.getByRole("tooltip").waitFor();
  await picture(page, "releases-discarded");
  await page.keyboard.press("Control+z");
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

test("a draft that the default branch contradicts", async ({ page, computer }) => {
  await openSample(page);
  await choose(page, "Refunds", "prod", "2.1.0");
  await choose(page, "Stock count", "prod", "0.3.0");
  await choose(page, "Ticket triage", "prod", "1.1.0");
  const popover = await openCell(page, "Dashboard", "prod");
  await popover.getByRole("button", { name: /^Remove entry/ }).click();
  await untilKept(page, "change_draft", () => popover.getByRole("button", { name: "Remove entry from prod" }).click());
  pushChange(computer, sampleRemote(computer), "manifests/prod.yaml", (text) =>
    withRelease(withRelease(withRelease(text, stockCount, "0.3.0"), refunds, "2.0.0"), dashboard, "1.0.1"),
  );
  await page.keyboard.press("Control+r");
  await page.getByText("prod became 2.0.0 meanwhile").waitFor();
  await picture(page, "releases-contradicted");
  await page.getByRole("button", { name: /^Review/ }).click();
  await page.getByRole("heading", { level: 2, name: /prod · / }).waitFor();
  await picture(page, "review-contradicted");
});

test("a default branch that moved while a change was reviewed", async ({ page, computer }) => {
  await openSample(page);
  await choose(page, "Refunds", "prod", "2.1.0");
  await choose(page, "Stock count", "prod", "0.3.0");
  await page.getByRole("button", { name: /^Review/ }).click();
  const create = page.getByRole("button", { name: "Create branch with manifest changes" });
  await expect(create).toBeEnabled();
  pushChange(computer, sampleRemote(computer), "manifests/prod.yaml", (text) => withRelease(text, refunds, "2.0.0"));
  await create.click();
  await page.getByText("prod became 2.0.0 meanwhile").waitFor();
  await picture(page, "review-moved");
});

test("a branch that the remote refused", async ({ page, computer }) => {
  await openSample(page);
  await choose(page, "Refunds", "prod", "2.1.0");
  await page.getByRole("button", { name: /^Review/ }).click();
  refusePushes(sampleRemote(computer));
  await page.getByRole("button", { name: "Create branch with manifest changes" }).click();
  await page.getByRole("button", { name: "Retry push" }).waitFor();
  await picture(page, "review-kept");
  await page.reload();
  await page.getByText("Not pushed yet:").waitFor();
  await picture(page, "releases-kept");
});

test("a manifest is created", async ({ page }) => {
  await openSample(page);
  await page.getByRole("button", { name: "Create manifest" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("prod");
  await page.getByText("There is already a manifest prod").waitFor();
  await picture(page, "create-manifest-taken");
  await page.getByRole("textbox", { name: "Name" }).fill("qa");
  await page.getByText("Every app at latest").click();
  await page.getByRole("button", { name: /^What will be pushed.*13 entries$/ }).click();
  await picture(page, "create-manifest");
  await page.getByRole("button", { name: "Create branch with release manifest" }).click();
  await page.getByRole("button", { name: "Merge and add qa" }).waitFor();
  await picture(page, "create-manifest-pushed");
});

test("a manifest is deleted", async ({ page }) => {
  await openSample(page);
  const menu = await openColumnMenu(page, "prod");
  await menu.getByRole("menuitem", { name: "Delete manifest…" }).click();
  await page.getByRole("button", { name: /^What will be pushed/ }).waitFor();
  await picture(page, "delete-manifest");
  await page.getByRole("button", { name: "Create branch that deletes prod" }).click();
  await page.getByRole("button", { name: /^Merge and delete/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: /^Merge and delete/ }).waitFor();
  await picture(page, "delete-manifest-merge");
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

test("a repository without apps", async ({ page, bridge, computer }) => {
  const bare = computer.bareRepository("new.git", { ".retool/protected-apps.yaml": "version: 2.0.0" });
  await openFolder(page, bridge, bare);
  await page.getByText("No apps or workflows were found").waitFor();
  await picture(page, "releases-no-apps");
});
