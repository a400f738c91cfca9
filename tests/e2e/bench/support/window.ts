import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Computer } from "../../support/computer.ts";
import { builtWindow } from "../../support/programs.ts";
import { observe } from "./observer.ts";

/** A copy of the built window that is observed; answers its folder. */
export function observedWindow(computer: Computer): string {
  const folder = computer.path("window");
  cpSync(builtWindow, folder, { recursive: true });
  writeFileSync(join(folder, "observe.js"), `(${observe.toString()})();\n`);
  const page = join(folder, "index.html");
  writeFileSync(page, readFileSync(page, "utf8").replace("<head>", '<head><script src="/observe.js"></script>'));
  return folder;
}
