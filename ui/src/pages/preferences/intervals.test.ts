import { expect, test } from "vitest";

import { toInterval } from "./intervals";

test.each([
  [0, 0],
  [1, 1],
  [4, 1],
  [5, 5],
  [29, 15],
  [600, 30],
])("%i minutes are shown as %i", (kept, shown) => {
  expect(toInterval(kept)).toBe(shown);
});
