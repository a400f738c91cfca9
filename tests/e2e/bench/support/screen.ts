import { closeSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { Computer } from "../../support/computer.ts";
import { Program } from "./programs.ts";

const INTERVAL = 8;
/** A picture is final when nothing changed for this long. */
const STILL = 1_500;
/** Of all pixels, how many may still change: a spinner and the words beside it, but no line of a table. */
const TOLERANCE = 0.0025;

/** An X screen without a window manager, whose pixels can be read while programs draw. */
export class Screen {
  readonly size = { width: 1280, height: 800 };
  private pixelsBegin = 0;

  private constructor(
    private readonly programs: Program[],
    private readonly framebuffer: number,
    /** For programs that shall appear on this screen, with a session bus. */
    readonly environment: NodeJS.ProcessEnv,
  ) {}

  static async start(computer: Computer): Promise<Screen> {
    const { environment } = computer;
    const xvfb = Program.start(
      "Xvfb",
      ["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-fbdir", computer.home],
      environment,
    );
    const display = `:${await xvfb.firstLine()}`;
    const bus = Program.start("dbus-daemon", ["--session", "--nofork", "--nopidfile", "--print-address=1"], environment);
    const screen = new Screen([bus, xvfb], openSync(join(computer.home, "Xvfb_screen0"), "r"), {
      ...environment,
      DISPLAY: display,
      DBUS_SESSION_BUS_ADDRESS: await bus.firstLine(),
      GDK_BACKEND: "x11",
      NO_AT_BRIDGE: "1",
      LANG: "C.UTF-8",
    });
    screen.readHeader();
    return screen;
  }

  /**
   * How long a program takes from its start until the screen shows what it will keep showing, in milliseconds.
   * Nothing of the program takes part in this: it is seen from outside.
   */
  async timeUntilDrawn(start: () => Program): Promise<number> {
    const before = this.picture();
    const pictures = [{ at: 0, picture: before }];
    const begin = performance.now();
    const program = start();
    let last = { at: 0, picture: before };
    for (let now = 0; last.at === 0 || now - last.at < STILL; now = performance.now() - begin) {
      if (now > 30_000) throw new Error("Nothing was drawn.");
      const picture = this.picture();
      if (!picture.equals(last.picture)) {
        last = { at: performance.now() - begin, picture };
        pictures.push(last);
      }
      await sleep(INTERVAL);
    }
    await program.stop();
    const drawn = pictures.find(({ picture }) => difference(picture, last.picture) <= TOLERANCE);
    return drawn?.at ?? Number.NaN;
  }

  async stop(): Promise<void> {
    closeSync(this.framebuffer);
    for (const program of this.programs) await program.stop();
  }

  /** The framebuffer is an XWD file: a header, a colour map of 12 bytes each, and the pixels. */
  private readHeader(): void {
    const header = Buffer.alloc(100);
    readSync(this.framebuffer, header, 0, header.length, 0);
    this.pixelsBegin = header.readUInt32BE(0) + header.readUInt32BE(76) * 12;
  }

  private picture(): Buffer {
    const pixels = Buffer.allocUnsafeSlow(this.size.width * this.size.height * 4);
    readSync(this.framebuffer, pixels, 0, pixels.length, this.pixelsBegin);
    return pixels;
  }
}

/** The share of pixels that differ. */
function difference(one: Buffer, other: Buffer): number {
  const [ones, others] = [one, other].map((picture) => new Uint32Array(picture.buffer)) as [Uint32Array, Uint32Array];
  return ones.reduce((count, pixel, index) => count + Number(pixel !== others[index]), 0) / ones.length;
}
