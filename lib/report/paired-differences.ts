/** What one choice has more than another where all else is the same, as a table with intervals that hold together. */
import { groups } from "d3-array";
import { medianInterval } from "../numerics/median-interval.js";
import { spreadColumns, spreadName } from "./summary.js";
import { columnFinder, type Table } from "./table.js";

/** What is compared, and where. */
export interface PairedDifferencesOptions {
  /** Of the new table. */
  readonly name: string;
  /** Columns whose values tell the groups apart, e.g. `world`; each is compared by itself. */
  readonly by: readonly string[];
  /** Column whose values are compared, e.g. `policy`, or a field that was varied. */
  readonly between: string;
  /** Pairs of its values: the first's number less the second's. */
  readonly pairs: readonly (readonly [first: number | string, second: number | string])[];
  /** Column that says which rows belong together, e.g. `seed`: its values are the independent draws. */
  readonly on: string;
  /** What the draws are, e.g. `seeds`: the column that counts them has this name. */
  readonly over: string;
  /** Columns of numbers. */
  readonly of: readonly string[];
}

/** All intervals of a table hold at once with this probability or more. */
const CONFIDENCE = 0.95;

/**
 * A row for each group and pair: the median of the differences over the draws, with its interval of the sign test (`medianInterval`),
 * which heavy tails leave as it is. Bonferroni's correction: with m intervals each errs with 0.05/m at most, so that all of them hold with
 * 95 % whatever they have in common. An end is NA where the draws are too few for that.
 *
 *     pairedDifferences(runs, { name, by: ["world"], between: "policy", pairs: [["price", "warm"]], on: "seed", over: "seeds", of: ["regret"] })
 *     // world, policy, than, seeds, regretMoreMedian, regretMoreCiLow, regretMoreCiHigh
 *
 * @throws RangeError for a column that is not there, a pair with a value that is not there, draws that differ or stand twice, and
 * a value in `of` that is no finite number.
 */
export function pairedDifferences(table: Table, options: PairedDifferencesOptions): Table {
  const { name, by, between, pairs, on, over, of } = options;
  const columnOf = columnFinder(table);
  for (const column of [...by, between, on]) columnOf(column);
  const together = groups(table.rows, (row) => JSON.stringify(by.map((column) => row[column]))).map(([, own]) => own);
  const confidence = 1 - (1 - CONFIDENCE) / (together.length * pairs.length * of.length);
  const rows = together.flatMap((group) => {
    const keys = Object.fromEntries(by.map((column) => [column, group[0]![column]!]));
    return pairs.map(([first, second]) => {
      const [more, less] = [first, second].map((value) => byDraw(table, group, options, value)) as [Draws, Draws];
      const draws = [...more.keys()];
      if (draws.length !== less.size || !draws.every((draw) => less.has(draw))) {
        throw new RangeError(`table ${table.name}: ${first} and ${second} differ in their values of ${on}`);
      }
      const cells = of.map((column) => {
        const differences = draws.map((draw) => more.get(draw)![column]! - less.get(draw)![column]!);
        return differenceCells(column, differences, confidence);
      });
      return { ...keys, [between]: first, than: second, [over]: draws.length, ...Object.assign({}, ...cells) };
    });
  });
  const columns = [
    ...by.map(columnOf),
    columnOf(between),
    { name: "than", unit: columnOf(between).unit, description: `The ${between} that is compared with.` },
    { name: over, unit: "1", description: `${over[0]!.toUpperCase()}${over.slice(1)} behind the row.` },
    ...of.map(columnOf).flatMap(({ name: column, unit, description }) =>
      spreadColumns(
        {
          name: `${column}More`,
          unit,
          description: `${description} What it is more, on the same ${on}; intervals hold for all rows at once.`,
        },
        ["median", "ciLow", "ciHigh"],
        over,
      ),
    ),
  ];
  return { name, columns, rows };
}

type Draws = ReadonlyMap<number | string, Readonly<Record<string, number>>>;

/** The numbers of a value of `between`, by draw. */
function byDraw(
  table: Table,
  group: Table["rows"],
  { between, on, of }: PairedDifferencesOptions,
  value: number | string,
): Draws {
  const own = group.filter((row) => row[between] === value);
  if (own.length === 0) throw new RangeError(`table ${table.name}: no ${between} is ${JSON.stringify(value)}`);
  const draws = new Map<number | string, Readonly<Record<string, number>>>();
  for (const row of own) {
    const draw = row[on]!;
    if (draws.has(draw)) throw new RangeError(`table ${table.name}: ${value} has two rows with ${on} ${draw}`);
    for (const column of of) {
      if (Number.isFinite(row[column])) continue;
      throw new RangeError(`table ${table.name}, column ${column}: ${JSON.stringify(row[column])} is no finite number`);
    }
    draws.set(draw, row as Readonly<Record<string, number>>);
  }
  return draws;
}

function differenceCells(
  column: string,
  differences: readonly number[],
  confidence: number,
): Record<string, number | string> {
  const { median, low, high } = medianInterval(differences, confidence);
  const cell = (value: number): number | string => (Number.isFinite(value) ? value : "NA");
  return {
    [spreadName(`${column}More`, "median")]: median,
    [spreadName(`${column}More`, "ciLow")]: cell(low),
    [spreadName(`${column}More`, "ciHigh")]: cell(high),
  };
}
