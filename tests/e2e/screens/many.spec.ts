import { test } from "../support/fixtures.ts";
import { openColumnMenu, rowOf } from "../support/matrix.ts";
import { picture } from "../support/picture.ts";
import { openPromote, openRollBack } from "../support/promote.ts";
import { openSample } from "../support/sample.ts";

test("promote and its review", async ({ page }) => {
  await openSample(page);
  await page.getByRole("button", { name: "Promote", exact: true }).click();
  await picture(page, "releases-promote");
  await page.keyboard.press("Escape");
  await openPromote(page, "staging", "prod");
  await picture(page, "promote");
  await page.getByRole("button", { name: "Review 3 changes to prod" }).click();
  await page.getByRole("button", { name: /files? changed$/ }).nth(2).waitFor();
  await picture(page, "promote-review");
});

test("roll back and its review", async ({ page }) => {
  await openSample(page);
  await openRollBack(page, "prod");
  await picture(page, "roll-back");
  await page.getByRole("button", { name: /Review roll back of/ }).click();
  await page.getByRole("button", { name: /files? changed$/ }).nth(1).waitFor();
  await picture(page, "roll-back-review");
});

test("two instances compared", async ({ page }) => {
  await openSample(page);
  await (await openColumnMenu(page, "prod")).getByRole("menuitem", { name: "Compare with…" }).click();
  await page.getByRole("grid", { name: "Differences between staging and prod" }).waitFor();
  await picture(page, "compare");
});

test("releases of many apps", async ({ page }) => {
  await openSample(page);
  await rowOf(page, "Customer 360").getByRole("rowheader").click({ modifiers: ["Control"] });
  await page.keyboard.press("Control+a");
  await page.getByRole("button", { name: "Create releases…" }).click();
  const create = page.getByRole("button", { name: "Create branch with 10 releases" });
  await create.and(page.locator(":enabled")).waitFor();
  await picture(page, "create-releases");
  await create.click();
  await page.getByRole("heading", { level: 2, name: "10 releases" }).waitFor();
  await picture(page, "create-releases-pushed");
});
