import type { Locator, Page } from "@playwright/test";

import { moveAway } from "../support/away.ts";
import { sampleRemote } from "../support/changes.ts";
import type { Computer } from "../support/computer.ts";
import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { typeInto } from "../support/keyboard.ts";
import { openColumnMenu, rowOf } from "../support/matrix.ts";
import { createBranch, lineOf, openPromote, openRollBack, pushedBranch } from "../support/promote.ts";
import { openSample } from "../support/sample.ts";
import { openSampleAtHost } from "../support/sampleHost.ts";

/** What a page says in its three lines. */
function alertOf(page: Page, text: string): Locator {
  return page.getByRole("main").getByRole("alert").filter({ hasText: text });
}

/** Takes the remote away and fetches; answers how it comes back. */
async function loseRemote(page: Page, computer: Computer): Promise<() => void> {
  const remote = sampleRemote(computer);
  const comeBack = moveAway(remote);
  await page.keyboard.press("Control+r");
  const alert = alertOf(page, "What you see is main as of ");
  await expect(alert).toContainText(remote);
  await expect(alert.getByRole("paragraph")).toHaveCount(3);
  await expectAccessible(page);
  return comeBack;
}

/** Pushing fails in three lines and changes nothing; once the remote is back, the same button pushes. */
async function expectNothingLost(page: Page, create: Locator, comeBack: () => void): Promise<void> {
  await expect(create).toBeEnabled();
  await create.click();
  const alert = alertOf(page, "Nothing was pushed.");
  await expect(alert.getByRole("paragraph")).toHaveCount(3);
  await expectAccessible(page);
  comeBack();
  await create.click();
  await expect(page.getByText(/^Branch pushed\. \w+ is unchanged\.$/)).toBeVisible();
}

test("promote keeps its ticks, pushes nothing, and goes on", async ({ page, computer }) => {
  await openSample(page);
  const list = await openPromote(page, "staging", "prod");
  await lineOf(list, "Agent's notes").click();
  const comeBack = await loseRemote(page, computer);
  await expect(lineOf(list, "Agent's notes")).toHaveAttribute("aria-selected", "true");
  await page.getByRole("button", { name: "Review 4 changes to prod" }).click();
  await expectNothingLost(page, createBranch(page), comeBack);
});

test("roll back reads what was fetched, keeps the reason, and goes on", async ({ page, computer }) => {
  await openSample(page);
  await openRollBack(page, "prod");
  const comeBack = await loseRemote(page, computer);
  await page.getByRole("button", { name: "Review roll back of 2" }).click();
  await typeInto(page.getByRole("textbox", { name: "Why" }), "Totals were wrong");
  await expectNothingLost(page, createBranch(page), comeBack);
  const branch = await pushedBranch(page);
  expect(computer.git(sampleRemote(computer), "log", "-1", "--format=%B", branch)).toContain("Totals were wrong");
});

test("create releases keeps what was chosen and typed, and goes on", async ({ page, computer }) => {
  await openSample(page);
  for (const name of ["Dashboard", "Ticket triage"]) await rowOf(page, name).locator(".row-check").click();
  await page.getByRole("button", { name: "Create releases…" }).click();
  await page.getByRole("textbox", { name: "Description" }).fill("For the end of the quarter");
  await page.getByText("staging", { exact: true }).click();
  const comeBack = await loseRemote(page, computer);
  await expect(page.getByRole("textbox", { name: "Description" })).toHaveValue("For the end of the quarter");
  await expect(page.getByRole("checkbox", { name: /^staging/ })).toBeChecked();
  await expectNothingLost(page, page.getByRole("button", { name: "Create branch with 2 releases" }), comeBack);
  await expect(page.getByText("For the end of the quarter")).toBeVisible();
});

test("compare shows what was fetched, and promotes from there once the remote is back", async ({ page, computer }) => {
  await openSample(page);
  await (await openColumnMenu(page, "prod")).getByRole("menuitem", { name: "Compare with…" }).click();
  const comeBack = await loseRemote(page, computer);
  await page.getByRole("button", { name: "Swap" }).click();
  const swapped = page.getByRole("grid", { name: "Differences between prod and staging" });
  await expect(lineOf(swapped, "Refunds")).toBeVisible();
  comeBack();
  await alertOf(page, "What you see is main as of ").getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeHidden();
  await page.getByRole("button", { name: "Promote staging to Production prod…" }).click();
  await expect(page.getByRole("grid", { name: "What goes from staging to prod" })).toBeVisible();
});

test("a host that does not answer is told above the page, and nothing is pushed", async ({ page, computer }) => {
  const host = await openSampleAtHost(page, computer);
  await openPromote(page, "staging", "prod");
  await host.stop();
  await page.keyboard.press("Control+r");
  await expect(page.getByText(/^Offline: main as of .* 127\.0\.0\.1 cannot be reached/)).toBeVisible();
  await page.getByRole("button", { name: "Review 3 changes to prod" }).click();
  await expect(createBranch(page)).toBeEnabled();
  await createBranch(page).click();
  await expect(alertOf(page, "Nothing was pushed.")).toContainText("127.0.0.1 cannot be reached");
  await expectAccessible(page);
});
