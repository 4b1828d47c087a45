/** Intervals of paired differences hold what they say, where the true median is known: every bootstrap sample is enumerated. */

import { expect, it } from "vitest";
import { generate } from "../population/generate.js";
import { pairedDifferences } from "../report/paired-differences.js";
import { solve } from "../solver/solve.js";
import { ONLY_IN_FULL } from "../testing/long.js";
import { sweep } from "./run.js";
import { setFields } from "./set-fields.js";

const PEOPLE = 15;
const DRAWN = 3;
const SWEEPS = 200;
const [FEWEST, MOST] = [0.91, 0.99];
const REPLICATIONS = 30;
const CAPACITIES = [6, 60] as const;

const scenario = generate({ users: PEOPLE, seed: 11 });

/** What ten times the capacity saves of the objective, for each of the 15³ ordered samples of three users. */
function differences(): number[] {
  const objective = (stepCapacity: number, users: readonly number[]): number => {
    const own = users.map((n, i) => ({ ...scenario.users[n]!, id: `${i}` }));
    return solve(setFields({ ...scenario, users: own }, { "edge.stepCapacity": stepCapacity })).objective;
  };
  const all: number[] = [];
  for (let a = 0; a < PEOPLE; a++) {
    for (let b = a; b < PEOPLE; b++) {
      for (let c = b; c < PEOPLE; c++) {
        const saved = objective(CAPACITIES[0], [a, b, c]) - objective(CAPACITIES[1], [a, b, c]);
        // in so many orders
        all.push(...Array.from({ length: [1, 3, 6][new Set([a, b, c]).size - 1]! }, () => saved));
      }
    }
  }
  return all;
}

it(`of ${SWEEPS} sweeps, the 95 % intervals of ${100 * FEWEST} % to ${100 * MOST} % hold the true median`, {
  ...ONLY_IN_FULL,
  timeout: 300_000,
}, async () => {
  const sorted = differences().sort((a, b) => a - b);
  const truth = sorted[(sorted.length - 1) / 2]!;
  expect(sorted.filter((difference) => difference === truth).length).toBeLessThan(0.01 * sorted.length); // no ties to speak of
  let held = 0;
  for (let seed = 0; seed < SWEEPS; seed++) {
    const table = await sweep({
      scenario,
      resample: DRAWN,
      replications: REPLICATIONS,
      seed,
      vary: { "edge.stepCapacity": CAPACITIES },
      outcomes: ["objective"],
    });
    const [row] = pairedDifferences(table, {
      name: "saved",
      by: [],
      between: "edge.stepCapacity",
      pairs: [CAPACITIES],
      on: "replication",
      over: "replications",
      of: ["objective"],
    }).rows;
    const { objectiveMoreCiLow: low, objectiveMoreCiHigh: high } = row as Record<string, number>;
    if (low! <= truth && truth <= high!) held += 1;
  }
  console.log(`${held} of ${SWEEPS} intervals hold the median ${truth}`);
  expect(held).toBeGreaterThanOrEqual(FEWEST * SWEEPS);
  expect(held).toBeLessThanOrEqual(MOST * SWEEPS);
});
