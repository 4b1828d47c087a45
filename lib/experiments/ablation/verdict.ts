/** Whether a variant of the algorithm is superior to the baselines, as the summary says of the paper's: paired by scenario. */
import { median } from "simple-statistics";
import { medianInterval } from "../../numerics/median-interval.js";
import type { Table } from "../../report/table.js";
import type { MethodName } from "../../solver/methods/methods.js";
import { bySize, RELAXATION, ROUNDING, RUN, SCENARIOS, TIE, told, USERS } from "./columns.js";
import { ROUNDINGS } from "./roundings.js";
import { type AblationRun, type AblationVariant, SIMPLE_BASELINES, VARIANTS } from "./runs.js";

/** The summary's baseline: the same relaxation and rounding from a random start, without a continuation. */
const RANDOM_START: MethodName = "random-init";
/** At most the chance that any of a table's intervals misses its median. */
const WRONG = 0.05;

interface Pairs {
  readonly key: Readonly<Record<string, number | string>>;
  /** Gaps of the variant and of the baseline, by scenario. */
  readonly own: readonly number[];
  readonly other: readonly number[];
}

/** A row for each number of users, variant of the algorithm, rounding and baseline. */
export function ablationVerdict(runs: readonly AblationRun[]): Table {
  const pairs = bySize(runs).flatMap(([users, ofSize]) => pairsOf(users, ofSize));
  // by Bonferroni: all intervals together hold with 95 %
  const level = 1 - WRONG / pairs.length;
  return {
    name: "ablation-verdict",
    about: { level },
    columns: [
      USERS,
      RELAXATION,
      ...RUN,
      ROUNDING,
      {
        name: "baseline",
        unit: "",
        description: `${[...SIMPLE_BASELINES, RANDOM_START].join(", ")}; the last has the same relaxation and rounding.`,
      },
      SCENARIOS,
      { name: "gap", unit: "1", description: "Median of the gap; NA where there is no plan." },
      { name: "gapBaseline", unit: "1", description: "The baseline's." },
      { name: "wins", unit: "1", description: "Scenarios in which the baseline's gap is larger by more than 1e-9." },
      { name: "ties", unit: "1", description: "Scenarios in which the two differ by no more." },
      { name: "losses", unit: "1", description: "Scenarios in which the baseline's gap is smaller." },
      {
        name: "aheadMedian",
        unit: "1",
        description: "The baseline's gap less the variant's. Median over the scenarios.",
      },
      ...["aheadCiLow", "aheadCiHigh"].map((name, end) => ({
        name,
        unit: "1",
        description: `${end === 0 ? "Lower" : "Upper"} end of its interval, at the level at which all of the table's hold together with 95 %.`,
      })),
      {
        name: "verdict",
        unit: "",
        description: "superior where the interval is above 0, inferior where it is below, else undecided.",
      },
    ],
    rows: pairs.map((pair) => ({ ...pair.key, ...judged(pair, level) })),
  };
}

function pairsOf(users: number, runs: readonly AblationRun[]): Pairs[] {
  return VARIANTS.flatMap((variant, v) =>
    ROUNDINGS.flatMap(({ name: rounding }) => {
      const gapsOf = (of: number): number[] => runs.map(({ variants }) => variants[of]!.quality[rounding].gap);
      const random = VARIANTS.findIndex((one) => one.relaxation === variant.relaxation && isRandom(one));
      const pair = (baseline: MethodName, other: readonly number[]): Pairs => ({
        key: { users, ...variant, rounding, baseline },
        own: gapsOf(v),
        other,
      });
      return [
        ...SIMPLE_BASELINES.map((name) =>
          pair(
            name,
            runs.map(({ baselines }) => baselines[name]!.gap),
          ),
        ),
        ...(v === random ? [] : [pair(RANDOM_START, gapsOf(random))]),
      ];
    }),
  );
}

function isRandom({ continuation, start }: AblationVariant): boolean {
  return continuation === "without" && start === "random";
}

function judged({ own, other }: Pairs, level: number): Record<string, number | string> {
  // two that both have no plan are a tie
  const ahead = own.map((gap, k) => (gap === other[k] || Math.abs(other[k]! - gap) <= TIE ? 0 : other[k]! - gap));
  const { median: middle, low, high } = medianInterval(ahead, level);
  return {
    scenarios: ahead.length,
    ...told({ gap: median([...own]), gapBaseline: median([...other]) }),
    wins: ahead.filter((difference) => difference > 0).length,
    ties: ahead.filter((difference) => difference === 0).length,
    losses: ahead.filter((difference) => difference < 0).length,
    ...told({ aheadMedian: middle, aheadCiLow: low, aheadCiHigh: high }),
    verdict: low > 0 ? "superior" : high < 0 ? "inferior" : "undecided",
  };
}
