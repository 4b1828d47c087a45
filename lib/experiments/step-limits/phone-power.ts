/**
 * How much the assumed power of a phone matters (data/README.md): the proven optimum while every device draws the same power P at
 * full speed, κ = P/f³, instead of the 3 to 7 W that `generate` draws. The users are otherwise the same ones.
 */
import { mean, sum } from "simple-statistics";
import { nonNegative, whole } from "../../input/checks.js";
import { userOutcome } from "../../model/objective.js";
import { toProblem } from "../../model/problem.js";
import { generate } from "../../population/generate.js";
import type { GenerateOptions } from "../../population/options.js";
import type { Table } from "../../report/table.js";
import type { Scenario } from "../../scenario/types.js";
import { solve } from "../../solver/solve.js";
import { inTurn, type Study } from "../../sweep/study.js";
import { stepLimitsDefaults } from "./runs.js";

export interface PhonePowerOptions {
  /** What users are drawn from. */
  readonly population: Omit<GenerateOptions, "seed" | "stepCapacity" | "weights">;
  /** Scenarios for each power and weight, ≥ 1. */
  readonly scenarios: number;
  /** [steps a user] */
  readonly capacityPerUser: number;
  /** Power of a device at full speed, P ≥ 0 [W]. */
  readonly powers: readonly number[];
  /** c₃ ≥ 0 [1/J]. */
  readonly energyWeights: readonly number[];
}

/** Users and capacity like those of campus-30; from a tenth of the assumed power to that of a laptop; energy as usual and ten times as dear. */
export const phonePowerDefaults: PhonePowerOptions = {
  population: stepLimitsDefaults.population,
  scenarios: 20,
  capacityPerUser: 10,
  powers: [0.5, 1, 2, 3, 5, 7, 10, 20, 40],
  energyWeights: [0.02, 0.2],
};

/** The scenario with this power at full speed [W] in every device that is open. */
export function withDevicePower(scenario: Scenario, power: number): Scenario {
  return {
    ...scenario,
    users: scenario.users.map((user) => {
      const { speed, maxSteps } = user.device;
      if (maxSteps === 0) return user;
      return { ...user, device: { ...user.device, switchedCapacitance: power / (speed * speed * speed) } };
    }),
  };
}

/** A scenario with a weight of energy, and the power of its devices. */
interface PhonePowerCell {
  readonly energyWeight: number;
  readonly power: number;
  readonly scenario: GenerateOptions;
}

/** The scenarios have the seeds `seed`, `seed` + 1, …. */
export const phonePowerStudy: Study<PhonePowerOptions, Table, PhonePowerCell, Table["rows"][number]> = {
  cells: ({ population, scenarios, capacityPerUser, powers, energyWeights }, seed) => {
    whole("scenarios", scenarios, 1);
    for (const power of powers) nonNegative("powers", power);
    const stepCapacity = population.users * capacityPerUser;
    return energyWeights.flatMap((energyWeight) =>
      powers.flatMap((power) =>
        Array.from({ length: scenarios }, (_, k) => {
          const scenario = { ...population, stepCapacity, weights: { energy: energyWeight }, seed: seed + k };
          return { energyWeight, power, scenario };
        }),
      ),
    );
  },
  find: ({ energyWeight, power, scenario }) => {
    const measured = outcomes(withDevicePower(generate(scenario), power));
    return { energyWeight, power, seed: scenario.seed, ...measured };
  },
  result: (rows) => ({
    name: "phone-power",
    columns: [
      { name: "energyWeight", unit: "1/J", description: "Weight of energy in the objective." },
      { name: "power", unit: "W", description: "Power of every device at full speed." },
      { name: "seed", unit: "1", description: "Seed of the scenario." },
      { name: "objective", unit: "1", description: "Proven optimum, a user." },
      { name: "offloaded", unit: "1", description: "Share of the users at the edge." },
      { name: "latency", unit: "s", description: "Latency a user: computation and transfers." },
      { name: "error", unit: "1", description: "Average error a user." },
      { name: "energy", unit: "J", description: "Energy a user: device, edge and radio." },
      { name: "deviceEnergy", unit: "J", description: "Energy of computing on devices, a user." },
      { name: "price", unit: "1/step", description: "Price of an edge step." },
    ],
    rows,
  }),
};

/**
 * One row for each weight of energy, power and scenario.
 * @throws InputError for an option out of range.
 * @throws InfeasibleError where a scenario has no plan.
 * @throws Error if an optimum is not proven.
 */
export const phonePower = inTurn(phonePowerStudy);

function outcomes(scenario: Scenario): Record<string, number> {
  const { status, plan, objective, totals, price } = solve(scenario, { method: "exact" });
  if (status !== "optimal") throw new Error("phone power: an optimum is not proven");
  const { offload, steps, computationTime } = plan;
  const count = offload.length;
  const { scenario: columns } = toProblem(scenario);
  const onDevices = Array.from(offload, (a, n) =>
    a === 1 ? 0 : userOutcome(columns, n, a, steps[n]!, computationTime[n]!).energy,
  );
  return {
    objective: objective / count,
    offloaded: mean(Array.from(offload)),
    latency: totals.time / count,
    error: totals.error / count,
    energy: totals.energy / count,
    deviceEnergy: sum(onDevices) / count,
    price,
  };
}
