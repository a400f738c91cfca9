import { sampleRemote } from "../support/changes.ts";
import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { openMenuByKey, tabTo, typeInto, walkToHeader } from "../support/keyboard.ts";
import { openColumnMenu } from "../support/matrix.ts";
import { createBranch, lineOf, openRollBack, pushedBranch } from "../support/promote.ts";
import { openFolder } from "../support/repositories.ts";
import { openSample } from "../support/sample.ts";

test("prod's newest change is rolled back, with the reason in the commit", async ({ page, computer }) => {
  await openSample(page);
  await (await openColumnMenu(page, "prod")).getByRole("menuitem", { name: "Roll back prod…" }).click();
  const list = page.getByRole("grid", { name: "What goes back on prod" });
  await expect(lineOf(list, "Invoices")).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("radio").first()).toBeChecked();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Review roll back of 2" }).click();

  const why = page.getByRole("textbox", { name: "Why" });
  await expect(why).toBeFocused();
  await expect(page.getByRole("heading", { level: 2, name: "prod · 2 downgrades" })).toBeVisible();
  await expect(createBranch(page)).toBeDisabled();
  await expect(page.getByText("Say why first.")).toBeVisible();
  await expectAccessible(page);
  await typeInto(why, "Totals were wrong");
  await expect(createBranch(page)).toBeEnabled();
  await createBranch(page).click();
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
  const branch = await pushedBranch(page);
  expect(computer.git(sampleRemote(computer), "log", "-1", "--format=%B", branch)).toContain("Totals were wrong");
});

test("an older change is rolled back by keyboard alone", async ({ page }) => {
  await openSample(page);
  await openMenuByKey(await walkToHeader(page, "prod"));
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Roll back prod…" })).toBeFocused();
  await page.keyboard.press("Enter");
  const list = page.getByRole("grid", { name: "What goes back on prod" });
  await tabTo(page.getByRole("radio").first());
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio").nth(1)).toBeChecked();
  await tabTo(list.getByRole("row").nth(1));
  await page.keyboard.press("ArrowDown");
  const line = list.getByRole("row").nth(2);
  await expect(line).toBeFocused();
  const before = await line.getAttribute("aria-selected");
  await page.keyboard.press(" ");
  await expect(line).toHaveAttribute("aria-selected", before === "true" ? "false" : "true");
  await page.keyboard.press(" ");
  await tabTo(page.getByRole("button", { name: /^Production Review roll back of/ }));
  await page.keyboard.press("Enter");
  await typeInto(page.getByRole("textbox", { name: "Why" }), "Asked for by finance");
  await expect(createBranch(page)).toBeEnabled();
  await tabTo(createBranch(page));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
});

test("what changed since is left as it is unless it is ticked, and what is lost cannot go back", async ({ page, bridge, computer }) => {
  const work = computer.path("history");
  const ids = ["6f2c1d80-0000-4000-8000-000000000001", "6f2c1d80-0000-4000-8000-000000000002"];
  const manifest = (...releases: string[]) =>
    `version: 1.0.0\nname: prod\napps:\n${ids.map((id, index) => `  - uuid: ${id}\n    release: ${releases[index]}\n`).join("")}`;
  const bare = computer.bareRepository("history.git", {
    ".retool/protected-apps.yaml": "version: 2.0.0",
    "apps/Orders/metadata.json": JSON.stringify({ pageUuid: ids[0] }),
    "apps/Refunds/metadata.json": JSON.stringify({ pageUuid: ids[1] }),
    "manifests/prod.yaml": manifest("latest", "1.0.0"),
  });
  computer.git(computer.home, "clone", "--quiet", bare, work);
  computer.commit(work, "Pin both", { "manifests/prod.yaml": manifest("1.0.0", "1.1.0") });
  for (let index = 1; index <= 24; index += 1) {
    computer.commit(work, `Try ${index}`, { "manifests/prod.yaml": manifest(`1.0.${index}`, "1.1.0") });
  }
  computer.git(work, "push", "--quiet", "origin", "HEAD:main");
  await openFolder(page, bridge, bare);
  await page.getByRole("grid").waitFor();
  const list = await openRollBack(page, "prod");
  await expect(page.getByRole("radio")).toHaveCount(20);
  await expect(lineOf(list, "Cannot go back")).toBeVisible();
  await expect(page.getByRole("button", { name: /Review roll back of 0/ })).toBeDisabled();
  await page.getByRole("button", { name: "Older changes" }).click();
  await expect(page.getByRole("button", { name: "Older changes" })).toBeHidden();
  await page.getByRole("radio", { name: /^Pin both/ }).click({ force: true });
  await expect(lineOf(list, "Orders")).toHaveAttribute("aria-selected", "false");
  await expect(lineOf(list, "Orders")).toContainText("prod became 1.0.24 since, by a later change");
  await expectAccessible(page);
  await lineOf(list, "Orders").click();
  await page.getByRole("button", { name: "Review roll back of 1" }).click();
  await expect(page.getByText("Takes back “Pin both” by Sample builder")).toBeVisible();
  // Back finds the same change, with its tick.
  await page.getByRole("button", { name: "Back", exact: true }).last().click();
  await expect(page.getByRole("radio", { name: /^Pin both/ })).toBeChecked();
  await expect(lineOf(list, "Orders")).toHaveAttribute("aria-selected", "true");
});
