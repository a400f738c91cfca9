import { readFileSync } from "node:fs";

import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { openHostile } from "../support/hostile.ts";
import { typeInto } from "../support/keyboard.ts";
import { openElement, openSample } from "../support/sample.ts";

const wide = { width: 1440, height: 900 };

test("an app says where it is on, and shows what each release holds beside the list", async ({ page }) => {
  await page.setViewportSize(wide);
  await openSample(page);
  await openElement(page, "Dashboard");

  await expect(page.getByText("App in apps/Orders/Dashboard")).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: "1 behind" })).toHaveText("1.0.21 behind");
  const releases = page.getByRole("listbox", { name: "Releases, newest first" });
  await expect(releases.getByRole("option").first()).toContainText("Choose how many days are shown");
  await expect(releases.getByRole("option", { name: /^1\.0\.2 / })).toContainText("On prod");

  const artifact = page.getByRole("region", { name: "Release 1.0.3" });
  await expect(artifact.getByRole("textbox", { name: "main.rsx" })).toContainText("<App>");
  await expectAccessible(page);

  await artifact.getByRole("treeitem", { name: "page1.rsx" }).click();
  await expect(artifact.getByRole("textbox", { name: "src/page1.rsx" })).toContainText("revenueToday");
  // The same file is looked at in the next release, as it was then.
  await releases.getByRole("option", { name: /^1\.0\.0 / }).click();
  const older = page.getByRole("region", { name: "Release 1.0.0" }).getByRole("textbox", { name: "src/page1.rsx" });
  await expect(older).toContainText("ordersTable");
  await expect(older).not.toContainText("revenueToday");
});

test("where the window is narrow the artifact takes the list's place, and Back returns to where the list was left", async ({
  page,
}) => {
  await openSample(page);
  await openElement(page, "Dashboard");
  await page.getByRole("option", { name: /^1\.0\.1 / }).click();
  await expect(page.getByRole("listbox")).toBeHidden();
  await expect(page.getByRole("region", { name: "Release 1.0.1" })).toContainText("Today's revenue");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Release 1.0.1, choose another" }).click();
  await page.getByRole("menuitem", { name: "1.0.3" }).click();
  await expect(page.getByRole("region", { name: "Release 1.0.3" })).toBeVisible();

  await page.getByRole("button", { name: "Back" }).click();
  await expect(page.getByRole("option", { name: /^1\.0\.3 / })).toBeFocused();
});

test("by keyboard alone: to a file, a search in it, and back", async ({ page }) => {
  await page.setViewportSize(wide);
  await openSample(page);
  await openElement(page, "Dashboard");
  const main = page.getByRole("textbox", { name: "main.rsx" });
  await expect(main).toBeVisible();

  const tree = page.getByRole("tree", { name: "Files" });
  await tree.focus();
  await page.keyboard.type("src");
  const folder = page.getByRole("treeitem", { name: "src" });
  await expect(tree).toHaveAttribute("aria-activedescendant", (await folder.getAttribute("id")) ?? "");
  await page.keyboard.press("ArrowLeft");
  await expect(folder).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const file = page.getByRole("textbox", { name: "src/page1.rsx" });
  await expect(file).toBeVisible();

  await page.keyboard.press("Control+f");
  await typeInto(page.getByRole("textbox", { name: "Find in this file" }), "statistic");
  await expect(page.getByRole("search").getByRole("status")).toHaveText("1 of 2");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("search").getByRole("status")).toHaveText("2 of 2");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Match case" }).press("Space");
  await expect(page.getByRole("search").getByRole("status")).toHaveText("No matches");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("search")).toBeHidden();
  await expect(file).toBeFocused();
  // The file is for reading: what is typed goes nowhere, and Tab leaves it.
  await page.keyboard.type("x");
  await expect(file).not.toContainText("x<Screen");
  await page.keyboard.press("Tab");
  await expect(file).not.toBeFocused();
});

test("a file and the zip are saved where the person chose", async ({ page, bridge, computer }) => {
  await page.setViewportSize(wide);
  await openSample(page);
  await openElement(page, "Dashboard");
  const messages = page.getByRole("region", { name: "Messages" });
  const [file, zip] = [computer.path("main.rsx"), computer.path("dashboard.zip")];
  await bridge.willPick(page.request, [file, zip, null]);
  await page.getByRole("button", { name: "Save file…" }).click();
  await expect(messages).toContainText(`Saved to ${file}`);
  expect(readFileSync(file, "utf8")).toContain("<App>");
  await page.getByRole("button", { name: "Save zip…" }).click();
  await expect(messages).toContainText(`Saved to ${zip}`);
  expect(readFileSync(zip).subarray(0, 2).toString()).toBe("PK");
});

test("hostile artifacts are refused with the reason, and hidden characters are seen", async ({ page, bridge, computer }) => {
  await page.setViewportSize(wide);
  await openHostile(page, bridge, computer);
  await openElement(page, "Orders");
  await expect(page.getByRole("definition").filter({ hasText: "missing" })).toContainText("9.9.9");

  // The newest release is no zip; the newest that can be opened is shown.
  const artifact = page.getByRole("region", { name: /^Release / });
  await expect(artifact.getByRole("heading", { level: 2 })).toHaveText("1.0.0");
  await expect(artifact).toContainText("Totals⟨U+202E⟩ txt.exe");
  await artifact.getByRole("treeitem", { name: "gnp⟨U+202E⟩txt.js" }).click();
  await expect(artifact.getByRole("textbox")).toContainText("user⟨U+202E⟩ // admin");
  await expectAccessible(page);
  await artifact.getByRole("treeitem", { name: "picture.png" }).click();
  await expect(artifact).toContainText("This file is not text.");
  await artifact.getByRole("treeitem", { name: "large.sql" }).click();
  await expect(artifact).toContainText("2.9 MB is too large to show here.");
  await expectAccessible(page);

});

test("refused archives say why, and leave the rest usable", async ({ page, bridge, computer }) => {
  await page.setViewportSize(wide);
  await openHostile(page, bridge, computer);
  await openElement(page, "Orders");
  const artifact = page.getByRole("region", { name: /^Release / });
  for (const version of ["1.0.1", "1.0.2"]) {
    await page.getByRole("option", { name: new RegExp(`^${version}`) }).click();
    await expect(artifact.getByRole("alert")).toContainText("This artifact is refused.");
  }
  await expectAccessible(page);
  await expect(page.getByRole("button", { name: "Create release…" })).toBeVisible();
});

test("an app without releases offers the first, a new-style app says where its releases are made", async ({
  page,
  bridge,
  computer,
}) => {
  await openHostile(page, bridge, computer);
  await openElement(page, "Fresh");
  await expect(page.getByText("Fresh has no releases yet.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Back" }).click();
  await openElement(page, "Notes");
  await expect(page.getByText("Releases of new-style apps are made in Retool.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Create release…" })).toBeHidden();
  await expectAccessible(page);
});
