/** Seeded scenarios made of the presets (data/README.md). */

import { known, nonNegative, whole } from "../input/checks.js";
import { InputError } from "../input/errors.js";
import { UTILITIES } from "../laws/utility/utilities.js";
import { type ScenarioColumns, withUsers } from "../scenario/columns.js";
import { inRange, MOST_STEPS, RANGE } from "../scenario/range.js";
import type { Edge, Scenario, User, Weights } from "../scenario/types.js";
import { drawUser, type Population, userId } from "./draw.js";
import { drawColumns } from "./draw-columns.js";
import type { GenerateOptions } from "./options.js";
import { population } from "./population.js";
import { presets } from "./presets.js";

/** The weights of most reference scenarios, for every service. */
export const defaultWeights: Weights = { time: 1, error: 40, energy: 0.02, localUtility: 0.01, edgeUtility: 0.01 };

const STEPS_A_USER = 15;

const utilities = Object.fromEntries(UTILITIES.map(({ kind }) => [kind, true]));

/**
 * A scenario of the model (MODEL.md §1). At the default `edgeMaxSteps` and `deviceMaxSteps` every user has an open place.
 * @throws InputError naming the option, its value and what would be right.
 */
export function generate(options: GenerateOptions): Scenario {
  const { users, ...settings } = generateUsers(options);
  return { ...settings, users: [...users] };
}

/** The same, each user drawn when it is asked for: for texts of millions. @throws InputError as {@link generate}. */
export function generateUsers(options: GenerateOptions): Omit<Scenario, "users"> & { readonly users: Iterable<User> } {
  const { settings, userAt } = prepare(options);
  const { users: count } = options;
  const drawn = function* (): Generator<User> {
    for (let index = 0; index < count; index++) yield userAt(index);
  };
  return { ...settings, users: { [Symbol.iterator]: drawn } };
}

/** Most users of a generated population: some 3 GB as columns. */
export const MOST_GENERATED = 1e7;

/** The same users as columns, without a list of them on the way: for millions. @throws InputError as {@link generate}. */
export function generateColumns(options: GenerateOptions): ScenarioColumns {
  const { settings, from } = prepare(options);
  return withUsers(settings, drawColumns(from, options.seed, 0, options.users, userId));
}

/** What all users share, what they are drawn from, and each by its index. @throws InputError as {@link generate}. */
export function prepare(options: GenerateOptions): {
  readonly settings: Omit<Scenario, "users">;
  readonly userAt: (index: number) => User;
  readonly from: Population;
} {
  const { users, seed, name, utility = UTILITIES[0]!.kind, weights = {} } = options;
  whole("users", users, 1, MOST_GENERATED);
  whole("seed", seed, 0, 2 ** 32 - 1);
  known("utility", utility, utilities);
  for (const [weight, value] of Object.entries(weights)) {
    known("weights", weight, { ...defaultWeights });
    nonNegative(`weights.${weight}`, value);
    if (!inRange(value)) throw new InputError(`weights.${weight}: must be 0, or from ${RANGE}, not ${value}`);
  }
  const from = population(options);
  const settings = {
    ...(name !== undefined && { name }),
    utility,
    weights: { ...defaultWeights, ...weights },
    edge: edge(options),
  };
  return { settings, from, userAt: (index) => drawUser(from, seed, index) };
}

/**
 * The edge server of these options.
 * @throws InputError as {@link generate}.
 */
export function edge(options: GenerateOptions): Edge {
  const { gpu = "h100", edgeMaxSteps = 100, stepCapacity = STEPS_A_USER * options.users, split } = options;
  const { speed, switchedCapacitance } = known("gpu", gpu, presets.gpus);
  whole("edgeMaxSteps", edgeMaxSteps, 0, MOST_STEPS);
  if (stepCapacity !== null) whole("stepCapacity", stepCapacity, 0);
  return { speed, switchedCapacitance, maxSteps: edgeMaxSteps, stepCapacity, ...(split === true && { split }) };
}
