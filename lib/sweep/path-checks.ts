/** Whether what a plan sets and varies is there, takes these values, and means something to what the plan runs. */
import { POLICY_OPTIONS } from "../dynamic/policies/policies.js";
import { namesOf } from "../input/checks.js";
import { InputError, within } from "../input/errors.js";
import { listed } from "../report/words.js";
import { METHODS } from "../solver/methods/methods.js";
import { isList, levels, valueAt } from "./design.js";
import { GROUPS, type Group, planField } from "./groups.js";
import { type Field, fieldOf } from "./paths.js";
import { pathsOf, rowsOf, runsOf, type SweepPlan, type Varied } from "./plan.js";
import type { Value } from "./value.js";

/** A path where a plan names it, with the values that it gives there. */
interface Use {
  readonly before: string;
  readonly path: string;
  readonly values: readonly { readonly at: string; readonly value: Value; readonly between?: boolean }[];
}

/** Where no whole number is between whole ends that are near. */
const INSIDE = 0.6180339887;

function usesOf(plan: SweepPlan): Use[] {
  const { set = {}, vary = {}, design = "grid" } = plan;
  const rows = rowsOf(plan);
  const valuesOf = (at: string, varied: Varied): Use["values"] => {
    if (isList(varied)) return varied.map((value, i) => ({ at: `${at}[${i}]`, value }));
    const tried = design === "grid" ? levels({ points: 2, ...varied }) : [0, 1, INSIDE].map((u) => valueAt(varied, u));
    return tried.map((value) => ({ at, value, between: true }));
  };
  return [
    ...Object.entries(set).map(([path, value]) => ({ before: "set.", path, values: [{ at: `set.${path}`, value }] })),
    ...Object.entries(vary).map(([path, one]) => ({ before: "vary.", path, values: valuesOf(`vary.${path}`, one) })),
    ...Object.keys(rows[0] ?? {}).map((path) => ({
      before: "rows[0].",
      path,
      values: rows.flatMap((row, i) => (path in row ? [{ at: `rows[${i}].${path}`, value: row[path]! }] : [])),
    })),
  ];
}

const OUTAGE = ["from", "until", "left"];

export function* pathProblems(plan: SweepPlan): Generator<string> {
  const uses = usesOf(plan);
  for (const use of uses) yield* useProblems(plan, use);
  yield* rowProblems(plan);
  const paths = pathsOf(plan);
  for (const path of Object.keys(plan.set ?? {}))
    if (uses.some((use) => use.path === path && use.before !== "set."))
      yield `set.${path}: varies too; leave it out here or there`;
  if (paths.includes("penalty") && paths.includes("penaltyFactor")) yield "penaltyFactor: leave it out beside penalty";
  const { outage } = plan.simulate ?? {};
  const parts = OUTAGE.filter((part) => paths.includes(`outage.${part}`) || (outage && part in outage));
  if (outage || parts.length > 0)
    for (const part of OUTAGE)
      if (!parts.includes(part)) yield `simulate.outage.${part}: missing; an outage has ${listed(OUTAGE)}`;
  for (const { name } of POLICY_OPTIONS)
    if (plan.simulate?.[name] !== undefined) yield* idleness(plan, name, "simulate", "simulate.");
}

function* useProblems(plan: SweepPlan, { before, path, values }: Use): Generator<string> {
  try {
    const field = within(before, () => planField(plan, path));
    yield* idleness(plan, path, field.group, before);
    if (saidElsewhere(plan, field)) yield `${before}${path}: leave it out here or in ${field.group}`;
    for (const { at, value, between } of values) checkValue(field, value, at, between);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    yield ownerless(path, before, error) ?? error.problems.join("; ");
  }
}

/** Whether the plan's options of a simulation or a population say it already. */
function saidElsewhere(plan: SweepPlan, { keys, group }: Field<Group>): boolean {
  const options = group === "simulate" || group === "population" ? plan[group] : undefined;
  const inside = (outer: unknown, key: string | number): unknown =>
    typeof outer === "object" ? (outer as Readonly<Record<string, unknown>>)[key] : undefined;
  return keys.reduce(inside, options) !== undefined;
}

/** An option that means nothing to any method or policy of the plan. */
function* idleness(plan: SweepPlan, path: string, group: Group, before: string): Generator<string> {
  const { by, names } = runsOf(plan);
  const option = path === "penaltyFactor" ? "penalty" : path;
  const owners =
    group === "solve"
      ? namesOf(METHODS.filter(({ options }) => options.some((one) => one === option)))
      : POLICY_OPTIONS.find(({ name }) => name === path)?.policies;
  if (owners && !owners.some((owner) => names.includes(owner)))
    yield `${before}${path}: only ${by} ${listed(owners)} has it`;
}

/** @throws InputError as for the field in a scenario, with what would make numbers between two ends whole. */
function checkValue(field: Field<Group>, value: Value, at: string, between = false): void {
  try {
    field.check(value, at);
  } catch (error) {
    const mends = between && !Number.isInteger(value) && error instanceof InputError && /whole/.test(error.message);
    throw mends ? new InputError(`${error.message}; whole: true rounds them`) : error;
  }
}

const OWNERLESS: Readonly<Record<Group, string>> = {
  scenario: "is a field of a scenario",
  population: "is an option of population, which this plan does not have",
  solve: "is an option of solve, and this plan simulates",
  simulate: "is an option of simulate, which this plan does not have",
};

/** What to say of a path that the plan does not have, where another plan has it, and no field ends in that name. */
function ownerless(path: string, before: string, { message }: InputError): string | undefined {
  if (!/: unknown field/.test(message) || message.endsWith(`.${path}?`)) return undefined;
  try {
    return `${before}${path}: ${OWNERLESS[fieldOf(path, GROUPS).group]}`;
  } catch {
    return undefined;
  }
}

function* rowProblems(plan: SweepPlan): Generator<string> {
  const rows = rowsOf(plan);
  const paths = Object.keys(rows[0] ?? {});
  const first = new Map<string, number>();
  for (const [i, row] of rows.entries()) {
    if (Object.keys(row).length !== paths.length || !paths.every((path) => path in row))
      yield `rows[${i}]: must have the paths of rows[0], ${listed(paths)}, not ${listed(Object.keys(row))}`;
    const key = JSON.stringify(paths.map((path) => row[path]));
    if (first.has(key)) yield `rows[${i}]: is rows[${first.get(key)}] again`;
    else first.set(key, i);
  }
}
