import { expect, test } from "vitest";

import { visible, visibleString } from "./visible";

test("an ordinary name is shown as it is, accents and emoji included", () => {
  for (const name of ["Orders (EU)", "O'Brien: 50%20", "Größe", "👩‍💻 Desk", "a  b"]) {
    expect(visible(name)).toEqual([{ text: name, isEscape: false }]);
  }
});

test("a mark that reorders the line is shown as an escape", () => {
  expect(visibleString("invoice\u202egpj.exe")).toBe("invoice⟨U+202E⟩gpj.exe");
});

test("control and invisible characters are shown as escapes", () => {
  expect(visibleString("a\u0000b\u200bc\u001bd\ne")).toBe("a⟨U+0000⟩b⟨U+200B⟩c⟨U+001B⟩d⟨U+000A⟩e");
});

test("spaces at the edges can be seen", () => {
  expect(visibleString(" Orders ")).toBe("␣Orders␣");
  expect(visible(" looks like it.", true)).toEqual([{ text: " looks like it.", isEscape: false }]);
  expect(visible(" a\u200b ", true).map((part) => part.text)).toEqual([" a", "⟨U+200B⟩", " "]);
});

test("what is seen and what is escaped stay apart", () => {
  expect(visible("x\u202ey")).toEqual([
    { text: "x", isEscape: false },
    { text: "⟨U+202E⟩", isEscape: true },
    { text: "y", isEscape: false },
  ]);
});
