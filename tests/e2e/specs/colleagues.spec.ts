import { dashboard, pushChange, sampleRemote, withRelease } from "../support/changes.ts";
import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { cellOf, choose } from "../support/matrix.ts";
import { openSample } from "../support/sample.ts";

/** The sample's Refunds. */
const refunds = (manifest: string) => /uuid: (\S+)\s+release: 2\.0\.4/.exec(manifest)?.[1] ?? "";

test("contradictions are resolved per app, by keyboard: one is dropped, one is kept, the rest goes on", async ({ page, computer }) => {
  await openSample(page);
  await choose(page, "Dashboard", "prod", "1.0.3");
  await choose(page, "Refunds", "prod", "2.1.0");
  await choose(page, "Stock count", "prod", "0.3.0");
  pushChange(computer, sampleRemote(computer), "manifests/prod.yaml", (text) =>
    withRelease(withRelease(text, dashboard, "1.0.1"), refunds(text), "2.0.0"),
  );
  await page.keyboard.press("Control+r");
  await expect(page.getByText("prod became 1.0.1 meanwhile; you chose 1.0.3 from 1.0.2")).toBeVisible();
  await expect(page.getByText("prod became 2.0.0 meanwhile; you chose 2.1.0 from 2.0.4")).toBeVisible();
  await expect(page.getByText("Draft: 1 change to prod.")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Keep 2.1.0" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Draft: 2 changes to prod.")).toBeVisible();
  await expect(await cellOf(page, "Refunds", "prod")).toHaveText("2.0.02.1.0draft");
  await page.getByRole("button", { name: "Drop" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("meanwhile")).toHaveCount(0);
  await expect(page.getByText("Draft: 2 changes to prod.")).toBeVisible();
  await expect(await cellOf(page, "Dashboard", "prod")).toContainText("1.0.1");

  await page.reload();
  await expect(page.getByText("Draft: 2 changes to prod.")).toBeVisible();
  await expect(page.getByText("meanwhile")).toHaveCount(0);
});
