/** Which error law fits whom: the fits summed up by source, by family of models and by kind of sampler. */

import { FITTED_LAWS, type FittedLaw } from "../../laws/error/fit.js";
import { type Statistic, spread, spreadColumns, spreadName } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import { errorCurves } from "./curves.js";
import { type Fits, fitsBySeries, has, isCountedFit, NOT_AVAILABLE } from "./fits.js";
import type { PublishedSeries } from "./published-series.js";
import { ARCHITECTURE_FAMILIES, familyOf, SAMPLER_KINDS, samplerKindOf } from "./series-families.js";
import { sourceOf } from "./series-sources.js";

/** By what series are grouped; `all` has one group. */
const GROUPINGS = ["all", "source", "family", "sampler"] as const;

type Grouping = (typeof GROUPINGS)[number];
type Row = Table["rows"][number];

/** Of `errorModelFits`, summed up over the judged series of a group; NA where there are none. */
const QUALITIES: readonly (TableColumn & { readonly statistics: readonly Statistic[] })[] = [
  {
    name: "looError",
    unit: "1",
    description: "Error with which a point is foretold by the others; NA without judged series.",
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
  {
    name: "grouping",
    unit: "",
    description: "all, source (paper or repository), family of the architecture, or kind of the sampler.",
  },
  { name: "group", unit: "", description: "Name of the group." },
  { name: "series", unit: "", description: "counted, or apart: not monotone, adaptive, secondary and so on." },
  { name: "published", unit: "1", description: "Series of the group that were found, of any length and mark." },
  { name: "longest", unit: "1", description: "Points of the longest of them; four are needed for a fit." },
  { name: "fitted", unit: "1", description: "Series that were fitted, counted or apart." },
  { name: "judged", unit: "1", description: "Of these, series that have looError for all four laws." },
  { name: "law", unit: "", description: "exponential, exponential-floor, power or power-floor." },
  { name: "looWins", unit: "1", description: "Judged series that this law foretells best, the simpler law at a tie." },
  {
    name: "aiccSeries",
    unit: "1",
    description: "Fitted series for which Akaike's criterion exists for all four laws.",
  },
  { name: "aiccWins", unit: "1", description: "Of these, those for which this law has the lowest." },
  ...QUALITIES.flatMap(({ statistics, ...column }) => spreadColumns(column, statistics, "judged series")),
];

/**
 * One row for each group, counted or apart, and law.
 * @param fits Of `errorModelFits` of the same series.
 */
export function errorModelFamilies(series: readonly PublishedSeries[], fits: Table): Table {
  const all = fitsBySeries(fits);
  const rows = GROUPINGS.flatMap((grouping) =>
    groupsOf(grouping, series).flatMap((group) => {
      const published = series.filter((one) => groupOf(grouping, one) === group).map(({ steps }) => steps.length);
      const own = all.filter(([row]) => grouping === "all" || row![COLUMN[grouping]] === group);
      const found = { grouping, group, published: published.length, longest: Math.max(0, ...published) };
      return [
        ...summary({ ...found, series: "counted" }, own.filter(isCountedFit)),
        ...summary(
          { ...found, series: "apart" },
          own.filter((fit) => !isCountedFit(fit)),
        ),
      ];
    }),
  );
  return { name: "error-model-families", columns, rows };
}

const COLUMN = { source: "source", family: "family", sampler: "samplerKind" } as const;

/** Sources in the order in which the series name them, those alone that have a series of their own to fit. */
function groupsOf(grouping: Grouping, series: readonly PublishedSeries[]): readonly string[] {
  const sources = (): string[] => [...new Set(errorCurves(series).map(({ source }) => source))];
  return { all: () => ["all"], source: sources, family: () => ARCHITECTURE_FAMILIES, sampler: () => SAMPLER_KINDS }[
    grouping
  ]();
}

function groupOf(grouping: Grouping, series: PublishedSeries): string {
  const { architecture, sampler } = series;
  return {
    all: () => "all",
    source: () => sourceOf(series),
    family: () => familyOf(architecture),
    sampler: () => samplerKindOf(architecture, sampler),
  }[grouping]();
}

function summary(group: Row, all: readonly Fits[]): Row[] {
  const [judged, withAicc] = [all.filter((fits) => has(fits, "looError")), all.filter((fits) => has(fits, "aicc"))];
  const looWinners = judged.map((fits) => lowest(fits, "looError"));
  const aiccWinners = withAicc.map((fits) => lowest(fits, "aicc"));
  return FITTED_LAWS.map((law, i) => {
    const of = (column: string): number[] =>
      judged.map((fits) => fits[i]![column]).filter((value) => typeof value === "number");
    return {
      ...group,
      fitted: all.length,
      judged: judged.length,
      law,
      looWins: looWinners.filter((winner) => winner === law).length,
      aiccSeries: withAicc.length,
      aiccWins: aiccWinners.filter((winner) => winner === law).length,
      ...Object.assign({}, ...QUALITIES.map(({ name, statistics }) => summedUp(name, of(name), statistics))),
    };
  });
}

/** The law with the lowest value; of equals the first, which has fewer parameters. */
function lowest(fits: Fits, column: "looError" | "aicc"): FittedLaw {
  return fits.reduce((best, row) => (row[column]! < best[column]! ? row : best))["law"] as FittedLaw;
}

function summedUp(name: string, values: number[], statistics: readonly Statistic[]): Row {
  if (values.length > 0) return spread(name, values, statistics);
  return Object.fromEntries(statistics.map((statistic) => [spreadName(name, statistic), NOT_AVAILABLE]));
}
