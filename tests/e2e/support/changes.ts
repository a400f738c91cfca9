import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import type { Computer } from "./computer.ts";

/** The sample's Dashboard. */
export const dashboard = "6f2c1d80-3a1b-11f1-9c4e-8d7a5b2e4f10";

/** The sample's Refunds. */
export const refunds = "81e4a2b6-3a1b-11f1-9c4e-8d7a5b2e4f10";

/** The sample's Stock count. */
export const stockCount = "f1d6a3b8-3a1e-11f1-b3f9-7c4d1a8e6205";

/** The remote of the sample. */
export function sampleRemote(computer: Computer): string {
  return computer.path("data", "sample", "sample.git");
}

/** Lets the remote refuse every push, until the returned function is called. */
export function refusePushes(remote: string): () => void {
  const hook = join(remote, "hooks", "pre-receive");
  writeFileSync(hook, "#!/bin/sh\necho 'Nobody pushes on Fridays.' >&2\nexit 1\n", { mode: 0o755 });
  return () => rmSync(hook);
}

/** Somebody else changes a file on the default branch, with Git itself. */
export function pushChange(computer: Computer, remote: string, path: string, change: (text: string) => string): void {
  const work = computer.path("colleague");
  computer.git(computer.home, "clone", "--quiet", remote, work);
  computer.commit(work, `Change ${path}`, { [path]: change(readFileSync(join(work, path), "utf8")) });
  computer.git(work, "push", "--quiet", "origin", "HEAD:main");
  rmSync(work, { recursive: true });
}

/** A manifest in which this element has another release. */
export function withRelease(manifest: string, uuid: string, release: string): string {
  return manifest.replace(new RegExp(`(uuid: ${uuid}\\s+release: )\\S+`), `$1${release}`);
}

interface ConnectionChanges {
  readOnly?: boolean;
  forge?: string;
  webOrigin?: string;
}

/** Saves other settings for the open repository, and opens the window again. */
export async function changeConnection(page: Page, changes: ConnectionChanges): Promise<void> {
  await page.evaluate(async (changed) => {
    const call = async (command: string, request: unknown) => {
      const headers = { "content-type": "application/json" };
      const response = await fetch(`/ipc/${command}`, { method: "POST", headers, body: JSON.stringify(request) });
      if (!response.ok) throw new Error(await response.text());
      return response.json();
    };
    const { open: repository } = await call("start", {});
    const { connection } = await call("source_control", { repository });
    await call("save_connection", { repository, connection: { ...connection, ...changed } });
  }, changes);
  await page.reload();
  await page.getByRole("grid").waitFor();
}

/** Somebody else pushes a branch of its own, which changes a file of the default branch, and waits. */
export function pushBranch(
  computer: Computer,
  remote: string,
  branch: string,
  path: string,
  change: (text: string) => string,
): void {
  const work = computer.path("colleague");
  computer.git(computer.home, "clone", "--quiet", remote, work);
  computer.git(work, "switch", "--quiet", "--create", branch);
  // Of today: a branch that stood still for long is folded away.
  const { GIT_COMMITTER_DATE } = computer.environment;
  computer.environment.GIT_COMMITTER_DATE = new Date().toISOString();
  computer.commit(work, `Change ${path}`, { [path]: change(readFileSync(join(work, path), "utf8")) });
  Object.assign(computer.environment, { GIT_COMMITTER_DATE });
  computer.git(work, "push", "--quiet", "origin", branch);
  rmSync(work, { recursive: true });
}
