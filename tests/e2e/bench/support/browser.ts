import type { Page } from "@playwright/test";

/** A browser as a person uses it, with a view into the page. */
export interface Browser {
  readonly name: string;
  open(url: string): Promise<void>;
  /** Runs a function in the page; what it needs comes as its one argument. */
  run<T, A = undefined>(inPage: (argument: A) => T | Promise<T>, argument?: A): Promise<T>;
  click(at: Point): Promise<void>;
  /** Scrolls what is there by some pixels, again and again, once a frame. */
  scroll(at: Point, by: Point, times: number): Promise<void>;
}

/** In pixels from the upper left corner of the page. */
export interface Point {
  x: number;
  y: number;
}

/** One frame of a screen that shows sixty a second, in milliseconds. */
const FRAME = 1000 / 60;

/** Chromium, as Playwright drives it. */
export class Chromium implements Browser {
  readonly name = "Chromium";

  constructor(private readonly page: Page) {}

  async open(url: string): Promise<void> {
    await this.page.goto(url);
  }

  run<T, A>(inPage: (argument: A) => T | Promise<T>, argument?: A): Promise<T> {
    const text = JSON.stringify(argument) ?? "undefined";
    return this.page.evaluate(`(${inPage.toString()})(${text})`);
  }

  async click({ x, y }: Point): Promise<void> {
    await this.page.mouse.click(x, y);
  }

  async scroll(at: Point, by: Point, times: number): Promise<void> {
    await this.page.mouse.move(at.x, at.y);
    for (let turn = 0; turn < times; turn += 1) {
      const next = new Promise((resolve) => setTimeout(resolve, FRAME));
      await this.page.mouse.wheel(by.x, by.y);
      await next;
    }
  }
}
