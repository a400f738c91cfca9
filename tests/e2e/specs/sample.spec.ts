import { expect, expectAccessible, test } from "../support/fixtures.ts";

test("the sample repository opens in the matrix", async ({ page }) => {
  await expectAccessible(page);
  await page.getByRole("button", { name: "Try the sample repository" }).click();
  const matrix = page.getByRole("grid");
  for (const instance of ["dev", "staging", "prod"]) {
    await expect(matrix.getByRole("columnheader", { name: instance })).toBeVisible();
  }
  await expect(matrix.getByRole("row", { name: "Dashboard" })).toBeVisible();
  await expectAccessible(page);
});
