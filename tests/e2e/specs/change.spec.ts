import { mkdirSync } from "node:fs";

import type { Locator, Page } from "@playwright/test";

import { changeConnection, refunds, pushBranch, pushChange, refusePushes, sampleRemote, withRelease } from "../support/changes.ts";
import type { Computer } from "../support/computer.ts";
import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { GitHost } from "../support/gitHost.ts";
import { untilKept } from "../support/kept.ts";
import { typeInto } from "../support/keyboard.ts";
import { cellOf, choose, openCell, rowOf } from "../support/matrix.ts";
import { smallRepository } from "../support/repositories.ts";
import { openSample } from "../support/sample.ts";

/** Names of branches that change manifests. */
const branch = /^[a-z.]+\/[A-Za-z]+-[0-9a-z-]*[0-9a-f]{8}$/;

const createBranch = (page: Page) => page.getByRole("button", { name: "Create branch with manifest changes" });
const sentence = (page: Page, text: string) => page.getByRole("paragraph").filter({ hasText: text });

/** The review of a draft that sets Refunds 2.1.0 on prod, beside what was chosen before. */
async function openReview(page: Page, title = "prod · 1 upgrade"): Promise<void> {
  await choose(page, "Refunds", "prod", "2.1.0");
  await page.getByRole("button", { name: /^Review (2 changes|change)…$/ }).click();
  await expect(page.getByRole("heading", { level: 2, name: title })).toBeVisible();
  await expect(createBranch(page)).toBeEnabled();
}

/** In the message that offers it. */
function undoButton(page: Page): Locator {
  return page.getByRole("region", { name: "Messages" }).getByRole("button", { name: "Undo" });
}

/** Connects a repository of this computer over HTTP. */
async function connectHost(page: Page, computer: Computer, name: string): Promise<GitHost> {
  const host = await GitHost.start(computer, "sam", "secret");
  await page.getByRole("button", { name: "Connect a repository" }).click();
  await typeInto(page.getByRole("textbox", { name: "Repository address" }), host.address(name));
  await page.getByRole("textbox", { name: "User" }).fill("sam");
  await page.getByRole("textbox", { name: "Token" }).fill("secret");
  await page.keyboard.press("Enter");
  await page.getByRole("grid").waitFor();
  return host;
}

/** Fetches, and waits until the page shows what that brought. */
async function fetchAgain(page: Page): Promise<void> {
  const read = page.waitForResponse("**/ipc/fetch").then(() => page.waitForResponse("**/ipc/releases"));
  await page.keyboard.press("Control+r");
  await read;
}

/** The review of a draft that takes Dashboard off dev. */
async function reviewRemoval(page: Page): Promise<void> {
  const popover = await openCell(page, "Dashboard", "dev");
  await popover.getByRole("button", { name: "Remove entry from dev manifest…" }).click();
  await popover.getByRole("button", { name: "Remove entry from dev" }).click();
  await expect(rowOf(page, "Dashboard")).toContainText("draft");
  await page.getByRole("button", { name: "Review change…" }).click();
}

test("a release is set on prod: reviewed, pushed, merged, and seen in the matrix", async ({ page, computer }) => {
  await openSample(page);
  await openReview(page);
  await expect(page.getByText("Pushes a branch. prod changes only after the branch is merged and prod picks it up.")).toBeVisible();
  await page.getByRole("textbox", { name: "Why" }).fill("Finance asked for the export");
  await page.getByRole("button", { name: "Branch and commit message" }).click();
  await expect(page.getByText("Finance asked for the export").last()).toBeVisible();
  await page.getByRole("button", { name: "YAML difference" }).click();
  await expect(page.getByRole("region", { name: "What changes in manifests/prod.yaml" })).toContainText("release: 2.1.0");
  await page.getByRole("button", { name: /files changed$/ }).click();
  await expect(page.getByRole("button", { name: /page1\.rsx/ })).toBeVisible();
  await expectAccessible(page);

  await createBranch(page).click();
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
  await expect(page.getByText(branch)).toBeVisible();
  const pushed = await page.getByText(branch).innerText();
  expect(computer.git(sampleRemote(computer), "log", "-1", "--format=%B", pushed)).toContain("Finance asked for the export");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Merge and change Production prod" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Merge and change Production prod?" });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  const merge = dialog.getByRole("button", { name: "Merge and change Production prod" });
  await expect(merge).toBeEnabled();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Merge and change Production prod" }).click();
  await merge.click();
  await expect(sentence(page, "Merged. prod changes as soon as it picks this up.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Back to Releases" }).click();
  await expect(await cellOf(page, "Refunds", "prod")).toHaveText("2.1.0");
  await expect(page.getByText("Nothing pushed.")).toBeHidden();
});

