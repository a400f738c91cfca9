import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { untilKept } from "../support/kept.ts";
import { typeInto } from "../support/keyboard.ts";
import { cellOf, choose, headerOf, openCell, openColumnMenu, rowOf } from "../support/matrix.ts";
import { fetched, openSample } from "../support/sample.ts";

test("cells say what the manifests say, and only exceptions stand out", async ({ page }) => {
  await openSample(page);
  await expect(await cellOf(page, "Dashboard", "dev")).toHaveText("latest");
  await expect(await cellOf(page, "Dashboard", "staging")).toHaveText("1.0.3");
  await expect(await cellOf(page, "Dashboard", "prod")).toHaveText(/^1\.0\.21\.0\.3#\d+$/);
  await expect(await cellOf(page, "Refunds", "prod")).toHaveText("2.0.41 behind");
  await expect(await cellOf(page, "Invoices", "staging")).toHaveText("1.4.0missing");
  await expect(await cellOf(page, "Feature flags", "prod")).toHaveText("Not listed");
  await expect(rowOf(page, "Feature flags")).toContainText("None yet");
  await expect(headerOf(page, "prod").getByRole("img", { name: "Production" })).toBeVisible();
  await expect(headerOf(page, "staging").getByRole("img", { name: "Production" })).toHaveCount(0);
  await expect(page.getByText("Sample · stays on this computer")).toBeVisible();
});

test("the filters leave what is asked for, and say so when nothing is left", async ({ page }) => {
  await openSample(page);
  const filter = page.getByRole("searchbox", { name: "Filter apps" });
  await page.keyboard.press("Control+f");
  await typeInto(filter, "orders dash");
  await expect(page.getByRole("grid").getByRole("rowheader")).toHaveText([/^Orders/, "Dashboard"]);
  await filter.fill("no such app");
  await expect(page.getByText("Nothing matches “no such app”.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Clear the filter" }).last().click();

  await page.getByRole("radio", { name: /^Behind/ }).click();
  await expect(rowOf(page, "Dashboard")).toBeVisible();
  await expect(rowOf(page, "Ticket triage")).toBeHidden();

  await page.getByRole("radio", { name: /Problems 2$/ }).click();
  const problems = page.getByRole("list", { name: "Problems" });
  await expect(problems.getByRole("listitem")).toHaveCount(2);
  await expect(problems).toContainText("Invoices has no release 1.4.0. manifests/staging.yaml, line 10, column 5");
  await expect(rowOf(page, "Dashboard")).toBeHidden();
  await expect(rowOf(page, "Invoices")).toBeVisible();
  await expectAccessible(page);
  await problems.getByRole("button", { name: "Open manifest" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "staging" })).toBeVisible();
});

