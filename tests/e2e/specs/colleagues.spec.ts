import { dashboard, pushChange, refunds, sampleRemote, withRelease } from "../support/changes.ts";
import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { untilKept } from "../support/kept.ts";
import { cellOf, choose } from "../support/matrix.ts";
import { openSample } from "../support/sample.ts";

/** The sample's Stock count. */
const stockCount = "f1d6a3b8-3a1e-11f1-b3f9-7c4d1a8e6205";

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
  await expect(page.getByRole("status").filter({ hasText: "Fetched." })).toHaveCount(1);
  let answer = () => {};
  const released = new Promise<void>((resolve) => (answer = resolve));
  const looked = new Promise<void>((resolve) => {
    void page.route(
      "**/ipc/fetch",
      async (route) => {
        const response = await route.fetch();
        resolve();
        await released;
        await route.fulfill({ response });
      },
      { times: 1 },
    );
  });
  await page.keyboard.press("Control+r");
  await looked;
  pushChange(computer, sampleRemote(computer), "manifests/prod.yaml", (text) => withRelease(text, dashboard, "1.0.1"));
  await page.keyboard.press("Control+r");
  answer();
  await expect(await cellOf(page, "Dashboard", "prod")).toContainText("1.0.1");
});
