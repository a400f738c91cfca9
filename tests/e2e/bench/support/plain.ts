import { writeFileSync } from "node:fs";

import type { Computer } from "../../support/computer.ts";
import type { Browser } from "./browser.ts";
import { observe } from "./observer.ts";

/** The HTML and CSS of a page's matrix, as they stand. */
export interface PlainPage {
  /** The attributes of the root element, by name. */
  root: Record<string, string>;
  css: string;
  /** The grid in a box of the size that it has. */
  html: string;
}

/** Takes a copy of what the browser shows, to be shown without any of the window's code. */
export function copyMatrix(browser: Browser): Promise<PlainPage> {
  return browser.run(() => {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
    const grid = document.querySelector("[role=grid]") as HTMLElement;
    const { width, height } = grid.getBoundingClientRect();
    return {
      root: Object.fromEntries([...document.documentElement.attributes].map(({ name, value }) => [name, value])),
      css: rules.map((rule) => rule.cssText).join("\n"),
      html: `<div style="display:flex; width:${width}px; height:${height}px">${grid.outerHTML}</div>`,
    };
  });
}

/** Opens an empty page with the copy's styles: a file, since WebKit lets `about:blank` inherit the window's own rules. */
export async function openPlain(browser: Browser, computer: Computer, { root, css }: PlainPage): Promise<void> {
  const empty = computer.path("plain.html");
  writeFileSync(empty, "<!doctype html>\n<title>Plain</title>\n");
  await browser.open(`file://${empty}`);
  await browser.run(observe);
  await browser.run(
    ({ root, css }: Pick<PlainPage, "root" | "css">) => {
      for (const [name, value] of Object.entries(root)) document.documentElement.setAttribute(name, value);
      document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
    },
    { root, css },
  );
}

/** Shows the copy; answers how long it takes until it is painted, in milliseconds. */
export function showPlain(browser: Browser, { html }: PlainPage): Promise<number> {
  return browser.run(async (text: string) => {
    document.body.replaceChildren();
    await window.observed.frameDone();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const begin = performance.now();
    document.body.innerHTML = text;
    return (await window.observed.frameDone()) - begin;
  }, html);
}

/** Lets a click change a cell of the copy, in the simplest way that there is. */
export function makeEditable(browser: Browser, draft: string): Promise<void> {
  return browser.run((text: string) => {
    document.addEventListener("click", (event) => {
      const cell = (event.target as HTMLElement).closest("[role=gridcell]");
      if (cell) cell.outerHTML = text;
    });
  }, draft);
}

/** Lets Ctrl A select the rows of the copy and Escape none, in the simplest way that there is. */
export function makeSelectable(browser: Browser): Promise<void> {
  return browser.run(() => {
    document.addEventListener("keydown", ({ key }) => {
      const isSelected = key === "a";
      for (const row of document.querySelectorAll("[data-index]")) {
        row.classList.toggle("matrix-selected", isSelected);
        row.setAttribute("aria-selected", String(isSelected));
        row.querySelector(".row-check")?.setAttribute("data-state", isSelected ? "all" : "none");
      }
    });
  });
}
