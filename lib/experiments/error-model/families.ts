/** Which error law fits whom: the fits summed up by family of models and by kind of sampler. */
import { mean, median, quantile } from "simple-statistics";
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

const columns: readonly TableColumn[] = [
  { name: "grouping", unit: "", description: "all, family of the architecture, or kind of the sampler." },
  { name: "group", unit: "", description: "Name of the group." },
  { name: "series", unit: "", description: "counted, or apart: not monotone, adaptive, secondary and so on." },
  { name: "published", unit: "1", description: "Series of the group that were found, of any length and mark." },
  { name: "longest", unit: "1", description: "Points of the longest of them; four are needed for a fit." },
  { name: "fitted", unit: "1", description: "Series that were fitted, counted or apart." },
  { name: "law", unit: "", description: "exponential, exponential-floor, power or power-floor." },
  { name: "loo_wins", unit: "1", description: "Fitted series that this law foretells best, the simpler law at a tie." },
  {
    name: "aicc_series",
    unit: "1",
    description: "Fitted series for which Akaike's criterion exists for all four laws.",
  },
  { name: "aicc_wins", unit: "1", description: "Of these, those for which this law has the lowest." },
  { name: "loo_low", unit: "1", description: "25 % quantile over the series of loo_error; NA without series." },
  { name: "loo_median", unit: "1", description: "Median of loo_error." },
  { name: "loo_high", unit: "1", description: "75 % quantile of loo_error." },
  { name: "r2_median", unit: "1", description: "Median of r2." },
  { name: "pearson_median", unit: "1", description: "Median of the correlation." },
  { name: "pearson_mean", unit: "1", description: "Mean of the correlation." },
];

/**
 * One row for each group, counted or apart, and law.
 * @param fits Of `errorModelFits` of the same series.
 */
export function errorModelFamilies(series: readonly PublishedSeries[], fits: Table): Table {
  const all = grouped(fits);
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

const COLUMN = { family: "family", sampler: "sampler_kind" } as const;

function groupsOf(grouping: Grouping): readonly string[] {
  return { all: ["all"], family: ARCHITECTURE_FAMILIES, sampler: SAMPLER_KINDS }[grouping];
}

function groupOf(grouping: Grouping, { architecture, sampler }: PublishedSeries): string {
  if (grouping === "all") return "all";
  return grouping === "family" ? familyOf(architecture) : samplerKindOf(architecture, sampler);
}

function grouped({ rows }: Table): Fits[] {
  const count = rows.length / FITTED_LAWS.length;
  return Array.from({ length: count }, (_, i) => rows.slice(i * FITTED_LAWS.length, (i + 1) * FITTED_LAWS.length));
}

function isCounted([row]: Fits): boolean {
  return row!["marks"] === "none";
}

function summary(group: Row, all: readonly Fits[]): Row[] {
  const judged = all.filter((fits) => fits.every((row) => row["aicc"] !== NOT_AVAILABLE));
  const looWinners = all.map((fits) => lowest(fits, "loo_error"));
  const aiccWinners = judged.map((fits) => lowest(fits, "aicc"));
  return FITTED_LAWS.map((law, i) => {
    const of = (column: string): number[] =>
      all.map((fits) => fits[i]![column]).filter((value) => typeof value === "number");
    const loo = of("loo_error");
    return {
      ...group,
      fitted: all.length,
      law,
      loo_wins: looWinners.filter((winner) => winner === law).length,
      aicc_series: judged.length,
      aicc_wins: aiccWinners.filter((winner) => winner === law).length,
      loo_low: cell(loo, (values) => quantile(values, 0.25)),
      loo_median: cell(loo, median),
      loo_high: cell(loo, (values) => quantile(values, 0.75)),
      r2_median: cell(of("r2"), median),
      pearson_median: cell(of("pearson"), median),
      pearson_mean: cell(of("pearson"), mean),
    };
  });
}

/** The law with the lowest value; of equals the first, which has fewer parameters. */
function lowest(fits: Fits, column: "loo_error" | "aicc"): FittedLaw {
  const numbers = fits.filter((row) => row[column] !== NOT_AVAILABLE);
  return numbers.reduce((best, row) => (row[column]! < best[column]! ? row : best))["law"] as FittedLaw;
}

function cell(values: number[], summarise: (values: number[]) => number): number | string {
  return values.length === 0 ? NOT_AVAILABLE : summarise(values);
}
