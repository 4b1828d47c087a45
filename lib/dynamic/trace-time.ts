/** Times of a trace: numbers in a unit, or dates. */
import { decimal } from "../input/checks.js";
import { commaHint } from "../input/validation.js";

/** How a trace may tell its times: in these units, or as dates (ISO 8601, UTC where there is no zone). */
export const TIME_UNITS = ["s", "ms", "us", "ns", "iso"] as const;

export type TimeUnit = (typeof TIME_UNITS)[number];

/** Of one unit, in a second. */
const PER_SECOND: Readonly<Record<Exclude<TimeUnit, "iso">, number>> = { s: 1, ms: 1e3, us: 1e6, ns: 1e9 };

const DATE =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(?:Z|UTC|([-+])(\d\d):?(\d\d)?)?)?$/i;

/** No clock is farther from UTC [s]. */
const FARTHEST_ZONE = 14 * 3600;

/** The time in a cell [s]; NaN for what is none. */
export function readTime(cell: string, unit: TimeUnit): number {
  return unit === "iso" ? readDate(cell) : decimal(cell) / PER_SECOND[unit];
}

/** What a time must be, and what to say of one that is none. */
export function timeProblem(shown: string, cell: string, unit: TimeUnit): string {
  if (unit === "iso") return `must be a date and time such as 2026-01-31T12:00:00.5Z, not ${shown}`;
  const hint = DATE.test(cell) ? "; dates need the time unit iso" : commaHint(cell);
  return `must be a finite number >= 0 [${unit}], not ${shown}${hint}`;
}

/** Seconds since 1970; NaN for no date. */
function readDate(cell: string): number {
  const parts = DATE.exec(cell);
  if (parts === null) return NaN;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", sign, zoneHour, zoneMinute] =
    parts;
  const fields = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const date = new Date(Date.UTC(fields[0], fields[1] - 1, fields[2], fields[3], fields[4], fields[5]));
  // what is no day or hour, such as 30 February, comes out as another one
  const told = [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
  if (fields.some((field, i) => field !== told[i])) return NaN;
  const [hours, minutes] = [Number(zoneHour ?? 0), Number(zoneMinute ?? 0)];
  const zone = hours * 3600 + minutes * 60;
  if (minutes > 59 || zone > FARTHEST_ZONE) return NaN;
  return date.getTime() / 1000 - (sign === "-" ? -zone : zone) + Number(`0.${fraction}`);
}
