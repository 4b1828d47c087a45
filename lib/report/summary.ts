/**
 * One vocabulary of spread for all tables: a column is named after what is spread, then after how it is summed up, as in
 * `gapMean`, `gapP10`, `gapLargest`.
 */
import { groups } from "d3-array";
import { max, mean, median, min, quantile } from "simple-statistics";
import { columnFinder, type Table, type TableColumn } from "./table.js";

/** How values are summed up; p10 is the 10 % quantile, p25 and p75 are the quartiles. */
export type Statistic = "mean" | "median" | "p10" | "p25" | "p75" | "p90" | "least" | "largest";

/** What a column of spread ends in: a statistic, or an end of a 95 % confidence interval. */
export type SpreadEnding = Statistic | "ciLow" | "ciHigh";

const STATISTICS: Readonly<Record<Statistic, (values: number[]) => number>> = {
  mean,
  median,
  p10: (values) => quantile(values, 0.1),
  p25: (values) => quantile(values, 0.25),
  p75: (values) => quantile(values, 0.75),
  p90: (values) => quantile(values, 0.9),
  least: min,
  largest: max,
};

const WORDS: Readonly<Record<SpreadEnding, string>> = {
  mean: "Mean",
  median: "Median",
  p10: "10 % quantile",
  p25: "Lower quartile",
  p75: "Upper quartile",
  p90: "90 % quantile",
  least: "Least",
  largest: "Largest",
  ciLow: "Lower end of its 95 % interval",
  ciHigh: "Upper end of its 95 % interval",
};

/** `gap` and `p10` as `gapP10`; the ending alone where there is no name. */
export function spreadName(name: string, ending: SpreadEnding): string {
  return name === "" ? ending : `${name}${ending[0]!.toUpperCase()}${ending.slice(1)}`;
}

/**
 * The columns of a quantity's spread, with the quantity's unit.
 * @param over What it is spread over, e.g. `scenarios`; not said where absent.
 */
export function spreadColumns(
  { name, unit, description }: TableColumn,
  endings: readonly SpreadEnding[],
  over?: string,
): TableColumn[] {
  return endings.map((ending) => ({
    name: spreadName(name, ending),
    unit,
    description: `${description} ${WORDS[ending]}${over === undefined ? "" : ` over the ${over}`}.`,
  }));
}

/** The cells of {@link spreadColumns}. @throws RangeError without values. */
export function spread(
  name: string,
  values: readonly number[],
  statistics: readonly Statistic[],
): Record<string, number> {
  if (values.length === 0) throw new RangeError(`spread${name === "" ? "" : ` of ${name}`}: there are no values`);
  const own = [...values];
  return Object.fromEntries(statistics.map((statistic) => [spreadName(name, statistic), STATISTICS[statistic](own)]));
}

/** What is summed up, over what. */
export interface SummaryOptions {
  /** Of the new table. */
  readonly name: string;
  /** Columns whose values tell the groups apart; they stay. */
  readonly by: readonly string[];
  /** Columns of numbers that are summed up. */
  readonly of: readonly string[];
  /** What the rows of a group are, e.g. `scenarios`: the column that counts them has this name. */
  readonly over: string;
  /** Default mean, p10 and p90. */
  readonly statistics?: readonly Statistic[];
}

/**
 * A row for each group of rows, in the order of their first ones: mean and spread over the group.
 *
 *     summarise(runs, { name: "gaps", by: ["method"], of: ["gap"], over: "scenarios" })
 *     // method, scenarios, gapMean, gapP10, gapP90
 *
 * @throws RangeError for a column that is not there, or a value in `of` that is no number.
 */
export function summarise(table: Table, options: SummaryOptions): Table {
  const { name, by, of, over, statistics = ["mean", "p10", "p90"] } = options;
  const columnOf = columnFinder(table);
  const numbers = (rows: Table["rows"], column: string): number[] =>
    rows.map(({ [column]: value }) => {
      if (typeof value === "number") return value;
      throw new RangeError(`table ${table.name}, column ${column}: ${JSON.stringify(value)} is no number`);
    });
  const columns = [
    ...by.map(columnOf),
    { name: over, unit: "1", description: `${over[0]!.toUpperCase()}${over.slice(1)} behind the row.` },
    ...of.flatMap((column) => spreadColumns(columnOf(column), statistics, over)),
  ];
  const rows = groups(table.rows, (row) => JSON.stringify(by.map((column) => row[column]))).map(([, group]) => ({
    ...Object.fromEntries(by.map((column) => [column, group[0]![column]!])),
    [over]: group.length,
    ...Object.assign({}, ...of.map((column) => spread(column, numbers(group, column), statistics))),
  }));
  return { name, columns, rows };
}
