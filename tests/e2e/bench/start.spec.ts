import { writeFileSync } from "node:fs";

import { test } from "@playwright/test";

import { Bridge } from "../support/bridge.ts";
import { Computer } from "../support/computer.ts";
import { median, report } from "./support/measurements.ts";
import { miniBrowser, Program } from "./support/programs.ts";
import { Screen } from "./support/screen.ts";

const STARTS = 7;

test("from the start of the program to a usable window", async ({ page }) => {
  const computer = new Computer();
  await openSample(computer);
  const plain = computer.path("plain.html");
  writeFileSync(plain, `<table>${"<tr><td>Dashboard<td>1.0.3<td>1.0.2".repeat(20)}</table>`);

  const screen = await Screen.start(computer);
  const environment = { ...screen.environment, MANIFOLD_DATA: computer.path("data") };
  const ours: number[] = [];
  const reference: number[] = [];
  for (let turn = 0; turn <= STARTS; turn += 1) {
    ours.push(await screen.timeUntilDrawn(() => Program.start(desktopProgram(), [], environment)));
    reference.push(
      await screen.timeUntilDrawn(() => Program.start(miniBrowser(), [`file://${plain}`], screen.environment)),
    );
  }
  await screen.stop();
  computer.remove();

  // The first one of each fills the system's file cache.
  report({
    name: "start to a usable window",
    value: median(ours.slice(1)),
    unit: "ms",
    at_most: 1000,
    reference: { name: "WebKitGTK's MiniBrowser with a plain table", value: median(reference.slice(1)) },
  });

  /** Leaves the sample repository as the one of last time. */
  async function openSample(computer: Computer): Promise<void> {
    const bridge = await Bridge.start(computer);
    await page.goto(bridge.url);
    await page.getByRole("button", { name: "Try the sample repository" }).click();
    await page.getByRole("grid").waitFor();
    await page.close();
    await bridge.stop();
  }
});

function desktopProgram(): string {
  const program = process.env.MANIFOLD_DESKTOP;
  if (program === undefined) throw new Error("MANIFOLD_DESKTOP names no program; ./x bench does.");
  return program;
}
