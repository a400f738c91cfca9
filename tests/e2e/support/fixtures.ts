import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

import { Bridge } from "./bridge.ts";
import { Computer } from "./computer.ts";

interface Fixtures {
  computer: Computer;
  bridge: Bridge;
  /** Fails the test, when it ends, where the page complained or broke its content security policy. */
  quiet: void;
}

/** A test with a computer and an application of its own; `page` has the window open. */
export const test = base.extend<Fixtures>({
  computer: async ({}, use) => {
    const computer = new Computer();
    await use(computer);
    computer.remove();
  },
  bridge: async ({ computer }, use) => {
    const bridge = await Bridge.start(computer);
    await use(bridge);
    await bridge.stop();
  },
  page: async ({ page, bridge }, use) => {
    await page.goto(bridge.url);
    await use(page);
    await page.close(); // Before the bridge goes, which the page would complain of.
  },
  quiet: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on("console", (message) => {
        // A failure that the window shows is answered with 422, which Chromium calls an error.
        if (message.type() === "error" && !message.text().includes("422")) complaints.push(message.text());
      });
      context.on("weberror", (error) => complaints.push(String(error.error())));
      await use();
      expect(complaints, "what the page complained of").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Does the same in the light and in the dark theme. */
export async function inBothThemes(page: Page, check: (theme: "light" | "dark") => Promise<void>): Promise<void> {
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await check(theme);
  }
}

/** Expects that axe finds nothing, in either theme. */
export async function expectAccessible(page: Page): Promise<void> {
  await inBothThemes(page, async (theme) => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(", ")}`);
    expect(found, `what axe finds in the ${theme} theme`).toEqual([]);
  });
}
