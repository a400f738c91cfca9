import { changeConnection, pushChange, sampleRemote, withRelease } from "../support/changes.ts";
import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { openMenuByKey, tabTo } from "../support/keyboard.ts";
import { choose } from "../support/matrix.ts";
import { createBranch, lineOf, openPromote, pairOf, pushedBranch } from "../support/promote.ts";
import { openFolder } from "../support/repositories.ts";
import { openSample } from "../support/sample.ts";

test("staging is promoted to prod, and the draft stays as it is", async ({ page, computer }) => {
  await openSample(page);
  await choose(page, "Ticket triage", "prod", "1.1.0");
  await page.getByRole("button", { name: "Promote", exact: true }).click();
  await pairOf(page, "staging", "prod").click();
  const list = page.getByRole("grid", { name: "What goes from staging to prod" });
  const line = lineOf(list, "Customer 360");
  await expect(line).toHaveAttribute("aria-selected", "true");
  const heights = await line.locator(".version").evaluateAll((versions) => versions.map((version) => version.getBoundingClientRect().y));
  expect(heights, "where its two versions stand").toEqual([heights[0], heights[0]]);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Review 3 changes to prod" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "prod · 3 upgrades" })).toBeVisible();
  await expect(page.getByText(/days on staging$/).first()).toBeVisible();
  await expect(createBranch(page)).toBeEnabled();
  await expectAccessible(page);
  await createBranch(page).click();
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();

  const branch = await pushedBranch(page);
  const manifest = computer.git(sampleRemote(computer), "show", `${branch}:manifests/prod.yaml`);
  const before = computer.git(sampleRemote(computer), "show", "main:manifests/prod.yaml");
  const changed = manifest.split("\n").filter((line, index) => line !== before.split("\n")[index]);
  expect(changed.map((line) => line.trim()).sort()).toEqual(["release: 0.3.0", "release: 1.1.0", "release: 2.1.0"]);
  await page.getByRole("button", { name: "Back to Releases" }).click();
  await expect(page.getByText("Draft: 1 change to prod.")).toBeVisible();
});

test("what does not go along says why, and may be ticked unless its artifact is missing", async ({ page }) => {
  await openSample(page);
  const list = await openPromote(page, "staging", "prod");
  await expect(lineOf(list, "Goes along")).toContainText("3 · A newer release on staging than on prod.");
  await expect(lineOf(list, "Dashboard")).toContainText("on Sample reviewer's #");
  await expect(lineOf(list, "New on prod")).toContainText("Ticking adds an entry to prod's manifest.");
  const blocked = lineOf(list, "Invoices");
  await blocked.click({ force: true }); // Playwright waits for what is enabled.
  await expect(blocked).toHaveAttribute("aria-selected", "false");
  await expect(blocked).toHaveAttribute("aria-disabled", "true");

  await lineOf(list, "New on prod").click();
  await expect(lineOf(list, "Agent's notes")).toHaveAttribute("aria-selected", "true");
  await expect(page.getByText("5 of 8 differences ticked.")).toBeVisible();
  const all = list.getByRole("checkbox", { name: "All" });
  await list.getByRole("columnheader").first().click();
  await expect(all).toBeChecked();
  await expect(page.getByText("7 of 8 differences ticked.")).toBeVisible();
  await list.getByRole("columnheader").first().click();
  await expect(page.getByRole("button", { name: "Review 0 changes to prod" })).toBeDisabled();
  await lineOf(list, "Customer 360").click();
  await lineOf(list, "Stock count").click({ modifiers: ["Shift"] });
  await expect(page.getByRole("button", { name: "Review 3 changes to prod" })).toBeEnabled();
});

test("who follows main is not promoted unasked", async ({ page }) => {
  await openSample(page);
  const list = await openPromote(page, "dev", "staging");
  await expect(lineOf(list, "dev follows main").first()).toContainText("Ticking lets staging follow main too.");
  await expect(page.getByRole("button", { name: "Review 0 changes to staging" })).toBeDisabled();
});

