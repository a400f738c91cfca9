import type { Page } from "@playwright/test";

import type { Bridge } from "./bridge.ts";
import type { Computer } from "./computer.ts";
import { headerOf } from "./matrix.ts";
import { doByPalette } from "./palette.ts";
import { matrix } from "./sample.ts";

const dashboard = "6e69709c-198c-11f1-835a-73d4870770bb";

/** A bare repository with one app and the manifests dev and prod; prod's has a typo in line 7. */
export function smallRepository(computer: Computer, name = "retool.git"): string {
  return computer.bareRepository(name, {
    ".retool/protected-apps.yaml": "version: 2.0.0",
    "apps/Orders/Dashboard/metadata.json": JSON.stringify({ pageUuid: dashboard }),
    "apps/Orders/Dashboard/main.rsx": "<App />\n",
    "manifests/dev.yaml": `version: 1.0.0\nname: dev\napps:\n  - uuid: ${dashboard}\n    release: latest\n`,
    "manifests/prod.yaml": `version: 1.0.0\nname: prod\n# Pinned\n\napps:\n  - uuid: ${dashboard}\n    relese: 1.0.2\n`,
  });
}

/** Opens a folder as a person does, through the dialog. */
export async function openFolder(page: Page, bridge: Bridge, folder: string): Promise<void> {
  await bridge.willPick(page.request, [folder]);
  await page.getByRole("button", { name: "Open a folder" }).click();
}

/** Opens one more folder, from wherever the window is. */
export async function openAnotherFolder(page: Page, bridge: Bridge, folder: string): Promise<void> {
  await doByPalette(page, "add a repository", /^Add a repository/);
  await openFolder(page, bridge, folder);
  await matrix(page).waitFor();
}

/** Opens the page Source control. */
export async function openSourceControl(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Source control", exact: true }).click();
  await page.getByRole("button", { name: "Test connection" }).waitFor();
}

/** More instances than fit beside one another, in the order of their columns. */
export const instances = ["asia", "dev", "eu", "qa", "staging", "us", "prod"];

/** Opens a repository with that many instances and one app. */
export async function openManyInstances(page: Page, bridge: Bridge, computer: Computer): Promise<void> {
  const manifest = (name: string) => `version: 1.0.0\nname: ${name}\napps:\n  - uuid: ${dashboard}\n    release: latest\n`;
  const bare = computer.bareRepository("many.git", {
    ".retool/protected-apps.yaml": "version: 2.0.0",
    "apps/Orders/metadata.json": JSON.stringify({ pageUuid: dashboard }),
    ...Object.fromEntries(instances.map((name) => [`manifests/${name}.yaml`, manifest(name)])),
  });
  await openFolder(page, bridge, bare);
  await headerOf(page, "asia").waitFor();
}
