import type { Page } from "@playwright/test";

import { changeConnection } from "../support/changes.ts";
import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { untilKept } from "../support/kept.ts";
import { openMenuByKey, tabTo } from "../support/keyboard.ts";
import { cellOf, choose, rowOf } from "../support/matrix.ts";
import { matrix, openSample } from "../support/sample.ts";

/** The names of the selected rows, headings of folders left out. */
const selected = (page: Page) =>
  matrix(page).locator('[role="row"][aria-selected="true"]:not(.matrix-group) [role="rowheader"]');
const check = (page: Page, name: string) => rowOf(page, name).locator(".row-check");
const heading = (page: Page, name: string) => matrix(page).getByRole("row").filter({ hasText: new RegExp(`^${name}\\d`) });
const said = (page: Page, count: number) => page.getByRole("status").filter({ hasText: `${count} selected` });
const nameCell = (page: Page, name: string) => rowOf(page, name).getByRole("rowheader");

test("by pointer: a row, a range, one more, a folder, and none", async ({ page }) => {
  await openSample(page);
  await check(page, "Dashboard").click();
  await expect(said(page, 1)).toBeVisible();
  await check(page, "Refunds").click({ modifiers: ["Shift"] });
  await expect(selected(page)).toHaveText(["Dashboard", "Invoices", "Refunds"]);
  await expect(heading(page, "Orders")).toHaveAttribute("aria-selected", "true");
  await nameCell(page, "Ticket triage").click({ modifiers: ["Control"] });
  await expect(selected(page)).toHaveText(["Dashboard", "Invoices", "Refunds", "Ticket triage"]);
  await expect(said(page, 4)).toBeVisible();
  await expectAccessible(page);

  await heading(page, "Support").locator(".row-check").click();
  await expect(said(page, 6)).toBeVisible();
  await heading(page, "Support").locator(".row-check").click();
  await expect(said(page, 3)).toBeVisible();
  await page.getByRole("button", { name: "Clear the selection" }).click();
  await expect(selected(page)).toHaveCount(0);
  await expect(page.getByText("selected", { exact: false })).toBeHidden();
  await expect(matrix(page).locator(":focus")).toHaveCount(1);
});

