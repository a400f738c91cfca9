import type { Browser, Point } from "./browser.ts";
import { FRAME } from "./browser.ts";
import { Program } from "./programs.ts";
import type { Screen } from "./screen.ts";

const PORT = 4_545;

/** WebKitGTK, whose MiniBrowser WebKitWebDriver drives over the WebDriver protocol. */
export class WebKit implements Browser {
  readonly name = "WebKitGTK";

  private constructor(
    private readonly driver: Program,
    private readonly session: string,
  ) {}

  static async start(screen: Screen): Promise<WebKit> {
    const driver = Program.start("WebKitWebDriver", [`--port=${PORT}`], screen.environment);
    const address = `http://127.0.0.1:${PORT}`;
    for (let attempt = 0; ; attempt += 1) {
      const answers = await fetch(`${address}/status`).then(() => true, () => false);
      if (answers) break;
      if (attempt === 100) throw new Error("WebKitWebDriver does not answer.");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const { sessionId } = await ask<{ sessionId: string }>("POST", `${address}/session`, {
      capabilities: { alwaysMatch: {} },
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
    await this.act("pointer", [
      { type: "pointerMove", ...at },
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ]);
  }

  async wheel(at: Point, by: Point, times: number): Promise<void> {
    const turn = { type: "scroll", ...at, deltaX: by.x, deltaY: by.y, duration: 0 };
    const pause = { type: "pause", duration: Math.round(FRAME) };
    await this.act("wheel", Array.from({ length: times }, () => [turn, pause]).flat());
  }

  async stop(): Promise<void> {
    await ask("DELETE", this.session);
    await this.driver.stop();
  }

  private async act(type: "pointer" | "wheel", actions: object[]): Promise<void> {
    await this.post("actions", { actions: [{ type, id: type, actions }] });
  }

  private post<T>(command: string, body: object): Promise<T> {
    return ask("POST", `${this.session}/${command}`, body);
  }
}

async function ask<T>(method: string, url: string, body?: object): Promise<T> {
  const answer = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await answer.json()) as { value: T };
  if (!answer.ok) throw new Error(`${url}: ${JSON.stringify(value)}`);
  return value;
}
