import { expect, test } from "vitest";

import type { Column } from "../ipc/generated/Column";
import type { MeaningView } from "../ipc/generated/MeaningView";
import type { Row } from "../ipc/generated/Row";
import { holds } from "./holds";

const element = (id: string) => ({ kind: "app" as const, id });
const column = (manifest: string, unreadable: string | null = null): Column => ({
  manifest,
  isProduction: false,
  place: "scrolling",
  entries: 1,
  unreadable,
});
const row = (id: string, newest: string, ...releases: (string | undefined)[]): Row => ({
  element: element(id),
  name: id,
  folder: `apps/${id}`,
  group: "",
  newest,
  cells: releases.map((release) => (release === undefined ? {} : { release })),
});
const entry = (manifest: string, id: string, to: string | null): MeaningView => ({
  kind: "entryChanged",
  manifest,
  isProduction: false,
  element: element(id),
  name: id,
  folder: `apps/${id}`,
  from: "0.9.0",
  to,
  direction: "upgrade",
});

const page = {
  columns: [column("dev"), column("prod"), column("qa", "It is no YAML.")],
  rows: [row("a", "1.1.0", "latest", "1.0.0", undefined), row("b", "1.1.0", undefined, "1.1.0", undefined)],
};

test("entries hold where their manifests say them, and removed ones where those say nothing", () => {
  expect(holds(page, [entry("dev", "a", "latest"), entry("prod", "b", "1.1.0"), entry("dev", "b", null)])).toBe(true);
  expect(holds(page, [entry("dev", "a", "latest"), entry("prod", "a", "1.1.0")])).toBe(false);
  expect(holds(page, [entry("prod", "a", null)])).toBe(false);
  expect(holds(page, [entry("dev", "gone", null)])).toBe(true);
});

test("what a manifest says that is gone, or cannot be read, is not known", () => {
  expect(holds(page, [entry("staging", "a", null)])).toBe(false);
  expect(holds(page, [entry("qa", "a", null)])).toBe(false);
});

test("manifests hold once they are there, or gone; a release where it is the newest", () => {
  const deleted = (manifest: string): MeaningView => ({ kind: "manifestDeleted", manifest, isProduction: false, entries: 1 });
  const release = (version: string): MeaningView => ({ kind: "releaseCreated", element: element("a"), name: "a", folder: "apps/a", version });
  expect(holds(page, [{ kind: "manifestCreated", manifest: "dev", entries: 1 }, deleted("staging"), release("1.1.0")])).toBe(true);
  expect(holds(page, [{ kind: "manifestCreated", manifest: "staging", entries: 1 }])).toBe(false);
  expect(holds(page, [deleted("dev")])).toBe(false);
  expect(holds(page, [release("1.2.0")])).toBe(false);
});
