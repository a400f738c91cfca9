/** The choices for the time between fetches. */
export const intervals = [
  { minutes: 0, label: "Not by itself" },
  { minutes: 1, label: "Every minute" },
  { minutes: 5, label: "Every 5 minutes" },
  { minutes: 15, label: "Every 15 minutes" },
  { minutes: 30, label: "Every 30 minutes" },
] as const;

/** The choice that stands for a kept number of minutes: the longest that is not longer. */
export function toInterval(minutes: number): number {
  return intervals.findLast((interval) => interval.minutes <= minutes)?.minutes ?? 0;
}
