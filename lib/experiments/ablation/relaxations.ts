/** How the gaps of the relaxations compare, scenario by scenario. */
import { medianInterval } from "../../numerics/median-interval.js";
import { spreadColumns } from "../../report/summary.js";
import type { Table } from "../../report/table.js";
import { RELAXATIONS } from "../../solver/sca/relaxations.js";
import { bySize, RELAXATION, ROUNDING, RUN, SCENARIOS, TIE, told, USERS } from "./columns.js";
import { ROUNDINGS } from "./roundings.js";
import { type AblationRun, VARIANTS } from "./runs.js";

const DEFAULT = RELAXATIONS[0]!;
const ENDINGS = ["median", "ciLow", "ciHigh"] as const;

/** A row for each number of users, relaxation but the default, start, and rounding: its gap beside that of the default. */
export function ablationRelaxations(runs: readonly AblationRun[]): Table {
  const others = [...VARIANTS.entries()].filter(([, { relaxation }]) => relaxation !== DEFAULT.name);
  return {
    name: "ablation-relaxations",
    columns: [
      USERS,
      RELAXATION,
      ...RUN,
      ROUNDING,
      SCENARIOS,
      { name: "smaller", unit: "1", description: `Scenarios in which its gap is smaller than with ${DEFAULT.name}.` },
      { name: "equal", unit: "1", description: "Scenarios in which the two differ by at most 1e-9." },
      { name: "larger", unit: "1", description: "Scenarios in which it is larger." },
      ...spreadColumns(
        {
          name: "ratio",
          unit: "1",
          description: `Gap with ${DEFAULT.name} over its gap, 1 where they are equal; NA where one is no plan.`,
        },
        ENDINGS,
        "scenarios",
      ),
    ],
    rows: bySize(runs).flatMap(([users, ofSize]) =>
      others.flatMap(([v, variant]) => {
        const { continuation, start } = variant;
        const beside = VARIANTS.findIndex(
          (one) => one.relaxation === DEFAULT.name && one.continuation === continuation && one.start === start,
        );
        return ROUNDINGS.map(({ name: rounding }) => {
          const pairs = ofSize.map(({ variants }) => ({
            its: variants[v]!.quality[rounding].gap,
            defaults: variants[beside]!.quality[rounding].gap,
          }));
          const equal = ({ its, defaults }: (typeof pairs)[number]): boolean =>
            its === defaults || Math.abs(its - defaults) <= TIE;
          const apart = pairs.filter((pair) => !equal(pair));
          const ratios = pairs.map((pair) => (equal(pair) ? 1 : pair.defaults / pair.its));
          const { median, low, high } = medianInterval(ratios);
          return {
            users,
            ...variant,
            rounding,
            scenarios: pairs.length,
            smaller: apart.filter(({ its, defaults }) => its < defaults).length,
            equal: pairs.length - apart.length,
            larger: apart.filter(({ its, defaults }) => its > defaults).length,
            ...told({ ratioMedian: median, ratioCiLow: low, ratioCiHigh: high }),
          };
        });
      }),
    ),
  };
}
