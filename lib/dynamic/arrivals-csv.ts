/** A trace of arrivals from CSV: a header with `time` and `user`, then a request a line (MODEL.md §10). */
import { decimal, oneOf } from "../input/checks.js";
import { readCsv } from "../input/csv.js";
import { InputError, problemList } from "../input/errors.js";
import { nearMiss } from "../input/near-miss.js";
import { commaHint, show } from "../input/validation.js";
import { MOST_STEPS } from "../scenario/range.js";
import type { Arrival } from "./arrivals.js";
import { unknownService } from "./tasks.js";
import { readTime, TIME_UNITS, type TimeUnit, timeProblem } from "./trace-time.js";

/** How a trace is written. */
export interface TraceOptions {
  /** The last time at which a request may come [s]: when the last slot begins. Default none. */
  readonly end?: number;
  /** Column of the times; default `time`. */
  readonly timeColumn?: string;
  /** Column of the users' ids; default `user`. */
  readonly userColumn?: string;
  /**
   * What the times are. If it is given they are timestamps, which may begin anywhere: the first request comes at 0, the others
   * as much later, to the microsecond. By default they are seconds from the beginning, as they stand.
   */
  readonly timeUnit?: TimeUnit;
  /** Names of the scenario's services, which a column `service` names. Default none, and no such column is read. */
  readonly services?: readonly string[];
  /** Told the names of columns that are not read, if there are any. */
  readonly onIgnored?: (columns: readonly string[]) => void;
}

/**
 * Requests in order of time. A column `service` holds what a request asks for, `deadline` [s] and `maxSteps` its own; an empty
 * cell leaves its user's. Further columns are not read.
 * @param ids Ids of the scenario's users, which the column `user` names.
 * @throws InputError naming the line, the field, its value and what would be right.
 */
export function readArrivalsCsv(text: string, ids: readonly string[], options: TraceOptions = {}): Arrival[] {
  const { end = Infinity, timeColumn = "time", userColumn = "user", timeUnit } = options;
  const { services = [], onIgnored = () => {} } = options;
  if (timeUnit !== undefined) oneOf("timeUnit", timeUnit, TIME_UNITS);
  const unit = timeUnit ?? "s";
  const users = new Map(ids.map((id, n) => [id.trim(), n]));
  const needed = [timeColumn, userColumn];
  const own = ["deadline", "maxSteps", ...(services.length === 0 ? [] : ["service"])].filter(
    (name) => !needed.includes(name),
  );
  const known = [...needed, ...own];
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
      const id = cells[at.get(userColumn)!]!;
      const user = users.get(id);
      if (user === undefined) {
        problems.add(
          () => `line ${line}: ${userColumn}: ${show(id)} is no user of the scenario${nearMiss(id, [...users.keys()])}`,
        );
      }
      const asked = askedBy(
        (name) => (own.includes(name) ? cells[at.get(name)!] : undefined) ?? "",
        services,
        (name, message) => problems.add(() => `line ${line}: ${name}: ${message()}`),
      );
      if (!right || user === undefined) return;
      if (timeUnit === undefined && time > end)
        problems.add(() => `line ${line}: ${timeColumn}: ${tooLate(time, end)}`);
      requests.push({ line, arrival: { time, user, ...asked } });
    },
  });
  if (requests.length === 0) {
    throw new InputError(`must have a header line ${needed.join()} and at least one request, a line each`);
  }
  const arrivals = timeUnit === undefined ? requests.map(({ arrival }) => arrival) : sinceFirst(requests, options);
  return arrivals.sort((a, b) => a.time - b.time);
}

/** What a request's cells say of it alone: an empty one says nothing. */
function askedBy(
  cellOf: (name: string) => string,
  services: readonly string[],
  problem: (name: string, message: () => string) => void,
): Pick<Arrival, "service" | "deadline" | "maxSteps"> {
  const [service, deadline, maxSteps] = ["service", "deadline", "maxSteps"].map(cellOf) as [string, string, string];
  const [T, most] = [decimal(deadline), decimal(maxSteps)];
  if (service !== "" && !services.includes(service)) problem("service", () => unknownService(service, services));
  if (deadline !== "" && !(T > 0 && T < Infinity))
    problem("deadline", () => `must be a finite number > 0 [s], not ${show(deadline)}${commaHint(deadline)}`);
  if (maxSteps !== "" && !(Number.isInteger(most) && most >= 1 && most <= MOST_STEPS)) {
    const right = `must be a whole number from 1 to ${MOST_STEPS} [steps]`;
    problem("maxSteps", () => `${right}, not ${show(maxSteps)}${commaHint(maxSteps)}`);
  }
  return {
    ...(service !== "" && { service }),
    ...(deadline !== "" && { deadline: T }),
    ...(maxSteps !== "" && { maxSteps: most }),
  };
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
