/** Common random numbers: what chance decides in a replication comes from the plan's seed and its number alone. */

import { within } from "../input/errors.js";
import { stream } from "../numerics/stream.js";
import { generate, generateColumns } from "../population/generate.js";
import type { GenerateOptions } from "../population/options.js";
import { resample } from "../population/resample.js";
import { type ScenarioColumns, toColumns } from "../scenario/columns.js";
import type { Scenario, User } from "../scenario/types.js";
import { type Given, withOptions } from "./groups.js";
import type { SweepPlan } from "./plan.js";
import { type Assignments, setter } from "./set-fields.js";

/** Seeds of a replication: of drawn users, of the bootstrap, and of starts, coins, worlds and policies. */
export interface Seeds {
  readonly users: number;
  readonly resample: number;
  readonly chance: number;
}

/** @param replication From 0. */
export function seedsOf({ seed = 0 }: SweepPlan, replication: number): Seeds {
  const next = stream(seed, replication);
  const draw = (): number => Math.floor(next() * 2 ** 32);
  return { users: draw(), resample: draw(), chance: draw() };
}

/** One's own scenario, whose users may be told apart from it. */
export function ownScenario({ scenario, setting, users }: SweepPlan): Scenario {
  return (scenario ?? { ...(setting as object), users }) as Scenario;
}

/** The users of a replication: as columns, and one by one for those that a point changes. */
export interface Base {
  readonly columns: ScenarioColumns;
  readonly list: () => readonly User[];
}

/** @param given Options of the population that a point sets. */
export function baseOf(plan: SweepPlan, given: Assignments, seeds: Seeds): Base {
  if (plan.population === undefined) {
    const own = ownScenario(plan);
    const users = plan.resample === undefined ? own.users : resample(own.users, plan.resample, seeds.resample);
    return { columns: toColumns({ ...own, users }), list: () => users };
  }
  // services are one or shares once the plan is parsed
  const { users = 0, ...others } = withOptions(plan.population, given) as Partial<GenerateOptions>;
  const options = { ...others, users, seed: seeds.users };
  let drawn: readonly User[] | undefined;
  return {
    columns: within("population.", () => generateColumns(options)),
    list: () => {
      drawn ??= generate(options).users;
      return drawn;
    },
  };
}

/**
 * Makes the scenario of a point in a replication: the same users at every point, but for what the point itself says of them.
 * What stays the same from one call to the next is kept.
 */
export function scenarioMaker(plan: SweepPlan): (given: Given, replication: number) => ScenarioColumns {
  let base: (Base & { readonly key: string }) | undefined;
  let changed: { readonly key: string; readonly users: ScenarioColumns["users"] } | undefined;
  return ({ scenario: fields, population }, replication) => {
    const set = setter(fields);
    const key = JSON.stringify([replication, population]);
    if (base?.key !== key) base = { key, ...baseOf(plan, population, seedsOf(plan, replication)) };
    const { columns, list } = base;
    const { users, ...settings } = columns;
    set.refuseBeyond(users.count);
    const own = { ...columns, ...set.settings(settings) };
    if (!set.users) return own;
    const ofUsers = JSON.stringify([key, Object.entries(fields).filter(([path]) => path.startsWith("users"))]);
    if (changed?.key !== ofUsers) {
      changed = { key: ofUsers, users: toColumns({ ...settings, users: list().map(set.user) }).users };
    }
    return { ...own, users: changed.users };
  };
}
