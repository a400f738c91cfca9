import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import type { Computer } from "../support/computer.ts";
import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { openFolder } from "../support/repositories.ts";
import { fetched } from "../support/sample.ts";

const APPS = 100;
/** So many files in each that packing them all takes seconds longer than a click. */
const FILES = 800;
/** How long looking at all of them may take, in milliseconds. */
const PATIENCE = 60_000;

/** A bare repository with many apps of the same many files. */
function largeRepository(computer: Computer): string {
  const bare = computer.bareRepository("large.git", { ".retool/protected-apps.yaml": "version: 2.0.0" });
  const work = computer.path("large.git-work");
  mkdirSync(join(work, "src"));
  for (let file = 0; file < FILES; file += 1) writeFileSync(join(work, "src", `page${file}.rsx`), `<Page id="${file}" />\n`);
  for (let app = 0; app < APPS; app += 1) {
    mkdirSync(join(work, "apps", `App ${app}`), { recursive: true });
    const marker = { pageUuid: `6f2c1d80-0000-4000-8000-0000000000${String(app).padStart(2, "0")}` };
    writeFileSync(join(work, "apps", `App ${app}`, "metadata.json"), JSON.stringify(marker));
  }
  computer.git(work, "add", "--all");
  const whole = computer.git(work, "write-tree");
  for (let app = 0; app < APPS; app += 1) computer.git(work, "read-tree", `--prefix=apps/App ${app}/src/`, `${whole}:src`);
  computer.git(work, "commit", "--quiet", "--message", "Add apps");
  computer.git(work, "push", "--quiet", bare, "HEAD:main");
  return bare;
}

/** Waits until two seconds have passed, as the window sees them, and cancels what says in numbers how far it is. */
async function cancelInNumbers(page: Page): Promise<void> {
  await page.clock.fastForward(2_100);
  const progress = page.getByRole("group", { name: "Progress" });
  await expect(progress).toContainText(/Packing artifacts \d+ of 100/);
  await expect(progress.getByRole("progressbar")).toHaveAttribute("max", "100");
  await progress.getByRole("button", { name: "Cancel" }).click();
  await expect(progress).toBeHidden();
}

/** Keeps the answer to the next plan back until it is cancelled, and gives the answer of a plan that was not done yet. */
async function holdPlan(page: Page): Promise<void> {
  await page.route(
    "**/ipc/plan",
    async (route) => {
      const { operation } = route.request().postDataJSON() as { operation: string };
      const cancelled = page.waitForRequest((request) => request.url().endsWith("/ipc/cancel"));
      await route.fetch({ timeout: 0 });
      expect((await cancelled).postDataJSON()).toEqual({ operation });
      const rest = { unchanged: null, hint: null, details: null, hostKey: null };
      await route.fulfill({ status: 422, json: { ...rest, code: "cancelled", message: "Cancelled." } });
    },
    { times: 1 },
  );
}

test("a hundred releases are cancelled while they are looked at and while they are packed, and nothing is left behind", async ({
  page,
  bridge,
  computer,
}) => {
  test.slow();
  const remote = largeRepository(computer);
  const before = computer.git(remote, "for-each-ref");
  await openFolder(page, bridge, remote);
  const first = page.getByRole("button", { name: "Create first releases (100)" });
  await first.waitFor();
  await fetched(page);
  await page.clock.install();
  await holdPlan(page);
  await first.click();
  await cancelInNumbers(page);
  await expectAccessible(page);
  const create = page.getByRole("button", { name: "Create branch with 100 releases" });
  await expect(create).toBeDisabled();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(create).toBeEnabled({ timeout: PATIENCE });

  await create.click();
  await cancelInNumbers(page);
  await expect(create).toBeEnabled({ timeout: PATIENCE });
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
  expect(computer.git(remote, "for-each-ref")).toBe(before);
  await page.keyboard.press("Control+1");
  await expect(first).toBeVisible();
  await expect(page.getByText("Not pushed yet:")).toBeHidden();
});
