/** A trace of arrivals from CSV: a header with `time` and `user`, then a request a line (MODEL.md §10). */
import { oneOf } from "../input/checks.js";
import { readCsv } from "../input/csv.js";
import { commaHint, decimal } from "../input/decimal.js";
import { InputError } from "../input/errors.js";
import { problemList } from "../input/problems.js";
import { nearMiss, show } from "../input/validation.js";
import type { Arrival } from "./arrivals.js";
import { readTime, TIME_UNITS, type TimeUnit, timeProblem } from "./trace-time.js";

/** How a trace is written. */
export interface TraceOptions {
  /** The last time at which a request may come [s]: when the last slot begins. Default none. */
  readonly end?: number;
  /** Column of the times; default `time`. */
  readonly timeColumn?: string;
  /**
   * What the times are. If it is given they are timestamps, which may begin anywhere: the first request comes at 0, the others
   * as much later, to the microsecond. By default they are seconds from the beginning, as they stand.
   */
  readonly timeUnit?: TimeUnit;
  /** Told the names of columns that are not read, if there are any. */
  readonly onIgnored?: (columns: readonly string[]) => void;
}

/**
 * Requests in order of time. A column `deadline` holds a request's own [s]; an empty cell leaves its user's. Further columns
 * are not read.
 * @param ids Ids of the scenario's users, which the column `user` names.
 * @throws InputError naming the line, the field, its value and what would be right.
 */
export function readArrivalsCsv(text: string, ids: readonly string[], options: TraceOptions = {}): Arrival[] {
  const { end = Infinity, timeColumn = "time", timeUnit, onIgnored = () => {} } = options;
  if (timeUnit !== undefined) oneOf("timeUnit", timeUnit, TIME_UNITS);
  const unit = timeUnit ?? "s";
  const users = new Map(ids.map((id, n) => [id.trim(), n]));
  const needed = [timeColumn, "user"];
  const known = [...needed, "deadline"];
  const requests: TracedRequest[] = [];
  const at = new Map<string, number>();
  readCsv(text, {
    known,
    onHeader: (names, line) => {
      for (const name of needed) if (!names.includes(name)) refuseHeader(names, needed, line);
      for (const name of known) at.set(name, names.indexOf(name));
      const ignored = names.filter((name) => !known.includes(name)).map((name) => name || "one without a name");
      if (ignored.length > 0) onIgnored(ignored);
    },
    onRow: (cells, line, problems) => {
      const cell = cells[at.get(timeColumn)!]!;
      const time = readTime(cell, unit);
      const right = time < Infinity && (time >= 0 || timeUnit !== undefined);
      if (!right) problems.add(() => `line ${line}: ${timeColumn}: ${timeProblem(show(cell), cell, unit)}`);
      const id = cells[at.get("user")!]!;
      const user = users.get(id);
      if (user === undefined) {
        problems.add(
          () => `line ${line}: user: ${show(id)} is no user of the scenario${nearMiss(id, [...users.keys()])}`,
        );
      }
      const own = cells[at.get("deadline")!] ?? "";
      const deadline = own === "" ? Infinity : decimal(own);
      if (!(deadline > 0 && (deadline < Infinity || own === ""))) {
        problems.add(
          () => `line ${line}: deadline: must be a finite number > 0 [s], not ${show(own)}${commaHint(own)}`,
        );
      }
      if (!right || user === undefined) return;
      if (timeUnit === undefined && time > end) problems.add(() => `line ${line}: ${timeColumn}: ${tooLate(time, end)}`);
      requests.push({ line, arrival: own === "" ? { time, user } : { time, user, deadline } });
    },
  });
  if (requests.length === 0) {
    throw new InputError(`must have a header line ${needed.join()} and at least one request, a line each`);
  }
  const arrivals = timeUnit === undefined ? requests.map(({ arrival }) => arrival) : sinceFirst(requests, options);
  return arrivals.sort((a, b) => a.time - b.time);
}

interface TracedRequest {
  readonly arrival: Arrival;
  readonly line: number;
}

/** The first timestamp is subtracted from all. @throws InputError for those after the end. */
function sinceFirst(
  requests: readonly TracedRequest[],
  { end = Infinity, timeColumn = "time" }: TraceOptions,
): Arrival[] {
  const first = requests.reduce((least, { arrival }) => Math.min(least, arrival.time), Infinity);
  const problems = problemList();
  const arrivals = requests.map(({ arrival, line }) => {
    // to microseconds, as requests are drawn: finer than a timestamp's number is
    const time = Math.round((arrival.time - first) * 1e6) / 1e6;
    if (time > end) problems.add(() => `line ${line}: ${timeColumn}: ${tooLate(time, end, " after the first")}`);
    return { ...arrival, time };
  });
  problems.refuseAny();
  return arrivals;
}

function refuseHeader(names: readonly string[], needed: readonly string[], line: number): never {
  const [missing, ...others] = needed.filter((name) => !names.includes(name));
  if (others.length > 0) {
    throw new InputError(
      `line ${line}: must be a header with the columns ${needed.join(" and ")}, not ${show(names.join())}`,
    );
  }
  throw new InputError(`line ${line}: has no column ${missing}${nearMiss(missing!, names)}`);
}

function tooLate(time: number, end: number, since = ""): string {
  const hint = since === "" && time >= 1e8 ? "; timestamps need a time unit" : "";
  return `must be at most ${end} s${since}, when the last slot begins, not ${time}${hint}`;
}
