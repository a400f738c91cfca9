import { expect, test } from "vitest";

import type { Column } from "../../ipc/generated/Column";
import type { Row } from "../../ipc/generated/Row";
import { toCsv, toText } from "./copyRows";

const column = (manifest: string): Column => ({ manifest, isProduction: false, place: "scrolling", entries: 1, unreadable: null });
const row = (name: string): Row => ({
  element: { kind: "app", id: "6f2c1d80-0000-4000-8000-000000000001" },
  name,
  folder: `apps/Orders/${name}`,
  group: "Orders",
  newest: "1.0.3",
  cells: [{ release: "latest" }, {}, { release: "1.0.2", missing: true }],
});
const columns = ["dev", "staging", "prod"].map(column);

test("text has a heading and a line per row, with tabs between", () => {
  expect(toText([row("Dashboard")], columns).split("\n")).toEqual([
    "App\tFolder\tNewest\tdev\tstaging\tprod",
    "Dashboard\tOrders\t1.0.3\tlatest\tNot listed\t1.0.2 (missing)",
  ]);
});

test("CSV quotes what needs it", () => {
  const [, line] = toCsv([row('Say "hi", please')], columns).split("\r\n");
  expect(line).toBe('"Say ""hi"", please",Orders,1.0.3,latest,Not listed,1.0.2 (missing)');
});

test("a name that a spreadsheet would take for a formula stays a name", () => {
  for (const name of ["=1+1", "+1", "-1", "@sum"]) {
    expect(toCsv([row(name)], columns)).toContain(`'${name}`);
    expect(toText([row(name)], columns)).toContain(`'${name}`);
  }
});
