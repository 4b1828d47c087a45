/** Which of two error laws the sources favour: a sign test over papers and repositories, and what is left of it without each of them. */
import { groups } from "d3-array";
import { FITTED_LAWS, type FittedLaw } from "../../laws/error/fit.js";
import { proportionInterval } from "../../numerics/binomial.js";
import { spreadColumns, spreadName } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import { type Fits, fitsBySeries, isCountedFit, NOT_AVAILABLE } from "./fits.js";

/** Every law with each before it. */
const PAIRS = FITTED_LAWS.flatMap((law, i) => FITTED_LAWS.slice(0, i).map((other) => ({ law, other })));

/** With Bonferroni's correction the intervals of all pairs hold at once. */
const CONFIDENCE = 1 - 0.05 / PAIRS.length;

const share: TableColumn = {
  name: "share",
  unit: "1",
  description: "Share of the sources that favour the law among those that favour either.",
};

const columns: readonly TableColumn[] = [
  { name: "law", unit: "", description: "The law that is compared." },
  { name: "other", unit: "", description: "With which one." },
  { name: "without", unit: "", description: "The source that is left out; none if all count." },
  { name: "series", unit: "1", description: "Counted series that have looError for both." },
  { name: "wins", unit: "1", description: "Of these, those that the law foretells better." },
  { name: "sources", unit: "1", description: "Sources of these series." },
  { name: "sourcesFor", unit: "1", description: "Of these, those with more series that the law foretells better." },
  { name: "sourcesAgainst", unit: "1", description: "With fewer; equal numbers favour neither." },
  share,
  ...spreadColumns(
    { ...share, description: "Clopper and Pearson's, for all pairs at once (Bonferroni)." },
    ["ciLow", "ciHigh"],
    "sources",
  ),
];

/**
 * A row for each pair of laws, over all sources, and without each of them in turn.
 * @param fits Of `errorModelFits`.
 */
export function errorModelVerdict(fits: Table): Table {
  const counted = fitsBySeries(fits).filter(isCountedFit);
  const rows = PAIRS.flatMap(({ law, other }) => {
    const both = counted.flatMap((own) => {
      const [mine, others] = [looError(own, law), looError(own, other)];
      if (mine === NOT_AVAILABLE || others === NOT_AVAILABLE) return [];
      return [{ source: String(own[0]!["source"]), win: mine < others }];
    });
    const sources = [...new Set(both.map(({ source }) => source))];
    return ["none", ...sources].map((without) => {
      const left = both.filter(({ source }) => source !== without);
      return { law, other, without, ...verdict(left) };
    });
  });
  return { name: "error-model-verdict", columns, rows };
}

function looError(fits: Fits, law: FittedLaw): number | string {
  return fits.find((row) => row["law"] === law)!["looError"]!;
}

function verdict(
  series: readonly { readonly source: string; readonly win: boolean }[],
): Record<string, number | string> {
  const margins = groups(series, ({ source }) => source).map(([, own]) =>
    own.reduce((sum, { win }) => sum + (win ? 1 : -1), 0),
  );
  const [ahead, behind] = [
    margins.filter((margin) => margin > 0).length,
    margins.filter((margin) => margin < 0).length,
  ];
  const decided = ahead + behind;
  const { low, high } = decided === 0 ? { low: 0, high: 1 } : proportionInterval(ahead, decided, CONFIDENCE);
  return {
    series: series.length,
    wins: series.filter(({ win }) => win).length,
    sources: margins.length,
    sourcesFor: ahead,
    sourcesAgainst: behind,
    share: decided === 0 ? NOT_AVAILABLE : ahead / decided,
    [spreadName("share", "ciLow")]: low,
    [spreadName("share", "ciHigh")]: high,
  };
}
