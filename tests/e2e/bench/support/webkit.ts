import { existsSync, readdirSync } from "node:fs";

import type { Browser, Point } from "./browser.ts";
import { Program } from "./programs.ts";
import type { Screen } from "./screen.ts";

const PORT = 4_545;
/** How long a function in the page may take, in milliseconds; scrolling takes as long as it takes. */
const PATIENCE = 300_000;

/** WebKitGTK, whose MiniBrowser WebKitWebDriver drives over the WebDriver protocol. */
export class WebKit implements Browser {
  readonly name = "WebKitGTK";

  private constructor(
    private readonly driver: Program,
    private readonly session: string,
  ) {}

  static async start(screen: Screen): Promise<WebKit> {
    const driver = Program.start("WebKitWebDriver", [`--port=${PORT}`], { ...screen.environment, ...drawing() });
    const address = `http://127.0.0.1:${PORT}`;
    for (let attempt = 0; ; attempt += 1) {
      const answers = await fetch(`${address}/status`).then(() => true, () => false);
      if (answers) break;
      if (attempt === 100) throw new Error("WebKitWebDriver does not answer.");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const { sessionId } = await ask<{ sessionId: string }>("POST", `${address}/session`, {
      capabilities: { alwaysMatch: { timeouts: { script: PATIENCE } } },
    });
    const webkit = new WebKit(driver, `${address}/session/${sessionId}`);
    await webkit.post("window/rect", { x: 0, y: 0, ...screen.size });
    return webkit;
  }

  async open(url: string): Promise<void> {
    await this.post("url", { url });
  }

  run<T, A>(inPage: (argument: A) => T | Promise<T>, argument?: A): Promise<T> {
    return this.post("execute/sync", { script: `return (${inPage.toString()})(...arguments)`, args: [argument ?? null] });
  }

  async click(at: Point): Promise<void> {
    const actions = [
      { type: "pointerMove", ...at },
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ];
    await this.post("actions", { actions: [{ type: "pointer", id: "mouse", actions }] });
  }

  /** The driver loses most turns of its wheel: here the page scrolls itself. */
  scroll(at: Point, by: Point, times: number): Promise<void> {
    return this.run(
      async ({ at, by, times }: { at: Point; by: Point; times: number }) => {
        const scroller = document.elementFromPoint(at.x, at.y)?.closest("[role=grid]");
        for (let turn = 0; turn < times; turn += 1) {
          await new Promise(requestAnimationFrame);
          scroller?.scrollBy(by.x, by.y);
        }
      },
      { at, by, times },
    );
  }

  async stop(): Promise<void> {
    await ask("DELETE", this.session);
    await this.driver.stop();
  }

  private post<T>(command: string, body: object): Promise<T> {
    return ask("POST", `${this.session}/${command}`, body);
  }
}

/** MiniBrowser shall draw as the window does: src-tauri/src/drawing.rs says when it does so without OpenGL. */
function drawing(): NodeJS.ProcessEnv {
  const devices = "/dev/dri";
  const hasGraphicsCard = existsSync(devices) && readdirSync(devices).some((device) => device.startsWith("renderD"));
  return hasGraphicsCard ? {} : { WEBKIT_DISABLE_DMABUF_RENDERER: "1" };
}

async function ask<T>(method: string, url: string, body?: object): Promise<T> {
  const answer = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await answer.json()) as { value: T };
  if (!answer.ok) throw new Error(`${url}: ${JSON.stringify(value)}`);
  return value;
}
