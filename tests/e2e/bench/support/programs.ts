import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A program that runs until it is stopped. */
export class Program {
  private constructor(private readonly process: ChildProcess) {}

  static start(program: string, args: string[], environment: NodeJS.ProcessEnv): Program {
    return new Program(spawn(program, args, { env: environment, stdio: ["ignore", "pipe", "inherit"] }));
  }

  /** The first line that it prints. */
  async firstLine(): Promise<string> {
    if (!this.process.stdout) throw new Error("Its output is not read.");
    const [line] = (await once(createInterface(this.process.stdout), "line")) as [string];
    return line;
  }

  async stop(): Promise<void> {
    const ended = once(this.process, "exit");
    this.process.kill();
    await ended;
  }
}

/** WebKitGTK's own small browser, which its library brings along. */
export function miniBrowser(): string {
  const libraries = "/usr/lib";
  const candidates = readdirSync(libraries).map((folder) => join(libraries, folder, "webkit2gtk-4.1/MiniBrowser"));
  const found = candidates.find(existsSync);
  if (found === undefined) throw new Error("MiniBrowser is not installed; it comes with WebKitGTK 4.1.");
  return found;
}
