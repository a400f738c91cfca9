import { test } from "../support/fixtures.ts";
import { openHostile } from "../support/hostile.ts";
import { typeInto } from "../support/keyboard.ts";
import { picture } from "../support/picture.ts";
import { openElement, openSample } from "../support/sample.ts";

const wide = { width: 1440, height: 900 };

test("an app with its releases, in a wide and in a narrow window", async ({ page }) => {
  await openSample(page);
  await openElement(page, "Dashboard");
  await picture(page, "element-list");
  await page.getByRole("option", { name: /^1\.0\.2 / }).click();
  await page.getByRole("treeitem", { name: "page1.rsx" }).click();
  await page.getByRole("textbox", { name: "src/page1.rsx" }).waitFor();
  await picture(page, "artifact-narrow");
  await page.getByRole("button", { name: "Release 1.0.2, choose another" }).click();
  await picture(page, "artifact-choose");
  await page.keyboard.press("Escape");
  await page.setViewportSize(wide);
  await page.keyboard.press("Control+f");
  await typeInto(page.getByRole("textbox", { name: "Find in this file" }), "column");
  await picture(page, "element");
});

test("an app of which something is missing", async ({ page }) => {
  await page.setViewportSize(wide);
  await openSample(page);
  await openElement(page, "Invoices");
  await page.getByRole("region", { name: /^Release / }).waitFor();
  await picture(page, "element-problem");
});

test("artifacts that are refused, binary or hostile, and apps without releases", async ({ page, bridge, computer }) => {
  await page.setViewportSize(wide);
  await openHostile(page, bridge, computer);
  await openElement(page, "Orders");
  const artifact = page.getByRole("region", { name: /^Release / });
  await artifact.getByRole("treeitem", { name: "gnp⟨U+202E⟩txt.js" }).click();
  await artifact.getByRole("textbox").waitFor();
  await picture(page, "artifact-hostile");
  await artifact.getByRole("treeitem", { name: "picture.png" }).click();
  await picture(page, "artifact-binary");
  await page.getByRole("option", { name: /^1\.0\.1/ }).click();
  await artifact.getByRole("alert").waitFor();
  await picture(page, "artifact-refused");
  await page.getByRole("button", { name: "Back" }).click();
  await openElement(page, "Fresh");
  await picture(page, "element-empty");
  await page.getByRole("button", { name: "Create release…" }).click();
  await page.getByRole("textbox", { name: "Description" }).waitFor();
  await picture(page, "create-release-first");
  await page.getByRole("button", { name: "Releases", exact: true }).click();
  await openElement(page, "Notes");
  await picture(page, "element-new-style");
});
