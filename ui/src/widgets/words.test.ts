import { describe, expect, test } from "vitest";

import { asOf, duration, fileSize, plural, relativeTime } from "./words";

const NOW = 1_795_000_000;
const HOUR = 3600;
const DAY = 24 * HOUR;

describe("a time for people", () => {
  test.each([
    [0, "just now"],
    [59, "just now"],
    [60, "1 min ago"],
    [59 * 60 + 59, "59 min ago"],
    [HOUR, "1 hour ago"],
    [23 * HOUR, "23 hours ago"],
    [DAY, "1 day ago"],
    [13 * DAY, "13 days ago"],
    [14 * DAY, "2 weeks ago"],
    [60 * DAY, "2 months ago"],
  ])("%d seconds ago is %s", (ago, words) => {
    expect(relativeTime(NOW - ago, NOW)).toBe(words);
  });

  test.each([
    [20 * 60, "20 min"],
    [7 * DAY, "7 days"],
    [800 * DAY, "2 years"],
    [-5, "less than a minute"],
  ])("%d seconds last %s", (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });

  test("after a year it is a date, and so is a time to come", () => {
    expect(relativeTime(NOW - 400 * DAY, NOW)).toMatch(/^\d{1,2} \w{3} 2025$/);
    expect(relativeTime(NOW + DAY, NOW)).toMatch(/^\d{1,2} \w{3,4} 2026$/);
  });

  test("the state of a branch is named by the clock today and by the day before that", () => {
    expect(asOf(NOW - HOUR, NOW)).toMatch(/^\d\d:\d\d$/);
    expect(asOf(NOW - 3 * DAY, NOW)).toMatch(/^\w{3},? \d/);
  });
});

test("one has no plural", () => {
  expect(plural(1, "change")).toBe("1 change");
  expect(plural(0, "change")).toBe("0 changes");
  expect(plural(1000, "entry", "entries")).toBe("1,000 entries");
});

test("sizes are rounded to what a person reads", () => {
  expect(fileSize(1023)).toBe("1023 B");
  expect(fileSize(1536)).toBe("1.5 KB");
  expect(fileSize(200 * 1024)).toBe("200 KB");
  expect(fileSize(5 * 1024 * 1024)).toBe("5.0 MB");
});
