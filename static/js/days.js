// Days as the archive writes them (2023-03-01), counted as China counts them, whatever clock the reader's machine shows.

const CHINA = 8 * 3600 * 1000;
const DAY = 24 * 3600 * 1000;
const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day it is in China. */
export function today(now = Date.now()) {
  return new Date(now + CHINA).toISOString().slice(0, 10);
}

/** Whether a value is a day that exists: 2024-02-29, not 2023-02-29, 2023-3-1 or anything else. */
export function isDay(value) {
  return count(value) !== null;
}

/** Negative, zero or positive, as one day comes before, is or comes after another. */
export function compare(one, other) {
  return between(other, one);
}

/** How many days lie between two days; negative when the second comes first, NaN when one is no day. */
export function between(first, second) {
  const [one, other] = [count(first), count(second)];
  return one === null || other === null ? NaN : other - one;
}

/** A day as Chinese texts print it: 2023年3月1日. What is no day stays as it is. */
export function chinese(day) {
  if (!isDay(day)) return String(day ?? "");
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

// The number of a day since 1970-01-01, or null.
function count(value) {
  const parts = typeof value === "string" ? WRITTEN.exec(value) : null;
  if (!parts) return null;
  const moment = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== value ? null : moment.getTime() / DAY;
}
