import { test as base } from "@playwright/test";

import { Bridge } from "../support/bridge.ts";
import { Computer } from "../support/computer.ts";
import { Chromium, type Browser } from "./support/browser.ts";
import { Matrix } from "./support/matrix.ts";
import { median, quantile, report, type Measurement } from "./support/measurements.ts";
import { intervalsOf } from "./support/observer.ts";
import { copyMatrix, makeEditable, makeSelectable, openPlain, showPlain } from "./support/plain.ts";
import { openRepository } from "./support/repository.ts";
import { Screen } from "./support/screen.ts";
import { WebKit } from "./support/webkit.ts";
import { observedWindow } from "./support/window.ts";

const PAINTS = 7;
const SCROLLS = 3;
const EDITS = 15;
const SELECTIONS = 9;
/** The first line that is an element, not the heading of its folder. */
const FIRST_ROW = 1;

interface Fixtures {
  computer: Computer;
  bridge: Bridge;
  webkit: WebKit;
}

const test = base.extend<Fixtures>({
  computer: async ({}, use) => {
    const computer = new Computer();
    await use(computer);
    computer.remove();
  },
  bridge: async ({ computer }, use) => {
    const bridge = await Bridge.start(computer, observedWindow(computer));
    await use(bridge);
    await bridge.stop();
  },
  webkit: async ({ computer }, use) => {
    const screen = await Screen.start(computer);
    const webkit = await WebKit.start(screen);
    await use(webkit);
    await webkit.stop();
    await screen.stop();
  },
});

test("the matrix in Chromium", async ({ page, computer, bridge }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await measure(new Chromium(page), computer, bridge, { paint: 100, frame: 20, edit: 20, select: 50, rows: 60 });
});

test("the matrix in WebKitGTK", async ({ webkit, computer, bridge }) => {
  await measure(webkit, computer, bridge, {});
});

interface Goals {
  paint?: number;
  frame?: number;
  edit?: number;
  select?: number;
  rows?: number;
}

async function measure(browser: Browser, computer: Computer, bridge: Bridge, goals: Goals): Promise<void> {
  await openRepository(browser, bridge, "MANIFOLD_REPOSITORY");
  const paints = await inTurn(PAINTS, () => firstPaint(browser, bridge));
  const matrix = new Matrix(browser);
  const copy = await copyMatrix(browser);
  const scrolls = await inTurn(SCROLLS, () => matrix.scroll());
  const selections = await inTurn(SELECTIONS, () => matrix.selectAll());
  const edits = await inTurn(EDITS, (turn) => matrix.chooseNewest(FIRST_ROW + turn));
  const { kept, draft } = await browser.run(() => ({
    kept: performance
      .getEntriesByType("resource")
      .filter(({ name }) => name.endsWith("/ipc/change_draft"))
      .map(({ duration }) => duration),
    draft: document.querySelector(".matrix-draft")?.outerHTML ?? "",
  }));

  await openPlain(browser, computer, copy);
  const plainPaints = await inTurn(PAINTS, () => showPlain(browser, copy));
  const plain = new Matrix(browser);
  const plainScrolls = await inTurn(SCROLLS, () => plain.scroll());
  await makeSelectable(browser);
  const plainSelections = await inTurn(SELECTIONS, () => plain.selectAll());
  await makeEditable(browser, draft);
  const plainEdits = await inTurn(EDITS, async (turn) =>
    plain.edit(await plain.centreOf(`[data-index="${FIRST_ROW + turn}"] [data-column="3"]`)),
  );

  const add = (what: string, unit: string, value: number, goal?: number, reference?: Measurement["reference"]) =>
    report({
      name: `${browser.name}, ${what}`,
      value,
      unit,
      ...(goal !== undefined && { at_most: goal }),
      ...(reference && { reference }),
    });
  const answers = paints.map(({ answer }) => answer);
  const frames = (all: typeof scrolls) => median(all.map(({ times }) => quantile(intervalsOf(times), 0.95)));
  add("the answer with the matrix", "ms", median(answers));
  add("first paint after it", "ms", median(paints.map(({ painted }) => painted)), goals.paint, {
    name: "the same rows as plain HTML",
    value: median(plainPaints),
  });
  add("frames while scrolling, p95", "ms", frames(scrolls), goals.frame, {
    name: "the same, plain HTML",
    value: frames(plainScrolls),
  });
  add("one edited cell", "ms", median(edits), goals.edit, { name: "the same, plain HTML", value: median(plainEdits) });
  add("selecting 1,000 rows", "ms", median(selections), goals.select, {
    name: "the rows in sight, plain HTML",
    value: median(plainSelections),
  });
  add("keeping that edit", "ms", median(kept));
  add("rows in the document, most", "rows", Math.max(...scrolls.map(({ rows }) => rows)), goals.rows);
}

/** Opens the window anew, in the repository of last time. */
async function firstPaint(browser: Browser, bridge: Bridge) {
  await browser.open(bridge.url);
  const paint = await browser.run(async () => {
    const { there, painted } = await window.observed.rows;
    const answers = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const answer = answers.findLast(({ name, responseEnd }) => name.endsWith("/ipc/releases") && responseEnd <= there);
    if (!answer) throw new Error("The matrix came from nowhere.");
    return { answer: answer.duration, painted: painted - answer.responseEnd };
  });
  // What follows the first paint, the fetch above all, is not to be measured with what comes next.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  return paint;
}

async function inTurn<T>(times: number, sample: (turn: number) => Promise<T>): Promise<T[]> {
  const samples: T[] = [];
  for (let turn = 0; turn < times; turn += 1) samples.push(await sample(turn));
  return samples;
}