test("a release is chosen by pointer, discarded, and brought back", async ({ page }) => {
  await openSample(page);
  const popover = await openCell(page, "Refunds", "prod");
  await expect(popover).toHaveAccessibleName("Refunds on prod");
  await expect(popover).toContainText(/^.*2\.0\.4.*since .*, by /);
  await expect(popover.getByRole("option", { name: /^2\.1\.0/ })).toContainText("On staging");
  await expectAccessible(page);
  await popover.getByRole("option", { name: /^2\.1\.0/ }).click();

  const cell = await cellOf(page, "Refunds", "prod");
  await expect(cell).toHaveText("2.0.42.1.0draft");
  await expect(page.getByText("Draft: 1 change to prod. Nothing pushed.")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Discard" }).click();
  await expect(cell).toHaveText("2.0.41 behind");
  await expect(page.getByText("Nothing pushed.")).toBeHidden();
  await page.getByRole("region", { name: "Messages" }).getByRole("button", { name: "Undo" }).click();
  await expect(cell).toHaveText("2.0.42.1.0draft");
});

test("a click beside the popover closes it and does no more", async ({ page }) => {
  await openSample(page);
  const popover = await openCell(page, "Dashboard", "prod");
  const other = await (await cellOf(page, "Refunds", "dev")).boundingBox();
  if (!other) throw new Error("The cell is out of sight.");
  await page.mouse.click(other.x + other.width / 2, other.y + other.height / 2);
  await expect(popover).toBeHidden();
  await expect(await cellOf(page, "Dashboard", "prod")).toBeFocused();
});

test("the focus stays in the popover until Escape gives it back to the cell", async ({ page }) => {
  await openSample(page);
  const popover = await openCell(page, "Dashboard", "prod");
  const first = popover.getByRole("combobox", { name: "Find a release" });
  await expect(first).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(popover.locator(":focus")).toHaveCount(1);
  await page.keyboard.press("Tab");
  await expect(first).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(popover).toBeHidden();
  await expect(await cellOf(page, "Dashboard", "prod")).toBeFocused();
});

test("a draft is there after the window was opened again, and is taken back cell by cell", async ({ page }) => {
  await openSample(page);
  await choose(page, "Refunds", "prod", "2.1.0");
  await choose(page, "Refunds", "staging", "latest");
  await expect(page.getByText("Draft: 2 changes to staging and prod.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Draft: 2 changes to staging and prod.")).toBeVisible();
  await expect(await cellOf(page, "Refunds", "staging")).toHaveText("2.1.0 latestdraft");

  const popover = await openCell(page, "Refunds", "staging");
  await popover.getByRole("button", { name: "Take out of the draft" }).click();
  await expect(await cellOf(page, "Refunds", "staging")).toHaveText("2.1.0");
  await choose(page, "Refunds", "prod", "2.0.4");
  await expect(page.getByText("Nothing pushed.")).toBeHidden();
});

test("by keyboard alone: to a cell, to a release, to the review", async ({ page }) => {
  await openSample(page);
  await (await cellOf(page, "Refunds", "staging")).focus();
  await page.keyboard.press("ArrowRight");
  const cell = await cellOf(page, "Refunds", "prod");
  await expect(cell).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Find a release" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(cell).toBeFocused();

  await page.keyboard.press("Enter");
  const releases = page.getByRole("listbox", { name: "Releases" });
  await typeInto(page.getByRole("combobox", { name: "Find a release" }), "2.1.0");
  await expect(releases.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(cell).toBeFocused();
  await expect(cell).toHaveText("2.0.42.1.0draft");

  await page.getByRole("button", { name: "Review change…" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Review" })).toBeVisible();
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(page.getByRole("heading", { level: 1, name: "Releases" })).toBeVisible();
});

test("an entry is removed after its consequence was read", async ({ page }) => {
  await openSample(page);
  const popover = await openCell(page, "Dashboard", "prod");
  await popover.getByRole("button", { name: "Remove entry from prod manifest…" }).click();
  await expect(popover).toContainText("The app and its releases stay in the repository");
  await expect(popover.getByRole("button", { name: "Back" })).toBeFocused();
  await expectAccessible(page);
  await popover.getByRole("button", { name: "Remove entry from prod" }).click();
  await expect(await cellOf(page, "Dashboard", "prod")).toHaveText("1.0.2Not listeddraft");
});

test("the popover has room for the words of its buttons", async ({ page }) => {
  await openSample(page);
  const popover = await openCell(page, "Dashboard", "staging");
  const remove = popover.getByRole("button", { name: "Remove entry from staging manifest…" });
  expect(await remove.evaluate((button) => button.scrollWidth - button.clientWidth)).toBe(0);
});

test("what changes is shown file by file, and sets the release", async ({ page }) => {
  await openSample(page);
  const popover = await openCell(page, "Dashboard", "staging");
  await popover.getByRole("button", { name: "What changes" }).click();
  const dialog = page.getByRole("dialog", { name: "What changes in Dashboard" });
  // The only file is open from the start.
  await expect(dialog.getByRole("region", { name: "What changes in src/page1.rsx" })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Set 1.0.2 on staging" }).click();
  const cell = await cellOf(page, "Dashboard", "staging");
  await expect(cell).toHaveText("1.0.31.0.2draft");
  await expect(cell).toBeFocused();
});

test("columns are moved and marked Production, and stay so", async ({ page }) => {
  await openSample(page);
  const headers = page.getByRole("columnheader");
  await expect(headers).toHaveText(["App", "Newest", "dev", "staging", "prod", ""]);
  let menu = await openColumnMenu(page, "prod");
  await expect(menu.getByRole("menuitem", { name: "Move right" })).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);
  await untilKept(page, "set_instances", () => menu.getByRole("menuitem", { name: "Move left" }).click());
  await expect(headers).toHaveText(["App", "Newest", "dev", "prod", "staging", ""]);
  await expect(await cellOf(page, "Dashboard", "prod")).toHaveText(/^1\.0\.21\.0\.3#\d+$/);

  menu = await openColumnMenu(page, "staging");
  await untilKept(page, "set_instances", () => menu.getByRole("menuitem", { name: /^Production/ }).click());
  await expect(headerOf(page, "staging").getByRole("img", { name: "Production" })).toBeVisible();

  await page.reload();
  await expect(headers).toHaveText(["App", "Newest", "dev", "prod", "staging", ""]);
  await expect(headerOf(page, "staging").getByRole("img", { name: "Production" })).toBeVisible();
  await expect(await cellOf(page, "Invoices", "staging")).toHaveText("1.4.0missing");
});

test("a tooltip belongs to the page", async ({ page }) => {
  await openSample(page);
  await fetched(page);
  await page.getByRole("button", { name: "Fetch main" }).hover();
  await expect(page.getByRole("tooltip")).toHaveText("Fetch mainCtrl R");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Preferences" }).hover();
  await expect(page.getByRole("tooltip")).toBeInViewport({ ratio: 1 });
});
