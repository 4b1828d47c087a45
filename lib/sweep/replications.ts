/** Common random numbers: what chance decides in a replication comes from the plan's seed and its number alone. */

import { stream } from "../numerics/stream.js";
import { generate } from "../population/generate.js";
import { resample } from "../population/resample.js";
import { type ScenarioColumns, toColumns } from "../scenario/columns.js";
import type { Scenario, User } from "../scenario/types.js";
import type { Point } from "./design.js";
import { POPULATION, SIMULATE, SOLVE } from "./options.js";
import { type Entries, type Field, fieldOf, SCENARIO } from "./paths.js";
import type { SweepPlan } from "./plan.js";
import { type Assignments, put, setFields, setter, within } from "./set-fields.js";

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

/** Whose a path can be. */
export type Group = "scenario" | "population" | "solve" | "simulate";

/** All that can be named by a path, by whose it is. */
export const GROUPS: Readonly<Record<Group, Entries>> = {
  ...SCENARIO,
  population: POPULATION,
  solve: SOLVE,
  simulate: SIMULATE,
};

/** A path of the plan as it names a field or an option. @throws InputError for one that the plan does not have. */
export function planField(plan: SweepPlan, path: string): Field<Group> {
  const { scenario, population, solve, simulate } = GROUPS;
  const run: Partial<typeof GROUPS> = plan.simulate === undefined ? { solve } : { simulate };
  const own = plan.population === undefined ? {} : { population };
  return fieldOf(path, { scenario, ...own, ...run } as typeof GROUPS);
}

/** What a point sets, by whose it is. */
export type Given = Readonly<Record<Group, Assignments>>;

/** Tells apart whose fields a point of the plan sets, with those that are the same at all points. */
export function givenAt(plan: SweepPlan): (point: Point) => Given {
  const groups = new Map<string, Group>();
  const groupOf = (path: string): Group => {
    const group = groups.get(path) ?? planField(plan, path).group;
    groups.set(path, group);
    return group;
  };
  return (point) => {
    const given: Record<Group, Record<string, Assignments[string]>> = {
      scenario: {},
      population: {},
      solve: {},
      simulate: {},
    };
    for (const [path, value] of Object.entries({ ...plan.set, ...point })) given[groupOf(path)][path] = value;
    return given;
  };
}

/** Options with some of them set by their paths. */
export function withOptions<T extends object>(options: T, given: Assignments): T {
  return Object.entries(given).reduce((all, [path, value]) => put(all, path.split("."), value), options);
}

/** One's own scenario, whose users may be told apart from it. */
export function ownScenario({ scenario, setting, users }: SweepPlan): Scenario {
  return (scenario ?? { ...(setting as object), users }) as Scenario;
}

/**
 * Makes the scenario of a point in a replication: the same users at every point, but for what the point itself says of them.
 * What stays the same from one call to the next is kept.
 */
export function scenarioMaker(plan: SweepPlan): (given: Given, replication: number) => ScenarioColumns {
  let base: { readonly key: string; readonly scenario: Scenario } | undefined;
  let made: { readonly key: string; readonly columns: ScenarioColumns } | undefined;
  return ({ scenario: fields, population }, replication) => {
    const set = setter(fields);
    const key = JSON.stringify([replication, population]);
    if (base?.key !== key) base = { key, scenario: baseScenario(plan, population, seedsOf(plan, replication)) };
    const { users, ...settings } = base.scenario;
    set.refuseBeyond(users.length);
    const ofUsers = Object.entries(fields).filter(([path]) => path.startsWith("users"));
    const madeKey = JSON.stringify([key, ofUsers]);
    if (made?.key !== madeKey) {
      const own: readonly User[] = set.users ? users.map(set.user) : users;
      made = { key: madeKey, columns: toColumns({ ...settings, users: own }) };
    }
    const { $schema: _, notes: __, source: ___, ...own } = set.settings(settings);
    return { ...made.columns, ...own };
  };
}

function baseScenario(plan: SweepPlan, given: Assignments, seeds: Seeds): Scenario {
  if (plan.population !== undefined) {
    const { users = 0, ...options } = withOptions(plan.population, given);
    return within("population.", () => generate({ ...options, users, seed: seeds.users }));
  }
  const own = ownScenario(plan);
  return plan.resample === undefined ? own : { ...own, users: resample(own.users, plan.resample, seeds.resample) };
}

/** The scenario of one cell, as a file holds it. */
export function scenarioOf(plan: SweepPlan, point: Point, replication: number): Scenario {
  const { scenario: fields, population } = givenAt(plan)(point);
  return setFields(baseScenario(plan, population, seedsOf(plan, replication)), fields);
}
