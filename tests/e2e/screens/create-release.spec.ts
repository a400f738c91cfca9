import { test } from "../support/fixtures.ts";
import { picture } from "../support/picture.ts";
import { openElement, openSample } from "../support/sample.ts";

test("a release, from the form to the merge", async ({ page }) => {
  await openSample(page);
  await openElement(page, "Dashboard");
  await page.getByRole("button", { name: "Create release…" }).click();
  await page.getByText("staging", { exact: true }).click();
  await page.getByText("prod", { exact: true }).click();
  await page.getByRole("textbox", { name: "Description" }).fill("Cancelled orders, and an export of the open ones");
  await page.getByRole("button", { name: /^What will be pushed.*2 commits/ }).waitFor();
  await picture(page, "create-release");

  await page.getByRole("button", { name: /since 1\.0\.3/ }).click();
  await page.getByRole("button", { name: /functions\.rsx/ }).click();
  await page.getByRole("region", { name: "What changes in functions.rsx" }).waitFor();
  await picture(page, "create-release-contains");
  await page.getByRole("button", { name: /since 1\.0\.3/ }).click();

  await page.getByRole("button", { name: /^What will be pushed/ }).click();
  await picture(page, "create-release-plan");
  await page.getByRole("button", { name: /^What will be pushed/ }).click();

  await page.getByRole("button", { name: /Create branch with release/ }).click();
  await page.getByText("Branch pushed. staging and prod are unchanged.").waitFor();
  await picture(page, "create-release-pushed");
  await page.getByRole("button", { name: /^Merge and change/ }).click();
  await page.getByRole("alertdialog").or(page.getByRole("dialog")).waitFor();
  await picture(page, "create-release-merge");
});

test("versions that cannot be, and content that did not change", async ({ page }) => {
  await openSample(page);
  await openElement(page, "Dashboard");
  await page.getByRole("button", { name: "Create release…" }).click();
  await page.getByText("Other", { exact: true }).click();
  const version = page.getByRole("textbox", { name: "Other version" });
  await version.fill("1.0.4");
  await page.getByText("1.0.4 is on Sample").waitFor();
  await picture(page, "create-release-taken");
  await version.fill("0.9.0");
  await page.getByText("0.9.0 is lower than 1.0.4").waitFor();
  await picture(page, "create-release-lower");
  await page.getByRole("button", { name: "Releases", exact: true }).click();
  await openElement(page, "Refunds");
  await page.getByRole("button", { name: "Create release…" }).click();
  await page.getByText("Nothing changed in Refunds since 2.1.0.").waitFor();
  await picture(page, "create-release-unchanged");
});
