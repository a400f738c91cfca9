import { expect, test } from "vitest";

import { findTyped, mainFile, moveBy, openAtFirst, toRows, toTree } from "./tree";

const files = (...paths: string[]) => paths.map((path) => ({ path, size: 1 }));

test("folders come before files, each by name, with the number of files in them", () => {
  const tree = toTree(files("main.rsx", "src/page10.rsx", "src/page2.rsx", "src/lib/a.sql", ".positions/main.json"));
  expect(tree.map((node) => [node.name, node.count])).toEqual([
    [".positions", 1],
    ["src", 3],
    ["main.rsx", 1],
  ]);
  expect(tree[1]?.children?.map((node) => node.path)).toEqual(["src/lib", "src/page2.rsx", "src/page10.rsx"]);
});

test("the app's main file is shown first, else whatever comes first", () => {
  expect(mainFile(files("functions.rsx", "main.rsx"))).toBe("main.rsx");
  expect(mainFile(files("b.js", "workflow.yml"))).toBe("workflow.yml");
  expect(mainFile(files("b.js"))).toBe("b.js");
  expect(mainFile([])).toBeNull();
});

test("a small artifact is open but for hidden folders, a large one only where the file is", () => {
  const small = toTree(files(".positions/main.json", "src/lib/a.sql"));
  expect([...openAtFirst(small, null)]).toEqual(["src", "src/lib"]);
  const large = toTree(files(...Array.from({ length: 400 }, (_, index) => `src/${index}.js`), "lib/deep/a.sql"));
  expect([...openAtFirst(large, "lib/deep/a.sql")]).toEqual(["lib/deep", "lib"]);
});

const open = new Set(["src"]);
const rows = toRows(toTree(files("lib/a.sql", "src/page1.rsx", "src/page2.rsx", "main.rsx")), open);

test("only what stands in open folders is seen, with its depth and its place", () => {
  expect(rows.map((row) => [row.node.path, row.level, row.position, row.siblings, row.parent])).toEqual([
    ["lib", 1, 1, 3, -1],
    ["src", 1, 2, 3, -1],
    ["src/page1.rsx", 2, 1, 2, 1],
    ["src/page2.rsx", 2, 2, 2, 1],
    ["main.rsx", 1, 3, 3, -1],
  ]);
});

test("arrows walk, open and close as in any tree", () => {
  expect(moveBy("ArrowDown", rows, 4, open)).toEqual({ to: 4 });
  expect(moveBy("ArrowUp", rows, 1, open)).toEqual({ to: 0 });
  expect(moveBy("ArrowRight", rows, 0, open)).toEqual({ toggle: "lib" });
  expect(moveBy("ArrowRight", rows, 1, open)).toEqual({ to: 2 });
  expect(moveBy("ArrowLeft", rows, 3, open)).toEqual({ to: 1 });
  expect(moveBy("ArrowLeft", rows, 1, open)).toEqual({ toggle: "src" });
  expect(moveBy("End", rows, 0, open)).toEqual({ to: 4 });
  expect(moveBy("a", rows, 0, open)).toBeNull();
});

test("typing finds the next name that starts so", () => {
  expect(findTyped(rows, "p", 0)).toBe(2);
  expect(findTyped(rows, "p", 3)).toBe(3);
  expect(findTyped(rows, "LIB", 3)).toBe(0);
  expect(findTyped(rows, "z", 0)).toBe(-1);
});
