/** Whose fields and options the paths of a plan name. */
import type { Point } from "./design.js";
import { POPULATION, SIMULATE, SOLVE } from "./options.js";
import { type Entries, type Field, fieldOf, SCENARIO } from "./paths.js";
import type { SweepPlan } from "./plan.js";
import { type Assignments, put } from "./set-fields.js";
import type { Value } from "./value.js";

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
    const given: Record<Group, Record<string, Value>> = { scenario: {}, population: {}, solve: {}, simulate: {} };
    for (const [path, value] of Object.entries({ ...plan.set, ...point })) given[groupOf(path)][path] = value;
    return given;
  };
}

/** Options with some of them set by their paths. */
export function withOptions<T extends object>(options: T, given: Assignments): T {
  return Object.entries(given).reduce((all, [path, value]) => put(all, path.split("."), value), options);
}