test("by keyboard: the space bar, Shift and arrows, a folder, Escape", async ({ page }) => {
  await openSample(page);
  await nameCell(page, "Dashboard").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(selected(page)).toHaveText(["Dashboard", "Invoices", "Refunds"]);
  await expect(nameCell(page, "Refunds")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(selected(page)).toHaveText(["Dashboard", "Invoices"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await expect(said(page, 5)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(rowOf(page, "Ticket triage")).toBeHidden();
  await expect(said(page, 5)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(selected(page)).toHaveCount(0);
});

test("what a filter shows is selected at once, and what it hides is left alone", async ({ page }) => {
  await openSample(page);
  await page.getByRole("searchbox", { name: "Filter apps" }).fill("orders");
  await nameCell(page, "Dashboard").focus();
  await page.keyboard.press("Control+a");
  await expect(selected(page)).toHaveText(["Dashboard", "Invoices", "Refunds"]);
  await page.getByRole("searchbox", { name: "Filter apps" }).fill("orders ref");
  await expect(said(page, 1)).toBeVisible();
  await page.getByRole("searchbox", { name: "Filter apps" }).fill("");
  await expect(selected(page)).toHaveText(["Refunds"]);
});

test("selected rows are set on an instance through the draft, and Undo restores it", async ({ page }) => {
  await openSample(page);
  await heading(page, "Orders").locator(".row-check").click();
  await page.getByRole("button", { name: "Set on…" }).click();
  const dialog = page.getByRole("dialog", { name: "Set 3 apps and workflows on…" });
  await expect(dialog.getByRole("radio", { name: "staging", exact: true })).toBeChecked();
  await expect(dialog.getByRole("status")).toHaveText("1 entry changes; 2 are so already. Nothing is pushed yet.");
  await dialog.getByText("dev", { exact: true }).first().click();
  await expect(dialog.getByRole("status")).toContainText("3 entries change; 3 no longer follow main");
  await dialog.getByRole("radiogroup", { name: "Instance" }).getByText("prod").click();
  await expect(dialog.getByRole("button", { name: "Add 2 changes to the draft" })).toBeEnabled();
  await dialog.getByText("The same as on staging").click();
  await expect(dialog.getByRole("status")).toContainText("1 entry changes; 1 waits on a branch already, 1 has no such release");
  await expectAccessible(page);

  await dialog.getByRole("button", { name: "Add 1 change to the draft" }).click();
  const undo = page.getByRole("region", { name: "Messages" }).getByRole("button", { name: "Undo" });
  await undo.hover(); // It stays for as long.
  await expect(page.getByText("Draft: 1 change to prod. Nothing pushed.")).toBeVisible();
  await expect(await cellOf(page, "Refunds", "prod")).toHaveText("2.0.42.1.0draft");
  await expect(selected(page)).toHaveCount(0);
  await expect(matrix(page).locator(":focus")).toHaveCount(1);
  await expectAccessible(page);
  await undo.click();
  await expect(page.getByText("Nothing pushed.")).toBeHidden();
  await expect(await cellOf(page, "Refunds", "prod")).toHaveText("2.0.41 behind");
});

test("Undo leaves alone what was chosen since", async ({ page }) => {
  await openSample(page);
  await heading(page, "Orders").locator(".row-check").click();
  await page.getByRole("button", { name: "Set on…" }).click();
  const dialog = page.getByRole("dialog", { name: "Set 3 apps and workflows on…" });
  await dialog.getByText("prod", { exact: true }).first().click();
  await untilKept(page, "change_draft", () => dialog.getByRole("button", { name: "Add 2 changes to the draft" }).click());
  const dashboard = await cellOf(page, "Dashboard", "prod");
  const refunds = await cellOf(page, "Refunds", "prod");
  const stockCount = await cellOf(page, "Stock count", "prod");
  await expect(refunds).toContainText("2.1.0draft");
  await choose(page, "Stock count", "prod", "0.3.0");
  await untilKept(page, "replace_draft", () => page.keyboard.press("Control+z"));
  await expect(page.getByText("Draft: 1 change to prod.")).toBeVisible();
  await expect(refunds).toHaveText("2.0.41 behind");
  await expect(stockCount).toContainText("0.3.0draft");

  await choose(page, "Dashboard", "prod", "1.0.0");
  await untilKept(page, "replace_draft", () => page.getByRole("button", { name: "Discard" }).click());
  await choose(page, "Dashboard", "prod", "latest");
  await untilKept(page, "replace_draft", () => page.keyboard.press("Control+z"));
  await expect(page.getByText("Draft: 2 changes to prod.")).toBeVisible();
  await expect(dashboard).toContainText("latestdraft");
  await expect(stockCount).toContainText("0.3.0draft");
});

test("by keyboard, entries are removed through the draft, brought back, discarded, and brought back", async ({ page }) => {
  await openSample(page);
  await nameCell(page, "Dashboard").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Create releases…" })).toBeFocused();
  const remove = page.getByRole("button", { name: "Remove from…" });
  await tabTo(remove);
  await openMenuByKey(remove);
  const menu = page.getByRole("menu", { name: "Remove from…" });
  await expect(menu.getByRole("menuitem")).toHaveCount(3);
  await expectAccessible(page);
  await page.keyboard.press("p");
  await expect(menu.getByRole("menuitem", { name: /prod/ })).toBeFocused();
  await page.keyboard.press("Enter");
  const cell = await cellOf(page, "Dashboard", "prod");
  await expect(cell).toHaveText("1.0.2Not listeddraft");
  await expect(nameCell(page, "Dashboard")).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("Nothing pushed.")).toBeHidden();

  await page.keyboard.press("Space");
  await tabTo(remove);
  await openMenuByKey(remove);
  await page.keyboard.press("p");
  await expect(menu.getByRole("menuitem", { name: /prod/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(cell).toHaveText("1.0.2Not listeddraft");
  await expect(nameCell(page, "Dashboard")).toBeFocused();
  await page.getByRole("button", { name: "Discard" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Discarded 1 change. Nothing was pushed.").first()).toBeVisible();
  await expect(nameCell(page, "Dashboard")).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(cell).toHaveText("1.0.2Not listeddraft");
});

test("releases of the selected rows are created together", async ({ page }) => {
  await openSample(page);
  await heading(page, "Orders").locator(".row-check").click();
  await page.getByRole("button", { name: "Create releases…" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Create releases" })).toBeVisible();
  for (const name of ["Dashboard", "Invoices", "Refunds"]) await expect(page.getByText(name, { exact: true })).toBeVisible();
});

test("rows and cells are copied as text, rows also as CSV", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await openSample(page);
  await (await cellOf(page, "Invoices", "staging")).focus();
  await page.keyboard.press("Control+c");
  await expect.poll(clipboard).toBe("1.4.0 (missing)");

  await check(page, "Dashboard").click();
  await check(page, "Refunds").click();
  await page.keyboard.press("Control+c");
  const heads = ["App", "Folder", "Newest", "dev", "staging", "prod"];
  const rows = [
    ["Dashboard", "Orders", "1.0.3", "latest", "1.0.3", "1.0.2"],
    ["Refunds", "Orders", "2.1.0", "latest", "2.1.0", "2.0.4"],
  ];
  await expect.poll(clipboard).toBe([heads, ...rows].map((line) => line.join("\t")).join("\n"));
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByRole("menuitem", { name: /^As CSV/ }).click();
  await expect.poll(clipboard).toBe([heads, ...rows].map((line) => line.join(",")).join("\r\n"));
});

test("letters go to the app that starts so, and nothing traps the focus", async ({ page }) => {
  await openSample(page);
  await (await cellOf(page, "Dashboard", "prod")).focus();
  await page.keyboard.type("ref");
  await expect(await cellOf(page, "Refunds", "prod")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(matrix(page).locator(":focus")).toHaveCount(0);
  await page.keyboard.press("Tab");
  await expect(await cellOf(page, "Refunds", "prod")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(matrix(page).locator(":focus")).toHaveCount(0);
});

test("read-only, rows are selected to be copied, and nothing else is offered", async ({ page }) => {
  await openSample(page);
  await changeConnection(page, { readOnly: true });
  await check(page, "Dashboard").click();
  await expect(said(page, 1)).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy", exact: true })).toBeVisible();
  for (const name of ["Create releases…", "Set on…", "Remove from…"]) {
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  }
  await expectAccessible(page);
});
