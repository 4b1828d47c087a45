/** One's own measurements from CSV: a run a row, with columns `steps`, `seconds` and `watts` or `joules`; others are left alone. */

import { decimal } from "../input/checks.js";
import { readCsv } from "../input/csv.js";
import { InputError, type Problems } from "../input/errors.js";
import { commaHint, show } from "../input/validation.js";
import { MOST_STEPS } from "../scenario/range.js";
import type { Measurement } from "./measurements.js";

const NEEDED = ["steps", "seconds"];
const ENERGY = ["watts", "joules"];
const KNOWN: readonly string[] = [...NEEDED, ...ENERGY];

/**
 * The measurements of a CSV text.
 * @throws InputError naming the line, the column, its value and what would be right.
 */
export function readMeasurementsCsv(text: string): Measurement[] {
  const rows: Measurement[] = [];
  let names: readonly string[] = [];
  readCsv(text, {
    known: KNOWN,
    onHeader: (header, line) => {
      names = header;
      checkHeader(header, line);
    },
    onRow: (cells, line, problems) => {
      const read = (name: string): number => positive(cells[names.indexOf(name)]!, `line ${line}: ${name}`, problems);
      const steps = read("steps");
      const seconds = read("seconds");
      const joules = names.includes("joules") ? read("joules") : read("watts") * seconds;
      if (steps > 0 && !(Number.isInteger(steps) && steps <= MOST_STEPS)) {
        problems.add(() => `line ${line}: steps: must be a whole number from 1 to ${MOST_STEPS}, not ${steps}`);
      }
      rows.push({ steps, seconds, joules });
    },
  });
  if (rows.length === 0) throw new InputError("must have a header line and at least one run, a line each");
  return rows;
}

function checkHeader(header: readonly string[], line: number): void {
  const missing = NEEDED.find((name) => !header.includes(name));
  if (missing !== undefined) {
    throw new InputError(`line ${line}: has no column ${missing}; needs steps, seconds and watts or joules`);
  }
  const energy = ENERGY.filter((name) => header.includes(name));
  if (energy.length === 0)
    throw new InputError(`line ${line}: has no column watts (mean of the run) or joules (of the whole run)`);
  if (energy.length > 1) throw new InputError(`line ${line}: has watts and joules; leave one of them out or rename it`);
}

/** The number > 0 of a cell; NaN, and a problem, for another text. */
function positive(text: string, where: string, problems: Problems): number {
  const value = decimal(text);
  if (value > 0 && value < Number.POSITIVE_INFINITY) return value;
  problems.add(() => `${where}: must be a number > 0, not ${show(text)}${commaHint(text)}`);
  return NaN;
}
