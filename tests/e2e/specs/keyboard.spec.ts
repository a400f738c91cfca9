import type { Page } from "@playwright/test";

import { countClicks } from "../support/clicks.ts";
import { expect, test as base } from "../support/fixtures.ts";
import { openMenuByKey, tabTo, typeInto, walkToCell, walkToHeader, walkToRow } from "../support/keyboard.ts";
import { cellOf, headerOf, rowOf } from "../support/matrix.ts";
import { createBranch } from "../support/promote.ts";
import { matrix, openSample } from "../support/sample.ts";

/** A test on the sample that fails where anything was pressed with the mouse. */
const test = base.extend<{ keyboardAlone: void }>({
  keyboardAlone: [
    async ({ page }, use) => {
      await openSample(page);
      const clicks = await countClicks(page);
      await use();
      expect(await clicks(), "presses with the mouse").toBe(0);
    },
    { auto: true },
  ],
});

/** Selects a row in its first column. */
async function selectRow(page: Page, name: string): Promise<void> {
  await walkToRow(page, name);
  await page.keyboard.press("Space");
  await expect(rowOf(page, name)).toHaveAttribute("aria-selected", "true");
}

test("releases are created, each with its own version, described, and set on staging", async ({ page }) => {
  await selectRow(page, "Dashboard");
  await selectRow(page, "Ticket triage");
  await tabTo(page.getByRole("button", { name: "Create releases…" }));
  await page.keyboard.press("Enter");

  const typed = page.getByRole("textbox", { name: "Version of Dashboard" });
  await tabTo(typed);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("1.7.0");
  await expect(typed).toHaveValue("1.7.0");
  const versions = page.getByRole("button", { name: "Versions of Ticket triage" });
  await tabTo(versions);
  await openMenuByKey(versions);
  await page.keyboard.press("m");
  await expect(page.getByRole("menuitem", { name: /^Minor/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Version of Ticket triage" })).toHaveValue("1.3.0");

  const description = page.getByRole("textbox", { name: "Description" });
  await tabTo(description);
  await typeInto(description, "For the end of the quarter");
  await tabTo(page.getByRole("checkbox", { name: /^staging/ }));
  await page.keyboard.press("Space");
  const create = page.getByRole("button", { name: "Create branch with 2 releases" });
  await expect(create).toBeEnabled();
  await tabTo(create);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Branch pushed. staging is unchanged.")).toBeVisible();
});

test("selected rows are set on prod to what staging names, and reviewed", async ({ page }) => {
  await selectRow(page, "Refunds");
  await tabTo(page.getByRole("button", { name: "Set on…" }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Set 1 app or workflow on…" });
  await tabTo(dialog.getByRole("radio", { name: "staging", exact: true }));
  await page.keyboard.press("ArrowRight");
  await expect(dialog.getByRole("radio", { name: /prod$/ }).first()).toBeChecked();
  await tabTo(dialog.getByRole("radio", { name: "The newest of each" }));
  await page.keyboard.press("ArrowUp");
  await expect(dialog.getByRole("radio", { name: "The same as on staging" })).toBeChecked();
  await tabTo(dialog.getByRole("button", { name: "Add 1 change to the draft" }));
  await page.keyboard.press("Enter");
  await expect(await cellOf(page, "Refunds", "prod")).toHaveText("2.0.42.1.0draft");

  await expect(matrix(page).locator(":focus")).toHaveCount(1);
  await tabTo(page.getByRole("button", { name: "Review change…" }));
  await page.keyboard.press("Enter");
  await expect(createBranch(page)).toBeEnabled();
  await tabTo(createBranch(page));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
});

test("an entry is removed from prod after its consequence was read", async ({ page }) => {
  const cell = await walkToCell(page, "Dashboard", "prod");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Find a release" })).toBeFocused();
  await tabTo(page.getByRole("button", { name: "Remove entry from prod manifest…" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Back" })).toBeFocused();
  await tabTo(page.getByRole("button", { name: "Remove entry from prod", exact: true }));
  await page.keyboard.press("Enter");
  await expect(cell).toHaveText("1.0.2Not listeddraft");
  await expect(cell).toBeFocused();
});

test("a manifest is created from the end of the header as a copy of another", async ({ page }) => {
  await walkToHeader(page, "prod");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("button", { name: "Create manifest" })).toBeFocused();
  await page.keyboard.press("Enter");
  await typeInto(page.getByRole("textbox", { name: "Name" }), "qa");
  await tabTo(page.getByRole("radio", { name: /^Empty/ }));
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("radio", { name: /^Copy of/ })).toBeChecked();
  const create = page.getByRole("button", { name: "Create branch with release manifest" });
  await expect(create).toBeEnabled();
  await tabTo(create);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Branch pushed. qa is not added yet.")).toBeVisible();
});

test("a column is moved, marked Production, and its manifest deleted", async ({ page }) => {
  await openMenuByKey(await walkToHeader(page, "prod"));
  await page.keyboard.type("move left");
  await expect(page.getByRole("menuitem", { name: "Move left" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("columnheader")).toHaveText(["App", "Newest", "dev", "prod", "staging", ""]);

  await openMenuByKey(await walkToHeader(page, "staging"));
  await page.keyboard.type("pro");
  await expect(page.getByRole("menuitem", { name: /^Production/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(headerOf(page, "staging").getByRole("img", { name: "Production" })).toBeVisible();

  await openMenuByKey(await walkToHeader(page, "staging"));
  await page.keyboard.type("del");
  await expect(page.getByRole("menuitem", { name: "Delete manifest…" })).toBeFocused();
  await page.keyboard.press("Enter");
  const remove = page.getByRole("button", { name: /Create branch that deletes staging$/ });
  await expect(remove).toBeEnabled();
  await tabTo(remove);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Branch pushed. staging is unchanged.")).toBeVisible();
});
