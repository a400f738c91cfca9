import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { openMenuByKey } from "../support/keyboard.ts";
import { rowOf } from "../support/matrix.ts";
import { openFolder, openSourceControl, smallRepository } from "../support/repositories.ts";
import { matrix, openSample } from "../support/sample.ts";

test("the sample opens by keyboard alone", async ({ page }) => {
  const sample = page.getByRole("button", { name: "Try the sample repository" });
  await expect(page.getByRole("heading", { name: "Welcome to Manifold" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(sample).toBeFocused();
  await expect(sample).toHaveAccessibleDescription(/Eight apps and two workflows/);
  await page.keyboard.press("Enter");
  await expect(matrix(page)).toBeVisible();
  await expect(page.getByText("Sample · stays on this computer")).toBeVisible();
});

test("a clone opens, and not one byte of it changes", async ({ page, bridge, computer }) => {
  const remote = smallRepository(computer);
  const clone = computer.path("clone");
  computer.git(computer.home, "clone", "--quiet", remote, clone);
  const before = fingerprint(clone);

  await openFolder(page, bridge, clone);
  await expect(matrix(page).getByText("Dashboard")).toBeVisible();
  await openSourceControl(page);
  await expect(page.getByRole("main").getByText(remote, { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByText("Connected: 1 branch, main is the default.").first()).toBeVisible();
  expect(fingerprint(clone)).toBe(before);
});

test("a folder that is no repository is refused in words, and another one can be chosen", async ({
  page,
  bridge,
  computer,
}) => {
  const plain = computer.path("Pictures");
  mkdirSync(plain);
  await openFolder(page, bridge, plain);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(`${plain} is not a Git repository.`);
  await expect(alert).toContainText("No repository was added.");
  await expect(alert).toContainText("Choose the folder that holds .git, or a bare repository.");
  await expectAccessible(page);

  await bridge.willPick(page.request, [smallRepository(computer)]);
  await page.getByRole("button", { name: "Choose another folder…" }).click();
  await expect(matrix(page).getByText("Dashboard")).toBeVisible();
});

test("an empty repository says what has to happen first", async ({ page, bridge, computer }) => {
  computer.git(computer.home, "init", "--quiet", "--bare", "empty.git");
  await openFolder(page, bridge, computer.path("empty.git"));
  await expect(page.getByRole("alert")).toContainText("The repository is empty: it has no branch with a commit.");
  await expect(page.getByRole("alert")).toContainText("Let Retool write to the repository first");
  await expect(page.getByText("Recent")).toBeHidden();
});

test("a repository that does not say which branch is its default is asked about", async ({ page, bridge, computer }) => {
  const folder = smallRepository(computer);
  computer.git(folder, "symbolic-ref", "HEAD", "refs/heads/gone");
  await openFolder(page, bridge, folder);
  const dialog = page.getByRole("dialog", { name: "Which branch does Retool use?" });
  await expect(dialog.getByRole("textbox", { name: "Default branch" })).toBeFocused();
  await expectAccessible(page);

  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await openFolder(page, bridge, folder);
  await dialog.getByRole("textbox").fill("main");
  await page.keyboard.press("Enter");
  await expect(matrix(page).getByText("Dashboard")).toBeVisible();
});

test("choosing no folder changes nothing", async ({ page, bridge }) => {
  await bridge.willPick(page.request, [null]);
  await page.getByRole("button", { name: "Open a folder" }).click();
  await expect(page.getByRole("button", { name: "Open a folder" })).toBeEnabled();
  await expect(page.getByRole("alert")).toBeHidden();
});

test("repositories opened before are opened and forgotten by keyboard", async ({ page, bridge, computer }) => {
  await openFolder(page, bridge, smallRepository(computer));
  await matrix(page).waitFor();
  await page.getByRole("button", { name: /^Repository:/ }).click();
  await page.getByRole("menuitem", { name: "Add a repository…" }).click();
  await openSample(page);
  await page.getByRole("button", { name: /^Repository:/ }).click();
  await page.getByRole("menuitem", { name: "Add a repository…" }).click();

  const recent = page.getByRole("grid", { name: "Recent" });
  await expect(recent.getByRole("row")).toHaveText([/^Sample.*Open now/, /^retool.*just now/]);
  await expectAccessible(page);

  await recent.getByRole("row", { name: "Sample" }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Delete");
  const dialog = page.getByRole("alertdialog", { name: "Forget retool?" });
  await expect(dialog).toContainText("branches that were never pushed");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(recent.getByRole("row")).toHaveCount(2);
  await expect(recent.getByRole("row", { name: "retool" })).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(matrix(page).getByText("Dashboard")).toBeVisible();
  await expect(page).toHaveTitle("Releases – retool – Manifold");

  await page.getByRole("button", { name: /^Repository:/ }).click();
  await page.getByRole("menuitem", { name: "Add a repository…" }).click();
  await page.getByRole("button", { name: "Forget retool…" }).click();
  await page.getByRole("button", { name: "Forget retool", exact: true }).click();
  await expect(page.getByText("retool was forgotten on this computer.").first()).toBeVisible();
  await expect(recent.getByRole("row")).toHaveText([/^Sample/]);
  expect(computer.git(computer.path("retool.git"), "rev-parse", "--verify", "main")).toMatch(/^[0-9a-f]{40}$/);
});

/** Everything in a folder: names, contents and times of change. */
function fingerprint(folder: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const path = join(folder, name);
    const { mtimeMs, mode } = statSync(path);
    hash.update(`${name}\0${mode}\0${mtimeMs}\0`);
    if (statSync(path).isFile()) hash.update(readFileSync(path));
  }
  return hash.digest("hex");
}

test("the switcher changes from one repository to another and back, by keyboard", async ({ page, bridge, computer }) => {
  await openFolder(page, bridge, smallRepository(computer));
  await matrix(page).waitFor();
  await page.getByRole("button", { name: /^Repository:/ }).click();
  await page.getByRole("menuitem", { name: "Add a repository…" }).click();
  await openSample(page);
  const switcher = page.getByRole("button", { name: /^Repository:/ });
  await switcher.focus();
  await openMenuByKey(switcher);
  await page.keyboard.type("ret");
  await expect(page.getByRole("menuitem", { name: /retool/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(switcher).toHaveAccessibleName(/retool/);
  await expect(rowOf(page, "Dashboard")).toBeVisible();
  await expect(rowOf(page, "Refunds")).toBeHidden();
  await switcher.press("Enter");
  await page.getByRole("menuitem", { name: /Sample/ }).click();
  await expect(rowOf(page, "Refunds")).toBeVisible();
});
