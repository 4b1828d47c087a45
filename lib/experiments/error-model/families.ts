/** Which error law fits whom: the fits summed up by family of models and by kind of sampler. */
import { groups } from "d3-array";
import { type Statistic, spread, spreadColumns, spreadName } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import { FITTED_LAWS, type FittedLaw } from "./fit.js";
import { NOT_AVAILABLE } from "./fits.js";
import type { PublishedSeries } from "./published-series.js";
import { ARCHITECTURE_FAMILIES, familyOf, SAMPLER_KINDS, samplerKindOf } from "./series-families.js";

/** By what series are grouped; `all` has one group. */
const GROUPINGS = ["all", "family", "sampler"] as const;

type Grouping = (typeof GROUPINGS)[number];
type Row = Table["rows"][number];

/** The four fits of one series, in the order of {@link FITTED_LAWS}. */
type Fits = readonly Row[];

/** Of `errorModelFits`, summed up over the series of a group; NA where there are none. */
const QUALITIES: readonly (TableColumn & { readonly statistics: readonly Statistic[] })[] = [
  {
    name: "looError",
    unit: "1",
    description: "Error with which a point is foretold by the others; NA without series.",
    statistics: ["p25", "median", "p75"],
  },
  { name: "r2", unit: "1", description: "R² of the relative residuals.", statistics: ["median"] },
  {
    name: "pearson",
    unit: "1",
    description: "Correlation of predicted and observed error.",
    statistics: ["median", "mean"],
  },
];

const columns: readonly TableColumn[] = [
  { name: "grouping", unit: "", description: "all, family of the architecture, or kind of the sampler." },
  { name: "group", unit: "", description: "Name of the group." },
  { name: "series", unit: "", description: "counted, or apart: not monotone, adaptive, secondary and so on." },
  { name: "published", unit: "1", description: "Series of the group that were found, of any length and mark." },
  { name: "longest", unit: "1", description: "Points of the longest of them; four are needed for a fit." },
  { name: "fitted", unit: "1", description: "Series that were fitted, counted or apart." },
  { name: "law", unit: "", description: "exponential, exponential-floor, power or power-floor." },
  { name: "looWins", unit: "1", description: "Fitted series that this law foretells best, the simpler law at a tie." },
  {
    name: "aiccSeries",
    unit: "1",
    description: "Fitted series for which Akaike's criterion exists for all four laws.",
  },
  { name: "aiccWins", unit: "1", description: "Of these, those for which this law has the lowest." },
  ...QUALITIES.flatMap(({ statistics, ...column }) => spreadColumns(column, statistics, "series")),
];

/**
 * One row for each group, counted or apart, and law.
 * @param fits Of `errorModelFits` of the same series.
 */
export function errorModelFamilies(series: readonly PublishedSeries[], fits: Table): Table {
  const all = groups(fits.rows, (_, i) => Math.floor(i / FITTED_LAWS.length)).map(([, own]) => own);
  const rows = GROUPINGS.flatMap((grouping) =>
    groupsOf(grouping).flatMap((group) => {
      const published = series.filter((one) => groupOf(grouping, one) === group).map(({ steps }) => steps.length);
      const own = all.filter(([row]) => grouping === "all" || row![COLUMN[grouping]] === group);
      const found = { grouping, group, published: published.length, longest: Math.max(0, ...published) };
      return [
        ...summary({ ...found, series: "counted" }, own.filter(isCounted)),
        ...summary(
          { ...found, series: "apart" },
          own.filter((fit) => !isCounted(fit)),
        ),
      ];
    }),
  );
  return { name: "error-model-families", columns, rows };
}

const COLUMN = { family: "family", sampler: "samplerKind" } as const;

function groupsOf(grouping: Grouping): readonly string[] {
  return { all: ["all"], family: ARCHITECTURE_FAMILIES, sampler: SAMPLER_KINDS }[grouping];
}

function groupOf(grouping: Grouping, { architecture, sampler }: PublishedSeries): string {
  if (grouping === "all") return "all";
  return grouping === "family" ? familyOf(architecture) : samplerKindOf(architecture, sampler);
}

function isCounted([row]: Fits): boolean {
  return row!["marks"] === "none";
}

function summary(group: Row, all: readonly Fits[]): Row[] {
  const judged = all.filter((fits) => fits.every((row) => row["aicc"] !== NOT_AVAILABLE));
  const looWinners = all.map((fits) => lowest(fits, "looError"));
  const aiccWinners = judged.map((fits) => lowest(fits, "aicc"));
  return FITTED_LAWS.map((law, i) => {
    const of = (column: string): number[] =>
      all.map((fits) => fits[i]![column]).filter((value) => typeof value === "number");
    return {
      ...group,
      fitted: all.length,
      law,
      looWins: looWinners.filter((winner) => winner === law).length,
      aiccSeries: judged.length,
      aiccWins: aiccWinners.filter((winner) => winner === law).length,
      ...Object.assign({}, ...QUALITIES.map(({ name, statistics }) => summedUp(name, of(name), statistics))),
    };
  });
}

/** The law with the lowest value; of equals the first, which has fewer parameters. */
function lowest(fits: Fits, column: "looError" | "aicc"): FittedLaw {
  const numbers = fits.filter((row) => row[column] !== NOT_AVAILABLE);
  return numbers.reduce((best, row) => (row[column]! < best[column]! ? row : best))["law"] as FittedLaw;
}

function summedUp(name: string, values: number[], statistics: readonly Statistic[]): Row {
  if (values.length > 0) return spread(name, values, statistics);
  return Object.fromEntries(statistics.map((statistic) => [spreadName(name, statistic), NOT_AVAILABLE]));
}
