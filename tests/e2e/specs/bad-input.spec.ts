import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { cellOf, choose, rowOf } from "../support/matrix.ts";
import { openFolder } from "../support/repositories.ts";

const orders = "6f2c1d80-0000-4000-8000-000000000001";
const twice = "6f2c1d80-0000-4000-8000-000000000002";

const manifest = (name: string, ...lines: string[]) => ["version: 1.0.0", `name: ${name}`, ...lines, ""].join("\n");
const entry = (release: string) => ["apps:", `  - uuid: ${orders}`, `    ${release}`];

/** A repository in which people edited by hand. */
const files = {
  ".retool/protected-apps.yaml": "version: 2.0.0",
  "apps/Orders/metadata.json": JSON.stringify({ pageUuid: orders }),
  "apps/First/metadata.json": JSON.stringify({ pageUuid: twice }),
  "apps/Second/metadata.json": JSON.stringify({ pageUuid: twice }),
  "apps/Broken/metadata.json": '{\n  "pageUuid": \n}\n',
  "manifests/dev.yaml": manifest("dev", ...entry("relese: 1.0.0")),
  "manifests/qa.yaml": manifest("qa", ...entry("release: 1.10")),
  "manifests/staging.yaml": manifest("staging", ...entry("release: latest"), "name: staging"),
  "manifests/prod.yaml": manifest("prod", ...entry("release: latest")).replaceAll("\n", "\r\n"),
};

test("what people broke by hand is listed with its place, and the rest can be used", async ({ page, bridge, computer }) => {
  const remote = computer.bareRepository("edited.git", files);
  await openFolder(page, bridge, remote);
  await page.getByRole("grid").waitFor();
  await expect(page.getByText("The rest can be used.")).toBeVisible();
  await expect(await cellOf(page, "Orders", "dev")).toHaveText("Unreadable");
  await expect(await cellOf(page, "Orders", "prod")).toHaveText("latest");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Show problems" }).click();
  const problems = page.getByRole("list", { name: "Problems" });
  for (const place of [
    "manifests/dev.yaml, line 5, column 5",
    "manifests/qa.yaml, line 5, column 14",
    "manifests/staging.yaml, line 6, column 1",
    "apps/Broken/metadata.json, line 3, column 1",
  ]) {
    await expect(problems.getByRole("listitem").filter({ hasText: place })).toHaveCount(1);
  }
  await expect(problems.getByRole("listitem").filter({ hasText: "apps/Second" })).not.toHaveCount(0);
  await expectAccessible(page);

  await page.getByRole("radio", { name: /^All/ }).click();
  await expect(rowOf(page, "First")).toBeVisible();
  await expect(rowOf(page, "Second")).toBeVisible();
});

test("a manifest with other line ends is changed in its one line", async ({ page, bridge, computer }) => {
  const remote = computer.bareRepository("edited.git", { ...files, [`dist/apps/${orders}/1.0.0.zip`]: "" });
  await openFolder(page, bridge, remote);
  await choose(page, "Orders", "prod", "1.0.0");
  await page.getByRole("button", { name: "Review change…" }).click();
  await page.getByRole("button", { name: "Create branch with manifest changes" }).click();
  await expect(page.getByText("Branch pushed. prod is unchanged.")).toBeVisible();
  const branch = computer.git(remote, "for-each-ref", "--format=%(refname)", "--no-merged=main");
  expect(computer.git(remote, "cat-file", "blob", `${branch}:manifests/prod.yaml`)).toBe(
    files["manifests/prod.yaml"].replace("latest", "1.0.0").trimEnd(),
  );
});
