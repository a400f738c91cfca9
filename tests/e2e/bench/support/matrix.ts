import { setTimeout as sleep } from "node:timers/promises";

import type { Browser, Point } from "./browser.ts";
import type { Frames } from "./observer.ts";

/** How far a frame's scrolling goes, in pixels: a wheel turned fast. */
const STEP = { down: 120, right: 40 };
/** How many steps of it go the one way before they go the other. */
const STEPS = 60;
/** How long what follows a step is left to settle, in milliseconds. */
const REST = 400;

/** The matrix as it stands in a page, alive or as a copy of its HTML. */
export class Matrix {
  constructor(private readonly browser: Browser) {}

  /** Scrolls through all rows, then through all columns, and records the frames. */
  async scroll(): Promise<Frames> {
    const { at, down, right } = await this.browser.run(() => {
      const grid = document.querySelector("[role=grid]") as HTMLElement;
      grid.scrollTo(0, 0);
      const { x, y, width, height } = grid.getBoundingClientRect();
      return {
        at: { x: Math.round(x + width / 2), y: Math.round(y + height / 2) },
        down: grid.scrollHeight - grid.clientHeight,
        right: grid.scrollWidth - grid.clientWidth,
      };
    });
    await sleep(REST);
    await this.browser.run(() => window.observed.beginFrames());
    await this.browser.scroll(at, { x: 0, y: STEP.down }, Math.ceil(down / STEP.down));
    await this.browser.scroll(at, { x: STEP.right, y: 0 }, Math.ceil(right / STEP.right));
    const frames = await this.browser.run(() => window.observed.endFrames());
    await sleep(REST);
    const reached = await this.browser.run(() => {
      const grid = document.querySelector("[role=grid]") as HTMLElement;
      const reached = { down: grid.scrollTop, right: grid.scrollLeft };
      grid.scrollTo(0, 0);
      return reached;
    });
    if (reached.down < down - 1 || reached.right < right - 1) {
      throw new Error(`Scrolling came to ${JSON.stringify(reached)} of ${JSON.stringify({ down, right })}.`);
    }
    await sleep(REST);
    return frames;
  }

  /** Scrolls through many rows, down in the first turn, up in the next. */
  async scrollRows(turn: number): Promise<void> {
    await this.browser.scroll(await this.centreOf("[role=grid]"), { x: 0, y: turn % 2 === 0 ? STEP.down : -STEP.down }, STEPS);
  }

  /** Chooses the newest release for a cell, in its popover; answers how long its painting took. */
  async chooseNewest(row: number): Promise<number> {
    await this.browser.click(await this.centreOf(`[data-index="${row}"] [data-column="3"]`));
    const newest = "[role=dialog] [role=option]";
    await this.centreOf(newest);
    await sleep(REST); // Until its popover stays where it is.
    return this.edit(await this.centreOf(newest));
  }

  /** How long it takes from a click until the cell that it changes is painted. */
  async edit(at: Point): Promise<number> {
    await this.browser.run(() => window.observed.beginEdit());
    await this.browser.click(at);
    const painted = await this.browser.run(() => window.observed.endEdit());
    await sleep(REST);
    return painted;
  }

  /** How long it takes from Ctrl A until all rows are painted as selected. None is selected afterwards. */
  async selectAll(): Promise<number> {
    const painted = await this.browser.run(async () => {
      const cell = document.querySelector<HTMLElement>("[data-index] [data-column='0']");
      if (!cell) throw new Error("There is no row.");
      cell.focus();
      await window.observed.frameDone();
      const press = (key: string, ctrlKey: boolean) =>
        cell.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true, cancelable: true }));
      const begin = performance.now();
      press("a", true);
      const end = await window.observed.frameDone();
      const rows = [...document.querySelectorAll("[data-index]")];
      if (!rows.every((row) => row.getAttribute("aria-selected") === "true")) throw new Error("Not all rows are selected.");
      press("Escape", false);
      return end - begin;
    });
    await sleep(REST);
    return painted;
  }

  /** Where the first such element is, as soon as it is there. */
  async centreOf(selector: string): Promise<Point> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const centre = await this.browser.run((wanted: string) => {
        const box = document.querySelector(wanted)?.getBoundingClientRect();
        return box ? { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) } : null;
      }, selector);
      if (centre) return centre;
      await sleep(50);
    }
    throw new Error(`There is no ${selector}.`);
  }
}
