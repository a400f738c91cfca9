import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import type { APIRequestContext } from "@playwright/test";

import type { Computer } from "./computer.ts";
import { bridgeProgram, builtWindow } from "./programs.ts";

/** The application of one test, behind a loopback address. */
export class Bridge {
  private constructor(
    private readonly process: ChildProcess,
    /** Lets a browser in, when it is opened first. */
    readonly url: string,
  ) {}

  /** Starts it with its data in the computer's home folder; the window is the built one, or a copy of it. */
  static async start(computer: Computer, window = builtWindow): Promise<Bridge> {
    const program = spawn(bridgeProgram, [computer.path("data"), window], {
      env: computer.environment,
      stdio: ["pipe", "pipe", "inherit"],
    });
    const gone = once(program, "exit").then(([code]) => {
      throw new Error(`the bridge ended with ${code}`);
    });
    const ready = once(createInterface(program.stdout), "line");
    const [line] = (await Promise.race([ready, gone])) as [string];
    gone.catch(() => {}); // From here on its end is what `stop` asks for.
    return new Bridge(program, (JSON.parse(line) as { url: string }).url);
  }

  /** What the next file dialogs are answered with, in turn; null stands for *Cancel*. */
  async willPick(request: APIRequestContext, picks: (string | null)[]): Promise<void> {
    await request.post(new URL("/test/picks", this.url).href, { data: picks });
  }

  /** The links that were opened in the system's browser. */
  async openedLinks(request: APIRequestContext): Promise<string[]> {
    const answer = await request.get(new URL("/test/links", this.url).href);
    return (await answer.json()) as string[];
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return; // A test has stopped it already.
    const ended = once(this.process, "exit");
    this.process.stdin?.end();
    await ended;
  }
}
