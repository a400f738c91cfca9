import { changeConnection, dashboard, pushBranch, sampleRemote, withRelease } from "../support/changes.ts";
import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { cellOf, choose, openCell, rowOf } from "../support/matrix.ts";
import { matrix, openSample } from "../support/sample.ts";
import { openSampleAtHost } from "../support/sampleHost.ts";

test("a cell says what a branch would make of it, and the filter lists every branch", async ({ page }) => {
  await openSample(page);
  await expect(await cellOf(page, "Dashboard", "prod")).toHaveText(/^1\.0\.21\.0\.3#\d+$/);
  await expect(rowOf(page, "Dashboard").getByRole("gridcell").first()).toContainText("1.0.31.0.4");
  await page.getByRole("radio", { name: "On the way 1" }).click();
  await expect(matrix(page).getByRole("rowheader")).toHaveText([/^Orders/, "Dashboard"]);

  const waiting = page.getByRole("region", { name: "On the way" });
  await expect(waiting.getByRole("listitem").filter({ hasText: "Sample reviewer" })).toHaveCount(2);
  await expect(waiting).toContainText("Adds release 1.0.4 of Dashboard");
  await expect(waiting).toContainText("Dashboard on prod: 1.0.2 1.0.3");
  await expectAccessible(page);

  await waiting.getByRole("button", { name: /^1 older branch/ }).click();
  await expect(waiting).toContainText("Returns desk (old) on staging: not listed latest");
  await expect(waiting).toContainText("It sets latest for Nightly invoice run on staging, which meanwhile became 1.0.0.");
  await expectAccessible(page);
});

test("by keyboard alone: to the filter, to a branch, and merged, its cell says what it said before", async ({ page }) => {
  await openSample(page);
  await page.getByRole("radio", { name: /^All/ }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const setsProd = page.getByRole("listitem").filter({ hasText: "Update 'prod' release manifest" });
  await setsProd.getByRole("button", { name: "Merge…" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog", { name: "Merge and change Production prod?" });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await expect(dialog.getByRole("button", { name: /^Merge and change/ })).toBeEnabled();
  await expectAccessible(page);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");

  await expect(page.getByText("Merged. prod changes as soon as it picks this up.").first()).toBeVisible();
  await expect(setsProd).toBeHidden();
  await expect(await cellOf(page, "Dashboard", "prod")).toHaveText("1.0.3");
  await expect(matrix(page).locator(":focus")).toHaveCount(1);
});

test("the popover tells what waits, and leaves what cannot be chosen yet to its pull request", async ({ page, bridge, computer }) => {
  const host = await openSampleAtHost(page, computer);
  const popover = await openCell(page, "Dashboard", "prod");
  const waits = popover.getByRole("list", { name: "On the way" }).getByRole("listitem");
  await expect(waits).toHaveText([/^Sample reviewer's #\d+ sets 1\.0\.3, /, /^Sample reviewer's #\d+ adds 1\.0\.4, /]);
  const option = popover.getByRole("option", { name: /^1\.0\.4/ });
  await expect(option).toContainText(/waiting for Sample reviewer's #\d+/);
  await expect(option).toHaveAttribute("aria-disabled", "true");
  // What a branch sets here already is not done twice either; going back is.
  const set = popover.getByRole("option", { name: /^1\.0\.3/ });
  await expect(set).toContainText(/waiting for Sample reviewer's #\d+/);
  await expect(set).toHaveAttribute("aria-disabled", "true");
  await expect(popover.getByRole("button", { name: /^Roll back to 1\.0\.1/ })).toBeEnabled();
  await expectAccessible(page);

  const open = waits.nth(1).getByRole("button", { name: /^Open #\d+$/ });
  const number = (await open.innerText()).replace("Open #", "");
  await open.click();
  await expect.poll(() => bridge.openedLinks(page.request)).toEqual([`https://git.example.com/acme/retool/pulls/${number}`]);

  await page.keyboard.press("Escape");
  await page.getByRole("radio", { name: /^On the way/ }).click();
  await expect(page.getByRole("region", { name: "On the way" }).getByRole("button", { name: /^Open #/ })).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Merge…" })).toHaveCount(0);
  await expectAccessible(page);
  await host.stop();
});

test("a branch without a pull request leads to the page that opens one, by the host's own word", async ({ page, bridge, computer }) => {
  const host = await openSampleAtHost(page, computer);
  pushBranch(computer, computer.path("acme/retool.git"), "colleague/back", "manifests/staging.yaml", (text) =>
    withRelease(text, dashboard, "1.0.1"),
  );
  await page.keyboard.press("Control+r");
  await expect(await cellOf(page, "Dashboard", "staging")).toHaveText("1.0.31.0.1Sample builder");
  const popover = await openCell(page, "Dashboard", "staging");
  await popover.getByRole("button", { name: "Open pull request" }).click();
  await expect.poll(() => bridge.openedLinks(page.request)).toHaveLength(1);
  const [link = ""] = await bridge.openedLinks(page.request);
  expect(decodeURIComponent(link)).toContain("https://git.example.com/acme/retool/compare/main...colleague/back");

  await changeConnection(page, { forge: "gitLab" });
  await page.getByRole("radio", { name: /^On the way/ }).click();
  const branch = page.getByRole("listitem").filter({ hasText: "colleague/back" });
  await expect(branch.getByRole("button", { name: "Open merge request" })).toBeVisible();
  await host.stop();
});

test("what a colleague pushes appears after a fetch, in the matrix and in the review that is open", async ({ page, computer }) => {
  await openSample(page);
  const cell = await cellOf(page, "Dashboard", "staging");
  await expect(cell).toHaveText("1.0.3");
  pushBranch(computer, sampleRemote(computer), "colleague/back", "manifests/staging.yaml", (text) =>
    withRelease(text, dashboard, "1.0.1"),
  );
  await page.keyboard.press("Control+r");
  await expect(cell).toHaveText("1.0.31.0.1Sample builder");

  await choose(page, "Dashboard", "staging", "1.0.2");
  await page.getByRole("button", { name: "Review change…" }).click();
  await expect(page.getByText(/^Sample builder's branch colleague\/back also sets Dashboard on staging, to 1\.0\.1\./)).toBeVisible();
  await expectAccessible(page);
  pushBranch(computer, sampleRemote(computer), "colleague/again", "manifests/staging.yaml", (text) =>
    withRelease(text, dashboard, "1.0.0"),
  );
  await page.keyboard.press("Control+r");
  await expect(page.getByText(/colleague\/again also sets Dashboard on staging, to 1\.0\.0\./)).toBeVisible();
});

test("read-only, what is on the way is shown and cannot be merged", async ({ page }) => {
  await openSample(page);
  await changeConnection(page, { readOnly: true });
  await page.getByRole("radio", { name: /^On the way/ }).click();
  await expect(page.getByRole("region", { name: "On the way" })).toContainText("Adds release 1.0.4 of Dashboard");
  await expect(page.getByRole("button", { name: "Merge…" })).toHaveCount(0);
});
