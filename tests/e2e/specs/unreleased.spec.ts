import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { rowOf } from "../support/matrix.ts";
import { openSample } from "../support/sample.ts";

test("what no release has is flagged at once, counted, and listed", async ({ page }) => {
  let count = () => {};
  const asked = new Promise<void>((resolve) => (count = resolve));
  await page.route("**/ipc/count_unreleased", async (route) => {
    await asked;
    await route.continue();
  });
  await openSample(page);
  const newest = rowOf(page, "Dashboard").getByRole("gridcell").first();
  await expect(newest).toHaveText(/\+ commits since$/);
  count();
  await expect(newest).toHaveText(/\+3 commits since$/);
  await expect(rowOf(page, "Refunds").getByRole("gridcell").first()).toHaveText("2.1.0");

  await newest.getByText("+3").click();
  const dialog = page.getByRole("dialog", { name: "Not released yet: Dashboard" });
  await expect(dialog.getByText("Export open orders")).toBeVisible();
  await expect(dialog.getByText("Say in the title how many days are shown")).toBeVisible();
  await expect(dialog.getByRole("button", { name: /lib\/exportOrders\.js$/ })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Create release…" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Dashboard · Create release" })).toBeVisible();
});

test("by keyboard, and the focus returns to the cell", async ({ page }) => {
  await openSample(page);
  const newest = rowOf(page, "Ticket triage").getByRole("gridcell").first();
  await expect(newest).toHaveText(/\+1 commit since$/);
  await newest.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Not released yet: Ticket triage" });
  await expect(dialog.getByText("Count open tickets")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(newest).toBeFocused();
});
