import { Bridge } from "../support/bridge.ts";
import { dashboard, pushChange, refunds, sampleRemote, stockCount, withRelease } from "../support/changes.ts";
import { Computer } from "../support/computer.ts";
import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { untilKept } from "../support/kept.ts";
import { cellOf, choose } from "../support/matrix.ts";
import { createBranch } from "../support/promote.ts";
import { openFolder } from "../support/repositories.ts";
import { fetched, matrix, openSample } from "../support/sample.ts";

test("contradictions are resolved per app, by keyboard: one is dropped, one is kept, the rest goes on", async ({ page, computer }) => {
  await openSample(page);
  await choose(page, "Stock count", "prod", "0.3.0");
  await choose(page, "Refunds", "prod", "2.1.0");
  await choose(page, "Ticket triage", "prod", "1.1.0");
  pushChange(computer, sampleRemote(computer), "manifests/prod.yaml", (text) =>
    withRelease(withRelease(text, stockCount, "0.2.0"), refunds, "2.0.0"),
  );
  await page.keyboard.press("Control+r");
  await expect(page.getByText("prod became 0.2.0 meanwhile; you chose 0.3.0 from 0.1.0")).toBeVisible();
  await expect(page.getByText("prod became 2.0.0 meanwhile; you chose 2.1.0 from 2.0.4")).toBeVisible();
  await expect(page.getByText("Draft: 1 change to prod.")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Keep 2.1.0" }).focus();
  await untilKept(page, "change_draft", () => page.keyboard.press("Enter"));
  await expect(page.getByText("Draft: 2 changes to prod.")).toBeVisible();
  await expect(await cellOf(page, "Refunds", "prod")).toHaveText("2.0.02.1.0draft");
  await page.getByRole("button", { name: "Drop" }).focus();
  await untilKept(page, "replace_draft", () => page.keyboard.press("Enter"));
  await expect(page.getByText("meanwhile")).toHaveCount(0);
  await expect(page.getByText("Draft: 2 changes to prod.")).toBeVisible();
  await expect(await cellOf(page, "Stock count", "prod")).toContainText("0.2.0");

  await page.reload();
  await expect(page.getByText("Draft: 2 changes to prod.")).toBeVisible();
  await expect(page.getByText("meanwhile")).toHaveCount(0);
});

test("a choice for a manifest that is gone can only be dropped", async ({ page, computer }) => {
  await openSample(page);
  await choose(page, "Refunds", "staging", "2.0.4");
  const work = computer.path("colleague");
  computer.git(computer.home, "clone", "--quiet", sampleRemote(computer), work);
  computer.git(work, "rm", "--quiet", "manifests/staging.yaml");
  computer.commit(work, "Delete 'staging' release manifest", {});
  computer.git(work, "push", "--quiet", "origin", "HEAD:main");
  await page.keyboard.press("Control+r");
  await expect(page.getByText("staging was deleted meanwhile; you chose 2.0.4 from 2.1.0")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Keep/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Drop" }).click();
  await expect(page.getByText("meanwhile")).toHaveCount(0);
  await expect(page.getByText("Nothing pushed.")).toBeHidden();
});

test("Ctrl R while the repository is being fetched fetches again: what came after that fetch looked is seen", async ({ page, computer }) => {
  await openSample(page);
  await fetched(page);
  let answer = () => {};
  const released = new Promise<void>((resolve) => (answer = resolve));
  let look = () => {};
  const looked = new Promise<void>((resolve) => (look = resolve));
  await page.route(
    "**/ipc/fetch",
    async (route) => {
      const response = await route.fetch();
      look();
      await released;
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  await page.keyboard.press("Control+r");
  await looked;
  pushChange(computer, sampleRemote(computer), "manifests/prod.yaml", (text) => withRelease(text, dashboard, "1.0.1"));
  await page.keyboard.press("Control+r");
  answer();
  await expect(await cellOf(page, "Dashboard", "prod")).toContainText("1.0.1");
});

test("two windows on one repository see at the next fetch what the other pushed", async ({ page, browser, computer }) => {
  const elsewhere = new Computer();
  const bridge = await Bridge.start(elsewhere);
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(bridge.url);
  await openSample(page);
  await openFolder(other, bridge, sampleRemote(computer));
  await matrix(other).waitFor();
  await fetched(other);

  await choose(page, "Ticket triage", "prod", "1.1.0");
  await page.getByRole("button", { name: "Review change…" }).click();
  await createBranch(page).click();
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
  const cell = await cellOf(other, "Ticket triage", "prod");
  await expect(cell).toHaveText("1.2.0");
  await other.keyboard.press("Control+r");
  await expect(cell).toHaveText("1.2.01.1.0Sample admin");

  // The same entry from there: told before it is pushed, here after a fetch.
  await choose(other, "Ticket triage", "prod", "1.0.0");
  await other.getByRole("button", { name: "Review change…" }).click();
  await expect(other.getByText(/^Sample admin's branch .* also sets Ticket triage on prod, to 1\.1\.0\./)).toBeVisible();
  await createBranch(other).click();
  await expect(other.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
  await page.getByRole("button", { name: "Back to Releases" }).click();
  await page.keyboard.press("Control+r");
  await page.getByRole("radio", { name: "On the way 2" }).click();
  await expect(page.getByRole("region", { name: "On the way" })).toContainText("Ticket triage on prod: 1.2.0 1.0.0");
  await context.close();
  await bridge.stop();
  elsewhere.remove();
});
