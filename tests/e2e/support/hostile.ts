import type { Page } from "@playwright/test";

import type { Bridge } from "./bridge.ts";
import type { Computer } from "./computer.ts";
import { storedZip } from "./zip.ts";

const orders = "6f2c1d80-0000-4000-8000-000000000001";
const fresh = "6f2c1d80-0000-4000-8000-000000000002";
const noted = "6f2c1d80-0000-4000-8000-000000000003";

const metadata = (version: string) =>
  JSON.stringify({
    releaseVersion: version,
    releaseDescription: "Totals\u202e txt.exe",
    gitSha: "a1b2c3d4".repeat(5),
    elementType: "PAGE",
    metadataVersion: "1.0.0",
  });

/** A repository with what artifacts may hold at worst, and apps that have no releases. */
export function hostileRepository(computer: Computer): string {
  const dist = `dist/apps/${orders}`;
  return computer.bareRepository("hostile", {
    ".retool/protected-apps.yaml": "version: 2.0.0",
    "apps/Sales/Orders/metadata.json": JSON.stringify({ pageUuid: orders }),
    "apps/Sales/Orders/main.rsx": "<App />\n",
    "apps/Fresh/metadata.json": JSON.stringify({ pageUuid: fresh }),
    "apps-v2/Notes/package.json": JSON.stringify({ retool: { app: { uuid: noted, name: "Notes" } } }),
    [`${dist}/1.0.0.zip`]: storedZip({
      "main.rsx": '<App>\n  <Include src="./src/page1.rsx" />\n</App>\n',
      "lib/gnp\u202etxt.js": 'const role = "user\u202e // admin";\n',
      "lib/large.sql": "select 1;\n".repeat(300_000),
      "picture.png": Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]),
      "release-metadata.json": metadata("1.0.0"),
    }),
    [`${dist}/1.0.1.zip`]: storedZip({ "../evil.js": "1", "release-metadata.json": metadata("1.0.1") }),
    [`${dist}/1.0.2.zip`]: "This is no zip.",
    "manifests/staging.yaml": `version: 1.0.0\nname: staging\napps:\n  - uuid: ${orders}\n    release: 9.9.9\n`,
    "manifests/prod.yaml": `version: 1.0.0\nname: prod\napps:\n  - uuid: ${orders}\n    release: latest\n`,
  });
}

/** Opens it as a person does. */
export async function openHostile(page: Page, bridge: Bridge, computer: Computer): Promise<void> {
  await bridge.willPick(page.request, [hostileRepository(computer)]);
  await page.getByRole("button", { name: "Open a folder" }).click();
  await page.getByRole("grid").waitFor();
}
