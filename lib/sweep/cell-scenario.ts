import type { Scenario } from "../scenario/types.js";
import type { Cell } from "./cells.js";
import { givenAt } from "./groups.js";
import type { SweepPlan } from "./plan.js";
import { baseOf, seedsOf } from "./replications.js";
import { setFields } from "./set-fields.js";

/** The scenario of one cell of a checked plan, as a file holds it. */
export function scenarioOf(plan: SweepPlan, { point, replication }: Cell): Scenario {
  const { scenario: fields, population } = givenAt(plan)(point);
  const { columns, list } = baseOf(plan, population, seedsOf(plan, replication));
  return setFields({ ...columns, users: list() }, fields);
}