test("staging is promoted by keyboard alone", async ({ page }) => {
  await openSample(page);
  const promote = page.getByRole("button", { name: "Promote", exact: true });
  await tabTo(promote);
  await openMenuByKey(promote);
  await page.keyboard.press("ArrowDown");
  await expect(pairOf(page, "staging", "prod")).toBeFocused();
  await page.keyboard.press("Enter");
  const list = page.getByRole("grid", { name: "What goes from staging to prod" });
  await tabTo(list.getByRole("checkbox", { name: "All" }));
  await page.keyboard.press("Tab");
  await expect(lineOf(list, "Goes along")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(lineOf(list, "Customer 360")).toBeFocused();
  await page.keyboard.press(" ");
  await expect(lineOf(list, "Customer 360")).toHaveAttribute("aria-selected", "false");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.getByRole("button", { name: "Review 0 changes to prod" })).toBeDisabled();
  await page.keyboard.press("End");
  await expect(list.getByRole("row").last()).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+a");
  await expect(page.getByRole("button", { name: "Review 0 changes to prod" })).toBeDisabled();
  await page.keyboard.press(" ");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Review 3 changes to prod" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(createBranch(page)).toBeEnabled();
  await tabTo(createBranch(page));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
});

test("the list does not move under a pointer that presses a row", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 460 });
  await openSample(page);
  const list = await openPromote(page, "staging", "prod");
  await list.getByRole("row").nth(1).focus();
  await page.keyboard.press("End");
  await expect(list.getByRole("row").last()).toBeFocused();
  await page.keyboard.press("End"); // It is there already.

  // The heading, which stays at the top, covers half of the row below it.
  const covered = 20;
  await list.evaluate((element, top) => element.scrollTo(0, top), covered);
  const first = list.getByRole("row").nth(2);
  await expect(first).toHaveAttribute("aria-selected", "true");
  const box = await list.boundingBox();
  if (!box) throw new Error("The list is out of sight.");
  await page.mouse.move(box.x + 200, box.y + 80);
  await page.mouse.down();
  await expect(first).toBeFocused();
  expect(await list.evaluate((element) => element.scrollTop)).toBe(covered);
  await page.mouse.up();
  await expect(first).toHaveAttribute("aria-selected", "false");
});

test("Back finds the ticks as they were, without what the review left out", async ({ page }) => {
  await openSample(page);
  const list = await openPromote(page, "staging", "prod");
  await lineOf(list, "Agent's notes").click();
  await page.getByRole("button", { name: "Review 4 changes to prod" }).click();
  await page.getByRole("button", { name: "Remove Refunds from this change" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "prod · 2 upgrades · 1 new entry" })).toBeVisible();
  await page.getByRole("button", { name: "Back", exact: true }).last().click();
  await expect(lineOf(list, "Agent's notes")).toHaveAttribute("aria-selected", "true");
  await expect(lineOf(list, "Refunds")).toHaveAttribute("aria-selected", "false");
  // Opened anew, it begins anew.
  await page.getByRole("button", { name: "Cancel" }).click();
  await openPromote(page, "staging", "prod");
  await expect(page.getByRole("button", { name: "Review 3 changes to prod" })).toBeVisible();
});

test("what others merge during the review is resolved app by app", async ({ page, computer }) => {
  await openSample(page);
  await openPromote(page, "staging", "prod");
  await page.getByRole("button", { name: "Review 3 changes to prod" }).click();
  await expect(createBranch(page)).toBeEnabled();
  const remote = sampleRemote(computer);
  const uuid = (name: string) => uuidOf(computer.git(remote, "show", `main:apps/${name}/metadata.json`));
  pushChange(computer, remote, "manifests/prod.yaml", (text) =>
    withRelease(withRelease(text, uuid("Orders/Refunds"), "2.1.0"), uuid("Customers/Customer 360"), "0.9.0"),
  );
  await page.keyboard.press("Control+r");
  await expect(page.getByText("prod became 0.9.0 meanwhile; you chose 1.1.0 from 1.0.0")).toBeVisible();
  await expect(page.getByText("Left out, because it came true: Refunds became 2.1.0 on prod.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "prod · 1 upgrade" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Keep 1.1.0" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "prod · 2 upgrades" })).toBeVisible();
});

