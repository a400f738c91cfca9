import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The Chromium of this machine, under any of its names. */
export function chromium(): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (found === undefined) throw new Error("Chromium is not installed; ./x test installs it.");
  return found;
}

/** The bridge, which `./x test` builds. */
export const bridgeProgram = process.env.MANIFOLD_BRIDGE ?? join(root, "target/debug/manifold-bridge");

/** The built window. */
export const builtWindow = join(root, "ui/dist");

/** Where `./x screens` puts its pictures. */
export const pictures = join(root, "target/screens");
