/** A trace of arrivals from CSV: a header `time,user`, then a request a line (MODEL.md §10). */
import Papa from "papaparse";
import { InputError } from "../input/errors.js";
import { inputError, nearMiss, show } from "../input/validation.js";
import type { Arrival } from "./arrivals.js";

/**
 * Requests in order of time.
 * @param ids Ids of the scenario's users, which the column `user` names.
 * @param end The last time at which a request may come [s]: when the last slot begins.
 * @throws InputError naming the line, the field, its value and what would be right.
 */
export function readArrivalsCsv(text: string, ids: readonly string[], end: number = Infinity): Arrival[] {
  const users = new Map(ids.map((id, n) => [id, n]));
  const arrivals: Arrival[] = [];
  const problems: string[] = [];
  let columns: { readonly time: number; readonly user: number; readonly count: number } | undefined;
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ""), { delimiter: "," });
  for (const { row = 0, message } of errors) problems.push(`line ${row + 1}: ${message}`);
  for (const [i, row] of data.entries()) {
    const line = `line ${i + 1}`;
    if (row.length === 1 && row[0]!.trim() === "") continue;
    if (columns === undefined) {
      columns = header(row, line);
      continue;
    }
    if (row.length !== columns.count) {
      problems.push(`${line}: has ${row.length} cells, but the header has ${columns.count}`);
      continue;
    }
    const cell = row[columns.time]!.trim();
    const time = cell === "" ? Number.NaN : Number(cell);
    const id = row[columns.user]!.trim();
    const user = users.get(id);
    if (!(time >= 0 && time < Infinity))
      problems.push(`${line}: time: must be a finite number >= 0 [s], not ${show(cell)}`);
    else if (time > end)
      problems.push(`${line}: time: must be at most ${end} s, when the last slot begins, not ${cell}`);
    if (user === undefined) problems.push(`${line}: user: ${show(id)} is no user of the scenario${nearMiss(id, ids)}`);
    else arrivals.push({ time, user });
  }
  if (problems.length > 0) throw inputError(problems);
  if (arrivals.length === 0)
    throw new InputError("must have a header line time,user and at least one request, a line each");
  return arrivals.sort((a, b) => a.time - b.time);
}

function header(row: readonly string[], line: string): { time: number; user: number; count: number } {
  const names = row.map((name) => name.trim());
  if ([...names].sort().join() === "time,user") {
    return { time: names.indexOf("time"), user: names.indexOf("user"), count: names.length };
  }
  throw new InputError(`${line}: must be the header time,user, not ${show(row.join(","))}`);
}