test("two that say the same have nothing to promote, and others can be chosen", async ({ page, computer }) => {
  await openSample(page);
  const remote = sampleRemote(computer);
  pushChange(computer, remote, "manifests/staging.yaml", () =>
    computer.git(remote, "show", "main:manifests/prod.yaml").replace("name: prod", "name: staging") + "\n",
  );
  await page.keyboard.press("Control+r");
  await page.getByRole("button", { name: "Promote", exact: true }).click();
  await pairOf(page, "staging", "prod").click();
  await expect(page.getByText("staging and prod say the same.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "staging From" }).click();
  await page.getByRole("option", { name: "dev" }).click();
  await expect(page.getByRole("grid", { name: "What goes from dev to prod" })).toBeVisible();
});

test("a manifest that goes while one promotes is told in words", async ({ page, computer }) => {
  await openSample(page);
  await openPromote(page, "staging", "prod");
  const work = computer.path("colleague");
  computer.git(computer.home, "clone", "--quiet", sampleRemote(computer), work);
  computer.git(work, "rm", "--quiet", "manifests/staging.yaml");
  computer.git(work, "commit", "--quiet", "--message", "Delete staging");
  computer.git(work, "push", "--quiet", "origin", "HEAD:main");
  await page.keyboard.press("Control+r");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("There is no manifest staging");
  await expectAccessible(page);
});

test("read-only, one can look and nothing can be pushed", async ({ page }) => {
  await openSample(page);
  await changeConnection(page, { readOnly: true });
  await openPromote(page, "staging", "prod");
  await page.getByRole("button", { name: "Review 3 changes to prod" }).click();
  await expect(page.getByText("Read-only: nothing is pushed from here.")).toBeVisible();
  await expect(createBranch(page)).toBeHidden();
});

test("a thousand lines are filtered, ticked at once, and only those in sight are drawn", async ({ page, bridge, computer }) => {
  const id = (index: number) => `6f2c1d80-0000-4000-8000-00000000${String(index).padStart(4, "0")}`;
  const indexes = Array.from({ length: 1000 }, (_, index) => index);
  const files = Object.fromEntries(
    indexes.map((index) => [`apps/Team ${index % 7}/App ${index}/metadata.json`, JSON.stringify({ pageUuid: id(index) })]),
  );
  const entries = indexes.map((index) => `  - uuid: ${id(index)}\n    release: latest\n`).join("");
  const repository = computer.bareRepository("many.git", {
    ...files,
    ".retool/protected-apps.yaml": "version: 2.0.0",
    "manifests/dev.yaml": `version: 1.0.0\nname: dev\napps:\n${entries}`,
    "manifests/qa.yaml": "version: 1.0.0\nname: qa\napps: []\n",
  });
  await openFolder(page, bridge, repository);
  await page.getByRole("grid").waitFor();
  const list = await openPromote(page, "dev", "qa");
  await expect(list).toHaveAttribute("aria-rowcount", "1002");
  expect(await list.getByRole("row").count()).toBeLessThan(60);
  await page.getByRole("searchbox", { name: "Filter apps" }).fill("team app 999");
  await expect(list).toHaveAttribute("aria-rowcount", "3");
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await list.getByRole("columnheader").first().click();
  await page.getByRole("button", { name: "Review 1,000 changes to qa" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "qa · 1,000 new entries" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Show 900 more" })).toBeVisible();
});

function uuidOf(metadata: string): string {
  return (JSON.parse(metadata) as { pageUuid: string }).pageUuid;
}

test("letters go to the app that starts so, also where it is scrolled out of sight", async ({ page }) => {
  await openSample(page);
  const list = await openPromote(page, "staging", "prod");
  await list.getByRole("row").nth(1).focus();
  await page.keyboard.type("st");
  await expect(lineOf(list, "Stock count")).toBeFocused();
  await expect(lineOf(list, "Stock count")).toBeInViewport();
});
