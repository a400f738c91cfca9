const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });
const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "medium" });

/** A time for people, as seen from `now`; both in seconds since 1970. */
export function relativeTime(time: number, now: number): string {
  const ago = now - time;
  if (ago < -MINUTE) return date.format(time * 1000);
  if (ago < MINUTE) return "just now";
  return ago < YEAR ? `${duration(ago)} ago` : date.format(time * 1000);
}

/** How long something lasts, for people; in seconds. */
export function duration(seconds: number): string {
  if (seconds < MINUTE) return "less than a minute";
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < DAY) return plural(Math.floor(seconds / HOUR), "hour");
  if (seconds < 14 * DAY) return plural(Math.floor(seconds / DAY), "day");
  if (seconds < 60 * DAY) return plural(Math.floor(seconds / (7 * DAY)), "week");
  if (seconds < YEAR) return plural(Math.floor(seconds / (30 * DAY)), "month");
  return plural(Math.floor(seconds / YEAR), "year");
}

/** The time of day for today, the day otherwise: for "main as of 14:02". */
export function asOf(time: number, now: number): string {
  return now - time < 18 * HOUR ? clock.format(time * 1000) : day.format(time * 1000);
}

/** The day, as one would say it: "Tue 17 Nov". */
export function onDay(time: number): string {
  return day.format(time * 1000).replace(",", "");
}

/** The whole truth, in the person's own time zone. */
export function exactTime(time: number): string {
  return exact.format(time * 1000);
}

/** "1 change", "2 changes". */
export function plural(count: number, word: string, words = `${word}s`): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? word : words}`;
}

/** A size in bytes, for people. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(bytes < 10 * 1024 ? 1 : 0)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** The last segment of a folder: what stands in the title until the name is read. */
export function folderName(folder: string): string {
  return folder.slice(folder.lastIndexOf("/") + 1);
}
