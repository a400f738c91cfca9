import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const gitConfiguration = `[user]
  name = Sample builder
  email = builder@example.com
[init]
  defaultBranch = main
[safe]
  directory = *
`;

/** A computer of its own for one test: a home folder, and nothing of this machine's user in it. */
export class Computer {
  readonly home = mkdtempSync(join(tmpdir(), "manifold-"));
  readonly environment: NodeJS.ProcessEnv;

  constructor() {
    writeFileSync(join(this.home, ".gitconfig"), gitConfiguration);
    this.environment = {
      PATH: process.env.PATH,
      HOME: this.home,
      // Without a session bus there is no keyring: secrets stay in memory.
      XDG_RUNTIME_DIR: this.home,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_AUTHOR_DATE: "2026-03-02T09:00:00Z",
      GIT_COMMITTER_DATE: "2026-03-02T09:00:00Z",
      TZ: "UTC",
    };
  }

  /** A path in the home folder. */
  path(...parts: string[]): string {
    return join(this.home, ...parts);
  }

  /** What Git prints, without the last line break. */
  git(folder: string, ...args: string[]): string {
    return execFileSync("git", args, { cwd: folder, env: this.environment, encoding: "utf8" }).trimEnd();
  }

  /** A bare repository whose one commit holds these files. */
  bareRepository(name: string, files: Record<string, string | Buffer>): string {
    const work = this.path(`${name}-work`);
    const bare = this.path(name);
    mkdirSync(work);
    this.git(work, "init", "--quiet");
    this.commit(work, "Begin", files);
    this.git(this.home, "clone", "--quiet", "--bare", work, bare);
    return bare;
  }

  /** Writes the files into a working folder and commits them. */
  commit(work: string, message: string, files: Record<string, string | Buffer>): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(work, path)), { recursive: true });
      writeFileSync(join(work, path), content);
    }
    this.git(work, "add", "--all");
    this.git(work, "commit", "--quiet", "--message", message);
  }

  remove(): void {
    // A program that was just ended may still be writing.
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
