import { countClicks } from "../support/clicks.ts";
import { expect, test } from "../support/fixtures.ts";
import { typeInto } from "../support/keyboard.ts";
import { openCell, openColumnMenu } from "../support/matrix.ts";
import { createBranch, pairOf } from "../support/promote.ts";
import { openFolder } from "../support/repositories.ts";
import { openSample } from "../support/sample.ts";

test("a manifest is created with four clicks at most", async ({ page }) => {
  await openSample(page);
  const clicks = await countClicks(page);
  await page.getByRole("button", { name: "Create manifest" }).click();
  await typeInto(page.getByRole("textbox", { name: "Name" }), "qa");
  await page.getByText(/^Copy of/).first().click();
  await page.getByRole("button", { name: "Create branch with release manifest" }).click();
  await expect(page.getByText("Branch pushed. qa is not added yet.")).toBeVisible();
  expect(await clicks()).toBeLessThanOrEqual(4);
});

test("a release is created and set on staging with four clicks at most", async ({ page }) => {
  await openSample(page);
  const clicks = await countClicks(page);
  await page.getByRole("button", { name: "Create release…" }).click();
  await page.getByRole("option", { name: /^Dashboard/ }).click();
  await page.getByText("staging", { exact: true }).click();
  await page.getByRole("button", { name: "Create branch with release" }).click();
  await expect(page.getByText("Branch pushed. staging is unchanged.")).toBeVisible();
  expect(await clicks()).toBeLessThanOrEqual(4);
});

test("one app is rolled back with four clicks at most", async ({ page }) => {
  await openSample(page);
  const clicks = await countClicks(page);
  const popover = await openCell(page, "Dashboard", "prod");
  await popover.getByRole("button", { name: /^Roll back to 1\.0\.1/ }).click();
  await page.getByRole("button", { name: "Review change…" }).click();
  await page.getByRole("button", { name: "Create branch with manifest changes" }).click();
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
  expect(await clicks()).toBeLessThanOrEqual(4);
});

test("staging is promoted to prod with four clicks at most", async ({ page }) => {
  await openSample(page);
  const clicks = await countClicks(page);
  await page.getByRole("button", { name: "Promote", exact: true }).click();
  await pairOf(page, "staging", "prod").click();
  await page.getByRole("button", { name: /Review \d changes? to prod$/ }).click();
  await createBranch(page).click();
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
  expect(await clicks()).toBeLessThanOrEqual(4);
});

test("six apps are rolled back at once with four clicks at most", async ({ page, bridge, computer }) => {
  const apps = [1, 2, 3, 4, 5, 6].map((number) => ({ name: `App ${number}`, pageUuid: `6f2c1d80-0000-4000-8000-00000000000${number}` }));
  const manifest = (release: string) =>
    `version: 1.0.0\nname: prod\napps:\n${apps.map(({ pageUuid }) => `  - uuid: ${pageUuid}\n    release: ${release}\n`).join("")}`;
  const bare = computer.bareRepository("six.git", {
    ".retool/protected-apps.yaml": "version: 2.0.0",
    ...Object.fromEntries(apps.map(({ name, pageUuid }) => [`apps/${name}/metadata.json`, JSON.stringify({ pageUuid })])),
    "manifests/prod.yaml": manifest("latest"),
  });
  const work = computer.path("work");
  computer.git(computer.home, "clone", "--quiet", bare, work);
  computer.commit(work, "Pin all six", { "manifests/prod.yaml": manifest("1.0.0") });
  computer.git(work, "push", "--quiet", "origin", "HEAD:main");
  await openFolder(page, bridge, bare);
  await page.getByRole("grid").waitFor();

  const clicks = await countClicks(page);
  await (await openColumnMenu(page, "prod")).getByRole("menuitem", { name: "Roll back prod…" }).click();
  await page.getByRole("button", { name: "Review roll back of 6" }).click();
  await typeInto(page.getByRole("textbox", { name: "Why" }), "Totals were wrong");
  await createBranch(page).click();
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
  expect(await clicks()).toBeLessThanOrEqual(4);
});
