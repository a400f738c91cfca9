import { defineConfig } from "@playwright/test";

import { chromium } from "./support/programs.ts";

export default defineConfig({
  outputDir: "test-results",
  // axe looks at every page twice, and a machine may have two cores for everything.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  reporter: "list",
  use: {
    viewport: { width: 1280, height: 800 },
    // What fades in has no contrast yet when axe looks at it.
    contextOptions: { reducedMotion: "reduce" },
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: chromium(),
      // The sandbox does not start for root, nor in most containers; the pages are our own. The rest keeps
      // Chromium from calling home.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "jobs", testDir: "specs" },
    { name: "screens", testDir: "screens" },
    // In turn, since two measurements at once measure each other.
    { name: "bench", testDir: "bench", timeout: 300_000, workers: 1, use: { trace: "off" } },
  ],
});
