import { expect, test } from "vitest";

import type { OnInstance } from "../../ipc/generated/OnInstance";
import { notesOn } from "./notesOn";

const on = (manifest: string, release: string | null, rest: Partial<OnInstance> = {}): OnInstance => ({
  manifest,
  release,
  isProduction: manifest === "prod",
  missing: false,
  unreadable: null,
  ...rest,
});
const texts = (instances: OnInstance[], index: number, version = "1.0.3", isChosen = false) =>
  notesOn({ instances, version, defaultBranch: "main" }, index, isChosen).map((note) => note.text);

test("an instance that follows main is told that ticking pins it, and once ticked what is lost", () => {
  const dev = [on("dev", "latest")];
  expect(texts(dev, 0)).toEqual(["ticking pins it"]);
  expect(texts(dev, 0, "1.0.3", true)).toEqual(["no longer follows main"]);
});

test("Production is told which instance has not tried the release", () => {
  expect(texts([on("staging", "1.0.2"), on("prod", "1.0.2")], 1)).toEqual(["not yet on staging"]);
  expect(texts([on("dev", "latest"), on("prod", "1.0.2")], 1)).toEqual([]);
  expect(texts([on("prod", "1.0.2")], 0)).toEqual([]);
});

test("a lower version is a step back, and an entry without an artifact is said to be one", () => {
  expect(texts([on("staging", "1.0.4")], 0)).toEqual(["a step back"]);
  expect(texts([on("staging", "1.0.2", { missing: true })], 0)).toEqual(["1.0.2 has no artifact"]);
  expect(texts([on("staging", null)], 0)).toEqual([]);
});

test("a manifest that cannot be changed says why, and nothing else", () => {
  expect(texts([on("prod", null, { unreadable: "Line 3 is not valid." })], 0)).toEqual(["Line 3 is not valid."]);
});
