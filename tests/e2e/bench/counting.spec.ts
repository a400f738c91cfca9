import { setTimeout as sleep } from "node:timers/promises";

import { test as base } from "@playwright/test";

import { Bridge } from "../support/bridge.ts";
import { Computer } from "../support/computer.ts";
import { Chromium, type Browser } from "./support/browser.ts";
import { Matrix } from "./support/matrix.ts";
import { median, quantile, report } from "./support/measurements.ts";
import { intervalsOf, type Frames } from "./support/observer.ts";
import { openRepository } from "./support/repository.ts";
import { observedWindow } from "./support/window.ts";

const SAMPLES = 3;
/** Fewer frames than in one second say nothing. */
const FEWEST_FRAMES = 60;
/** How long nothing is done at a time, in milliseconds. */
const REST = 100;

const test = base.extend<{ computer: Computer }>({
  computer: async ({}, use) => {
    const computer = new Computer();
    await use(computer);
    computer.remove();
  },
});

test("frames while unreleased commits are counted", async ({ page, computer }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const browser = new Chromium(page);
  const built = observedWindow(computer);
  await withBridge(computer, built, (bridge) => openRepository(browser, bridge, "MANIFOLD_LONG_HISTORY"));
  const matrix = new Matrix(browser);
  const standing: number[] = [];
  const scrolling: number[] = [];
  for (let turn = 0; turn < SAMPLES; turn += 1) {
    standing.push(await whileCounting(browser, computer, built, () => sleep(REST)));
    scrolling.push(await whileCounting(browser, computer, built, (step) => matrix.scrollRows(step)));
  }
  const name = `${browser.name}, frames while commits are counted`;
  report({ name: `${name}, p95`, value: median(standing), unit: "ms", at_most: 20 });
  report({ name: `${name} and rows scroll, p95`, value: median(scrolling), unit: "ms", at_most: 20 });
});

async function withBridge<T>(computer: Computer, built: string, work: (bridge: Bridge) => Promise<T>): Promise<T> {
  const bridge = await Bridge.start(computer, built);
  try {
    return await work(bridge);
  } finally {
    await bridge.stop();
  }
}

/**
 * Opens the window on a program that has counted nothing yet, does something again and again until all is counted, and answers
 * the p95 of the frames between which the program was counting: after the window asked for the counts, and before it had them.
 */
async function whileCounting(
  browser: Browser,
  computer: Computer,
  built: string,
  act: (turn: number) => Promise<void>,
): Promise<number> {
  return withBridge(computer, built, async (bridge) => {
    await browser.open(bridge.url);
    await browser.run(async () => {
      await window.observed.rows;
      window.observed.beginFrames();
    });
    let counting = await countingOf(browser);
    for (let turn = 0; counting === null; turn += 1) {
      await act(turn);
      counting = await countingOf(browser);
    }
    const { begin, end, status } = counting;
    if (status !== 200) throw new Error(`Counting ended with ${status}.`);
    const frames = await browser.run(() => window.observed.endFrames());
    return p95(frames, begin, end);
  });
}

/** When the window asked for the counts and when it had them, in milliseconds of its life; nothing before that. */
function countingOf(browser: Browser) {
  return browser.run(() => {
    const answers = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const counts = answers.find(({ name }) => name.endsWith("/ipc/count_unreleased"));
    return counts ? { begin: counts.requestStart, end: counts.responseEnd, status: counts.responseStatus } : null;
  });
}

function p95({ times }: Frames, begin: number, end: number): number {
  const intervals = intervalsOf(times.filter((time) => begin <= time && time <= end));
  if (intervals.length < FEWEST_FRAMES) {
    throw new Error(`Counting took ${Math.round(end - begin)} ms with ${intervals.length} frames: too few to measure.`);
  }
  return quantile(intervals, 0.95);
}
