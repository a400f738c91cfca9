import { expect, test } from "vitest";

import { mainFile, openAtFirst, toTree } from "./tree";

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