test("a change is taken out of the review, and brought back by pointer or with Ctrl Z", async ({ page }) => {
  await openSample(page);
  await openReview(page);
  for (const undo of [() => undoButton(page).click(), () => page.keyboard.press("Control+z")]) {
    await page.getByRole("button", { name: "Remove Refunds from the draft" }).click();
    await expect(page.getByText("There is nothing to review.")).toBeVisible();
    await undo();
    await expect(page.getByRole("heading", { level: 2, name: "prod · 1 upgrade" })).toBeVisible();
    await expect(undoButton(page)).toBeHidden();
  }
});

test("what was taken out of the review is brought back once the rest was pushed, and nothing else", async ({ page }) => {
  await openSample(page);
  await choose(page, "Stock count", "prod", "0.3.0");
  await openReview(page, "prod · 2 upgrades");
  await page.getByRole("button", { name: "Remove Stock count from the draft" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "prod · 1 upgrade" })).toBeVisible();
  await createBranch(page).click();
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
  await untilKept(page, "replace_draft", () => undoButton(page).click());
  await page.getByRole("button", { name: "Back to Releases" }).click();
  await expect(page.getByText("Draft: 1 change to prod.")).toBeVisible();
  await expect(await cellOf(page, "Stock count", "prod")).toHaveText("0.1.00.3.0draft");
});

test("what can be undone stays while the pointer or the focus is on it", async ({ page }) => {
  await openSample(page);
  await openReview(page);
  await page.clock.install();
  await page.getByRole("button", { name: "Remove Refunds from the draft" }).click();
  await page.clock.fastForward("00:15");
  await undoButton(page).hover();
  await page.clock.fastForward("05:00");
  await undoButton(page).focus();
  await page.mouse.move(0, 0);
  await page.clock.fastForward("05:00");
  await expect(undoButton(page)).toBeFocused();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Back to Releases" }).focus();
  await page.clock.fastForward("00:31");
  await expect(undoButton(page)).toBeHidden();
});

test("a refused push keeps the branch until it is pushed again", async ({ page, computer }) => {
  await openSample(page);
  await openReview(page);
  const allowPushes = refusePushes(sampleRemote(computer));
  await createBranch(page).click();
  await expect(page.getByText("The branch is kept on this computer. No instance changed.")).toBeVisible();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Nobody pushes on Fridays.");
  await expectAccessible(page);

  const retry = page.getByRole("button", { name: "Retry push" });
  await retry.click();
  await expect(retry).toBeEnabled();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Nobody pushes on Fridays.");

  // It waits in the matrix as well.
  await page.reload();
  await expect(page.getByText("Not pushed yet:")).toBeVisible();
  await expectAccessible(page);
  allowPushes();
  await retry.click();
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
  await expect(page.getByText("Not pushed yet:")).toBeHidden();
  const branches = computer.git(sampleRemote(computer), "branch", "--list", "--format=%(refname:short)");
  expect(branches).toContain(await page.getByText(branch).innerText());
});

test("what a host says when it refuses over HTTP is read, and the branch waits", async ({ page, computer }) => {
  const remote = smallRepository(computer);
  computer.git(remote, "config", "http.receivepack", "true");
  const host = await connectHost(page, computer, "retool.git");
  await reviewRemoval(page);
  const allowPushes = refusePushes(remote);
  await createBranch(page).click();
  const alert = page.getByRole("main").getByRole("alert");
  await expect(alert).toContainText("Nobody pushes on Fridays.");
  await expect(alert).toContainText("No instance changed.");
  await expectAccessible(page);
  expect(computer.git(remote, "for-each-ref", "--format=%(refname)")).toBe("refs/heads/main");

  allowPushes();
  await page.getByRole("button", { name: "Retry push" }).click();
  await expect(page.getByText("Branch pushed. dev is unchanged.")).toBeVisible();
  await host.stop();
});

