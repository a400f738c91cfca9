import { sampleRemote } from "../support/changes.ts";
import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { rowOf } from "../support/matrix.ts";
import { lineOf, pushedBranch } from "../support/promote.ts";
import { openFolder } from "../support/repositories.ts";
import { openSample } from "../support/sample.ts";

test("releases of several apps are created in one commit, without what did not change, and set on staging", async ({ page, computer }) => {
  await openSample(page);
  await rowOf(page, "Customer 360").getByRole("rowheader").click({ modifiers: ["Control"] });
  await page.keyboard.press("Control+a");
  await page.getByRole("button", { name: "Create releases…" }).click();
  const list = page.getByRole("grid", { name: "Apps and workflows to release" });
  await expect(page.getByText("3 apps and workflows did not change since their newest release.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Create branch with 10 releases" })).toBeEnabled();
  await expectAccessible(page);
  await expect(page.getByRole("textbox", { name: "Version of Dashboard" })).toHaveValue("1.0.5");
  await page.getByRole("radio", { name: "Minor" }).click();
  await expect(page.getByRole("textbox", { name: "Version of Dashboard" })).toHaveValue("1.1.0");
  await expect(page.getByRole("textbox", { name: "Version of Feature flags" })).toHaveValue("1.0.0");

  // One row of its own, first with a version that is taken.
  await page.getByRole("textbox", { name: "Version of Dashboard" }).fill("1.0.4");
  await expect(lineOf(list, "Dashboard")).toContainText("1.0.4 is on Sample reviewer's");
  await expect(page.getByRole("button", { name: "Create branch with 10 releases" })).toBeDisabled();
  await page.getByRole("button", { name: "Versions of Dashboard" }).click();
  await page.getByRole("menuitem", { name: "Major 2.0.0" }).click();
  await expect(page.getByRole("textbox", { name: "Version of Dashboard" })).toHaveValue("2.0.0");

  await page.getByRole("textbox", { name: "Description" }).fill("For the end of the quarter");
  await page.getByText("staging", { exact: true }).click();
  await expect(page.getByRole("checkbox", { name: /^staging/ })).toBeChecked();
  await page.getByRole("button", { name: "Create branch with 10 releases" }).click();
  await expect(page.getByText("Branch pushed. staging is unchanged.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "10 releases" })).toBeVisible();
  await expectAccessible(page);

  const remote = sampleRemote(computer);
  const branch = await pushedBranch(page);
  expect(computer.git(remote, "rev-list", "--count", `main..${branch}`)).toBe("2");
  const added = computer.git(remote, "diff", "--name-status", "main", branch).split("\n");
  expect(added.filter((line) => /^A\t.*\.zip"?$/.test(line))).toHaveLength(10);
});

test("what did not change is released all the same where one asks for it", async ({ page }) => {
  await openSample(page);
  await rowOf(page, "Stock count").getByRole("rowheader").click({ modifiers: ["Control"] });
  await page.getByRole("button", { name: "Create releases…" }).click();
  await expect(page.getByText("1 app or workflow did not change since its newest release.")).toBeVisible();
  await expect(page.getByText("Tick what to release.")).toBeVisible();
  await page.getByRole("radio", { name: "Release all the same" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Create branch with release" })).toBeEnabled();
});

test("from nothing to releases: manifest, first releases, matrix", async ({ page, bridge, computer }) => {
  const files = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [
      `apps/Team ${index % 3}/App ${index}/metadata.json`,
      JSON.stringify({ pageUuid: `6f2c1d80-0000-4000-8000-0000000000${String(index).padStart(2, "0")}` }),
    ]),
  );
  await openFolder(page, bridge, computer.bareRepository("new.git", { ...files, ".retool/protected-apps.yaml": "version: 2.0.0" }));
  await page.getByText("Three steps to releases on each instance").waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create manifest" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("dev");
  await page.getByRole("button", { name: "Create branch with release manifest" }).click();
  await page.getByRole("button", { name: "Back to Releases" }).click();
  await expect(page.getByText("dev waits on Sample builder's branch.")).toBeVisible();

  await page.getByRole("button", { name: "Create first releases (30)" }).click();
  await page.getByRole("button", { name: "Create branch with 30 releases" }).click();
  await page.getByRole("button", { name: "Merge", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Merge", exact: true }).click();
  await page.getByRole("button", { name: "Back to Releases" }).click();
  await expect(page.getByText("Every app and workflow has one.")).toBeVisible();
  await expectAccessible(page);
});
