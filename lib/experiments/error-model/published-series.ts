/** The published measurements of quality against steps, as series (data/README.md: quality-vs-steps.csv). */
import { groups } from "d3-array";
import Papa from "papaparse";
import { InputError } from "../../input/errors.js";

/** One model with one sampler on one data set by one metric. */
export interface PublishedSeries {
  readonly model: string;
  /** As published. */
  readonly architecture: string;
  readonly sampler: string;
  readonly dataset: string;
  readonly metric: string;
  /** Texts in which it was read. */
  readonly sources: readonly string[];
  /** Whether every row was read in the source itself. */
  readonly verified: boolean;
  /** Rising. */
  readonly steps: readonly number[];
  /** Of the metric, one for each of `steps`. */
  readonly values: readonly number[];
}

interface Row {
  readonly model: string;
  readonly architecture_family: string;
  readonly sampler: string;
  readonly dataset: string;
  readonly metric: string;
  readonly steps: string;
  readonly value: string;
  readonly source: string;
  readonly verified: string;
}

/**
 * The series of the file's text, in its order.
 * @throws InputError if it is no such CSV, or a row has no number of steps ≥ 1 or no value.
 */
export function parsePublishedSeries(csv: string): PublishedSeries[] {
  const { data, errors } = Papa.parse<Row>(csv, { header: true, skipEmptyLines: true });
  if (errors[0]) throw new InputError(`quality against steps: row ${(errors[0].row ?? 0) + 1}: ${errors[0].message}`);
  for (const [i, row] of data.entries()) {
    if (!(Number(row.steps) >= 1 && row.value !== "" && Number.isFinite(Number(row.value)))) {
      throw new InputError(
        `quality against steps: row ${i + 1}: steps must be >= 1 and value a number, not ${JSON.stringify(row.steps)} and ${JSON.stringify(row.value)}`,
      );
    }
  }
  const keyOf = (row: Row): string =>
    JSON.stringify([row.model, row.architecture_family, row.sampler, row.dataset, row.metric]);
  return groups(data, keyOf).map(([, rows]) => {
    const { model, architecture_family: architecture, sampler, dataset, metric } = rows[0]!;
    const rising = rows.toSorted((a, b) => Number(a.steps) - Number(b.steps));
    return {
      model,
      architecture,
      sampler,
      dataset,
      metric,
      sources: [...new Set(rows.map(({ source }) => source))],
      verified: rows.every(({ verified }) => verified === "yes"),
      steps: rising.map(({ steps }) => Number(steps)),
      values: rising.map(({ value }) => Number(value)),
    };
  });
}
