/** What weights lead to: the plan that they make best, judged by latency, error and energy, which don't depend on them. */

import { whole } from "../../input/checks.js";
import type { UtilityName } from "../../laws/utility/utilities.js";
import { generateColumns } from "../../population/generate.js";
import type { ErrorChoice } from "../../population/options.js";
import { SERVICES, type ServiceName } from "../../population/preset.js";
import type { TableColumn } from "../../report/table.js";
import type { ScenarioColumns } from "../../scenario/columns.js";
import type { Weights } from "../../scenario/types.js";
import type { MethodName } from "../../solver/methods/methods.js";
import { solve } from "../../solver/solve.js";

/** Objectives under different weights don't compare; these do. Means over the users of a population. */
export const WEIGHTS_OUTCOMES: readonly TableColumn[] = [
  { name: "latency", unit: "s", description: "Latency a user: computation and transfers." },
  { name: "error", unit: "1", description: "Average error a user." },
  { name: "energy", unit: "J", description: "Energy a user: device, edge and radio." },
];

/** What users are drawn from, one service alone; limits and all else as in `generate`. */
export interface WeightsPopulations {
  readonly services: readonly ServiceName[];
  /** Users of a population, ≥ 1. */
  readonly users: number;
  /** Populations of each service, ≥ 1: those of the seeds `seed`, `seed` + 1, … */
  readonly populations: number;
  /** Default as in `generate`. */
  readonly errorKind?: ErrorChoice;
  /** Default as in `generate`. */
  readonly utility?: UtilityName;
}

/** Our choice. */
export const weightsPopulations: WeightsPopulations = {
  services: SERVICES,
  users: 30,
  populations: 10,
};

export interface WeightsPopulation extends Pick<WeightsPopulations, "users" | "errorKind" | "utility"> {
  readonly service: ServiceName;
  readonly seed: number;
}

/** Each service's populations. @throws InputError for an option out of range. */
export function populationsOf(
  { services, users, populations, errorKind, utility }: WeightsPopulations,
  seed: number,
): WeightsPopulation[] {
  whole("populations", populations, 1);
  const laws = { ...(errorKind !== undefined && { errorKind }), ...(utility !== undefined && { utility }) };
  return services.flatMap((service) =>
    Array.from({ length: populations }, (_, k) => ({ service, users, ...laws, seed: seed + k })),
  );
}

/** The users of a population. */
export function usersOf({ service, ...options }: WeightsPopulation): ScenarioColumns {
  return generateColumns({ ...options, services: service });
}

/**
 * Latency [s], error [1] and energy [J] a user of the proven optimum under these weights, or of a baseline's plan; to twelve digits, as
 * no plan should dominate its equal by rounding.
 * @throws InfeasibleError where there is no plan.
 */
export function outcomesUnder(columns: ScenarioColumns, weights: Weights, method: MethodName = "exact"): number[] {
  const { totals } = solve({ ...columns, weights }, { method });
  const { count } = columns.users;
  return [totals.time, totals.error, totals.energy].map((total) => Number((total / count).toPrecision(12)));
}
