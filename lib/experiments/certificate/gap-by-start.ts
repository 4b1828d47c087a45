/** The certified gap of the paper's algorithm from many random starts and from one half, at several penalties (MODEL.md §5, §7). */
import type { Table } from "../../report/table.js";
import type { Scenario } from "../../scenario/types.js";
import { solve } from "../../solver/solve.js";
import { provenOptimum } from "../proven-optimum.js";

export interface GapByStartOptions {
  readonly scenario: Scenario;
  /** τ of the random starts, as multiples of the default. */
  readonly penaltyFactors: readonly number[];
  /** Random starts at each penalty. */
  readonly starts: number;
}

/** At each penalty, the start one half, then the random ones with the seeds `seed`, `seed` + 1, …. */
export function gapByStart({ scenario, penaltyFactors, starts }: GapByStartOptions, seed: number): Table {
  const { penalty: unit, scale } = solve(scenario);
  const optimumGap = provenOptimum(scenario).above / scale;
  const seeds = Array.from({ length: starts }, (_, k) => seed + k);
  return {
    name: "gap-by-start",
    about: scenario.name === undefined ? {} : { scenario: scenario.name },
    columns: [
      { name: "penaltyFactor", unit: "1", description: "Penalty weight as a multiple of the default." },
      { name: "start", unit: "", description: "half or random." },
      { name: "seed", unit: "1", description: "Seed of a random start." },
      { name: "objective", unit: "1", description: "Objective of the plan." },
      { name: "gap", unit: "1", description: "Objective above the lower bound, over the scenario's scale." },
      { name: "optimumGap", unit: "1", description: "The proven optimum above the Lagrangian bound, likewise." },
    ],
    rows: penaltyFactors.flatMap((penaltyFactor) => {
      const penalty = penaltyFactor * unit!;
      const row = (start: "half" | "random", startSeed: number): Table["rows"][number] => {
        const { objective, gap } = solve(scenario, { start, seed: startSeed, penalty });
        return { penaltyFactor, start, seed: startSeed, objective, gap, optimumGap };
      };
      return [row("half", seed), ...seeds.map((startSeed) => row("random", startSeed))];
    }),
  };
}
