import { test } from "../support/fixtures.ts";
import { picture } from "../support/picture.ts";

test("welcome and the matrix of the sample", async ({ page }) => {
  await page.getByRole("button", { name: "Try the sample repository" }).waitFor();
  await picture(page, "welcome");
  await page.getByRole("button", { name: "Try the sample repository" }).click();
  await page.getByRole("grid").waitFor();
  await picture(page, "releases");
});