test("a branch that was kept is discarded, and nothing of it was pushed", async ({ page, computer }) => {
  await openSample(page);
  const branches = () => computer.git(sampleRemote(computer), "for-each-ref");
  const before = branches();
  await openReview(page);
  refusePushes(sampleRemote(computer));
  await createBranch(page).click();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByText("Discarded. Nothing more is pushed.", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Back to Releases" }).click();
  await expect(page.getByText("Not pushed yet:")).toBeHidden();
  expect(branches()).toBe(before);
});

test("what others push meanwhile does not matter where the change means the same", async ({ page, computer }) => {
  await openSample(page);
  await openReview(page);
  pushChange(computer, sampleRemote(computer), "README.md", (text) => `${text}\nMore.\n`);
  await createBranch(page).click();
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
  const remote = sampleRemote(computer);
  const pushed = await page.getByText(branch).innerText();
  expect(computer.git(remote, "rev-parse", `${pushed}^`)).toBe(computer.git(remote, "rev-parse", "main"));
});

test("what others push meanwhile is asked about where the change means something else", async ({ page, computer }) => {
  await openSample(page);
  await openReview(page);
  pushChange(computer, sampleRemote(computer), "manifests/prod.yaml", (text) => withRelease(text, refunds, "2.0.0"));
  await createBranch(page).click();
  await expect(page.getByText("prod became 2.0.0 meanwhile; you chose 2.1.0 from 2.0.4")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Keep 2.1.0" }).click();
  await createBranch(page).click();
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
});

test("a branch that others push meanwhile for the same entry is told before anything is pushed", async ({ page, computer }) => {
  await openSample(page);
  await openReview(page);
  const remote = sampleRemote(computer);
  pushBranch(computer, remote, "colleague/refunds", "manifests/prod.yaml", (text) => withRelease(text, refunds, "2.0.0"));
  const before = computer.git(remote, "for-each-ref");
  await createBranch(page).click();
  await expect(page.getByText("The repository changed meanwhile, and this change means something else now.")).toBeVisible();
  await expect(page.getByRole("status").getByText("colleague/refunds also sets Refunds on prod, to 2.0.0.")).toBeVisible();
  expect(computer.git(remote, "for-each-ref")).toBe(before);
  await createBranch(page).click();
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
});

test("a draft that others contradict is resolved entry by entry", async ({ page, computer }) => {
  await openSample(page);
  await choose(page, "Refunds", "prod", "2.1.0");
  await choose(page, "Stock count", "prod", "0.3.0");
  pushChange(computer, sampleRemote(computer), "manifests/prod.yaml", (text) => withRelease(text, refunds, "2.0.0"));
  await page.keyboard.press("Control+r");
  await expect(page.getByText("prod became 2.0.0 meanwhile; you chose 2.1.0 from 2.0.4")).toBeVisible();
  await expect(page.getByText("Draft: 1 change to prod.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Keep 2.1.0" }).click();
  await expect(page.getByText("Draft: 2 changes to prod.")).toBeVisible();
  await expect(await cellOf(page, "Refunds", "prod")).toHaveText("2.0.02.1.0draft");
});

test("a contradiction outlives what is taken out of the review, and brought back", async ({ page, computer }) => {
  await openSample(page);
  await choose(page, "Refunds", "prod", "2.1.0");
  await choose(page, "Stock count", "prod", "0.3.0");
  await choose(page, "Ticket triage", "prod", "1.1.0");
  pushChange(computer, sampleRemote(computer), "manifests/prod.yaml", (text) => withRelease(text, refunds, "2.0.0"));
  await page.keyboard.press("Control+r");
  const contradiction = page.getByText("prod became 2.0.0 meanwhile; you chose 2.1.0 from 2.0.4");
  await expect(contradiction).toBeVisible();
  await page.getByRole("button", { name: "Review 2 changes…" }).click();
  const remove = page.getByRole("button", { name: "Remove Stock count from the draft" });
  await untilKept(page, "replace_draft", () => remove.click());
  await expect(remove).toBeHidden();
  await expect(contradiction).toBeVisible();
  await untilKept(page, "replace_draft", () => undoButton(page).click());
  await expect(remove).toBeVisible();
  await expect(contradiction).toBeVisible();

  await page.reload();
  await expect(contradiction).toBeVisible();
  await expect(page.getByText("Draft: 2 changes to prod.")).toBeVisible();
});

test("what somebody else did already leaves the draft, with a note", async ({ page, computer }) => {
  await openSample(page);
  await choose(page, "Refunds", "prod", "2.1.0");
  pushChange(computer, sampleRemote(computer), "manifests/prod.yaml", (text) => withRelease(text, refunds, "2.1.0"));
  await page.getByRole("button", { name: "Fetch main" }).click();
  await expect(page.getByText("Taken out of the draft, because it came true")).toBeVisible();
  await expect(page.getByText("Nothing pushed.")).toBeHidden();
  await page.reload();
  await untilKept(page, "acknowledge_dropped", () => page.getByRole("button", { name: "Dismiss" }).click());
  await expect(page.getByText("Taken out of the draft")).toBeHidden();
  await page.reload();
  await expect(await cellOf(page, "Refunds", "prod")).toHaveText("2.1.0");
  await expect(page.getByText("Taken out of the draft")).toBeHidden();
});

test("read-only, everything can be read and nothing pushed", async ({ page }) => {
  await openSample(page);
  await choose(page, "Refunds", "prod", "2.1.0");
  await changeConnection(page, { readOnly: true });
  await expect(page.getByText("Read-only. This repository is set to read-only")).toBeVisible();
  await expect(page.getByRole("button", { name: "Create release…" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Create manifest" })).toBeHidden();
  await expectAccessible(page);
  const popover = await openCell(page, "Stock count", "prod");
  await expect(popover.getByRole("option", { name: /^0\.3\.0/ })).toHaveAttribute("aria-disabled", "true");
  await expect(popover.getByRole("button", { name: /^Remove entry/ })).toBeHidden();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Review change…" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "prod · 1 upgrade" })).toBeVisible();
  await expect(createBranch(page)).toBeHidden();
  await expectAccessible(page);
});

test("on a Git host the result leads to the pull request", async ({ page, bridge, computer, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  mkdirSync(computer.path("acme"));
  smallRepository(computer, "acme/retool.git");
  const host = await connectHost(page, computer, "acme/retool.git");
  await changeConnection(page, { forge: "gitea", webOrigin: "https://git.example.com" });

  await reviewRemoval(page);
  await expect(page.getByText("dev changes only after its pull request is merged and dev picks it up.")).toBeVisible();
  await createBranch(page).click();

  await expect(page.getByText("Branch pushed. dev is unchanged.")).toBeVisible();
  const pushed = await page.getByText(branch).innerText();
  expect(computer.git(computer.path("acme/retool.git"), "branch", "--format=%(refname:short)")).toContain(pushed);
  await expectAccessible(page);
  const open = page.getByRole("button", { name: "Open pull request" });
  await expect(open).toBeFocused();
  await open.click();
  await expect.poll(() => bridge.openedLinks(page.request)).toHaveLength(1);
  const [link = ""] = await bridge.openedLinks(page.request);
  expect(new URL(link).origin).toBe("https://git.example.com");
  expect(decodeURIComponent(link)).toContain(`/acme/retool/compare/main...${pushed}`);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await host.stop();
});

test("a change that is merged on its Git host ends as merged here after a fetch, one that is given up does not", async ({ page, computer }) => {
  mkdirSync(computer.path("acme"));
  const remote = smallRepository(computer, "acme/retool.git");
  const host = await connectHost(page, computer, "acme/retool.git");
  await changeConnection(page, { forge: "gitea", webOrigin: "https://git.example.com" });
  await reviewRemoval(page);
  await createBranch(page).click();
  const result = sentence(page, "Branch pushed. dev is unchanged.");
  await expect(result).toBeVisible();
  const pushed = await page.getByText(branch).innerText();
  const commit = computer.git(remote, "rev-parse", pushed).trim();
  await fetchAgain(page);
  await expect(result).toBeVisible();

  computer.git(remote, "branch", "-D", pushed);
  await fetchAgain(page);
  await expect(result).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Pull request" })).toHaveAttribute("aria-current", "step");

  computer.git(remote, "update-ref", "refs/heads/main", commit);
  await fetchAgain(page);
  await expect(sentence(page, "Merged. dev changes as soon as it picks this up.")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Merged (done)" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Back to Releases" })).toBeFocused();
  await expectAccessible(page);
  await host.stop();
});
