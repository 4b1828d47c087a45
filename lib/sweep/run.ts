/** From cells to rows of a table. */
import type { CapacityOptions } from "../dynamic/capacity.js";
import { outcomes } from "../dynamic/outcomes.js";
import { makePolicy, type PolicyName } from "../dynamic/policies/policies.js";
import { type Simulation, simulate } from "../dynamic/simulate.js";
import { assertServable, makeWorld, type WorldOptions } from "../dynamic/world.js";
import { printable } from "../input/errors.js";
import { toProblem } from "../model/problem.js";
import type { Table, TableColumn } from "../report/table.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { assertFeasible, InfeasibleError } from "../solver/infeasible.js";
import type { MethodOptions } from "../solver/methods/method.js";
import { type MethodName, methodOf } from "../solver/methods/methods.js";
import { solvePerspective } from "../solver/sca/perspective.js";
import { relaxationOf } from "../solver/sca/relaxations.js";
import { defaultPenalty } from "../solver/sca/sca.js";
import type { Solution } from "../solver/solution.js";
import { solve } from "../solver/solve.js";
import { STATUSES } from "../solver/status.js";
import { type Cell, cellsOf } from "./cells.js";
import { givenAt, planField, withOptions } from "./groups.js";
import { chosen, type Outcome, SIMULATE_OUTCOMES, SOLVE_OUTCOMES } from "./outcomes.js";
import { runsOf, type SimulatePlan, type SweepPlan, variedPaths } from "./plan.js";
import { parseSweepPlan } from "./plan-schema.js";
import { scenarioMaker, seedsOf } from "./replications.js";
import type { Assignments } from "./set-fields.js";
import { shownValue } from "./value.js";

/** A row of a sweep's table. */
export type Row = Table["rows"][number];

/** What is in place of a number that a run does not have. */
export const NONE = "NA";

/** Statuses of cells without a plan, beside those of `solve`; a simulation that came to its end is `done`. */
const DONE = "done";
export const INFEASIBLE = "infeasible";
export const FAILED = "failed";

/** Messages of errors are cut [characters]. */
const LONGEST = 1000;

/** Columns of a checked plan's table. */
export function columnsOf(plan: SweepPlan): TableColumn[] {
  const { by } = runsOf(plan);
  const statuses = by === "method" ? STATUSES : [DONE];
  return [
    { name: "cell", unit: "", description: "Hash of what makes the cell." },
    ...variedPaths(plan).map((path) => ({ name: path, unit: planField(plan, path).unit, description: "Varied." })),
    { name: "replication", unit: "1", description: "From 0: the same users and chance in all its cells." },
    { name: by, unit: "", description: by === "method" ? "Method." : "Policy." },
    { name: "status", unit: "", description: `${[...statuses, INFEASIBLE].join(", ")} or ${FAILED}.` },
    ...outcomesOf(plan).map(({ name, unit, description }) => ({ name, unit, description })),
    { name: "message", unit: "", description: "What went wrong; empty where nothing did." },
  ];
}

function outcomesOf(plan: SweepPlan): TableColumn[] {
  return plan.simulate === undefined ? chosen(SOLVE_OUTCOMES, plan) : chosen(SIMULATE_OUTCOMES, plan);
}

/** What a cell came to, with what it was made of. */
export type CellResult = SolvedCell | SimulatedCell;

interface SolvedCell {
  readonly scenario: ScenarioColumns;
  readonly options: MethodOptions;
  readonly solution: Solution;
}

interface SimulatedCell {
  readonly scenario: ScenarioColumns;
  readonly options: WorldOptions;
  /** Of the world and the policy. */
  readonly seed: number;
  readonly simulation: Simulation;
}

/** What solves or simulates the cells of a checked plan, in any order. Cells of one replication that follow one another share its users. */
export function cellSolver(plan: SweepPlan): (cell: Cell) => CellResult {
  const given = givenAt(plan);
  const make = scenarioMaker(plan);
  return ({ point, replication, run }) => {
    const { chance } = seedsOf(plan, replication);
    const at = given(point);
    const scenario = make(at, replication);
    if (plan.simulate !== undefined) {
      return simulatedBy(run as PolicyName, scenario, withOptions(plan.simulate, at.simulate), chance);
    }
    const method = run as MethodName;
    const options = { ...optionsOf(scenario, method, at.solve), seed: chance };
    return { scenario, options, solution: solve(scenario, { method, ...options }) };
  };
}

/**
 * What makes the rows of a checked plan's cells, in any order. A cell without a plan is a row too: `infeasible`, or `failed`, with a
 * message and `NA` for every number.
 */
export function cellRunner(plan: SweepPlan): (cell: Cell) => Row {
  const resultOf = cellSolver(plan);
  const solved = chosen(SOLVE_OUTCOMES, plan);
  const simulated = chosen(SIMULATE_OUTCOMES, plan);
  return (cell) => {
    try {
      const result = resultOf(cell);
      const outcome =
        "solution" in result
          ? { status: result.solution.status, ...numbers(solved, result.solution) }
          : { status: DONE, ...numbers(simulated, outcomes(result.simulation)) };
      return { ...aboutCell(plan, cell), ...outcome, message: "" };
    } catch (error) {
      return failedRow(plan, cell, error);
    }
  };
}

function aboutCell(plan: SweepPlan, { id, point, replication, run }: Cell): Row {
  const varied = Object.fromEntries(Object.entries(point).map(([path, value]) => [path, shownValue(value)]));
  return { cell: id, ...varied, replication, [runsOf(plan).by]: run };
}

/** The row of a cell that came to no plan. */
export function failedRow(plan: SweepPlan, cell: Cell, error: unknown): Row {
  const status = error instanceof InfeasibleError ? INFEASIBLE : FAILED;
  const told = error instanceof Error ? error.message : String(error);
  const message = printable(told.replaceAll("\n", "; "), LONGEST);
  const none = Object.fromEntries(outcomesOf(plan).map(({ name }) => [name, NONE]));
  return { ...aboutCell(plan, cell), status, ...none, message };
}

/** The row of one cell of a checked plan. */
export function runCell(plan: SweepPlan, cell: Cell): Row {
  return cellRunner(plan)(cell);
}

/** Outcomes by name. */
function numbers<Run>(all: readonly Outcome<Run>[], run: Run): Record<string, number | string> {
  return Object.fromEntries(
    all.map(({ name, of }) => {
      const value = of(run);
      return [name, value === null || !Number.isFinite(value) ? NONE : value];
    }),
  );
}

/** Options of `solve`, with τ where it is a multiple of its default with the perspective form. */
function optionsOf(
  scenario: ScenarioColumns,
  method: MethodName,
  { penaltyFactor, relaxation, ...others }: Assignments,
): MethodOptions {
  const named = relaxation === undefined ? {} : { relaxation: relaxationOf(String(relaxation)) };
  const options = { ...(others as MethodOptions), ...named };
  if (typeof penaltyFactor !== "number" || !methodOf(method).options.includes("penalty")) return options;
  const problem = toProblem(scenario);
  assertFeasible(problem);
  const relaxed = solvePerspective(problem, new Float64Array(problem.count));
  return { ...options, penalty: penaltyFactor * defaultPenalty(problem, relaxed) };
}

function simulatedBy(policy: PolicyName, scenario: ScenarioColumns, plan: SimulatePlan, seed: number): SimulatedCell {
  const { slots, slotSeconds, channel, dropCost, pattern, rate, diurnal, quiet, tenants, outage, ...others } = plan;
  const { ignoreDeadlines = false, ...own } = others;
  const options = {
    ...defined({ slots, slotSeconds, channel, dropCost }),
    arrivals: defined({ pattern, rate, diurnal, quiet }),
    capacity: defined({ tenants, outage: outage as CapacityOptions["outage"] }),
  };
  const world = makeWorld(scenario, options, seed);
  assertServable(world);
  const simulation = simulate(world, makePolicy(policy, world, { ...own, seed }), { ignoreDeadlines });
  return { scenario, options, seed, simulation };
}

type Defined<T> = { readonly [Name in keyof T]?: Exclude<T[Name], undefined> };

/** The object without what is undefined. */
function defined<T extends object>(options: T): Defined<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Defined<T>;
}

/** A cell that ran. */
export interface CellDone {
  readonly cell: Cell;
  readonly row: Row;
  /** How long it took [s]: no part of the table, which is the same each time. */
  readonly seconds: number;
  /** Cells so far, this one with them, of so many. */
  readonly done: number;
  readonly cells: number;
}

/** How a sweep runs. */
export interface SweepOptions {
  /** Told each cell as soon as its row is there. */
  readonly onCell?: (done: CellDone) => void;
  /** Runs a cell in place of {@link cellRunner}: elsewhere, or another function of it with the same columns. */
  readonly run?: (cell: Cell) => Row | Promise<Row>;
}

/**
 * A table with a row for each cell of a plan, in the order of {@link cellsOf}.
 *
 *     const table = await sweep({ population: { users: 40 }, replications: 20, vary: { "weights.time": [0.5, 1, 2] } });
 *     summarise(table, { name: "gaps", by: ["weights.time"], of: ["gap"], over: "replications" });
 *
 * @throws InputError naming each mistake in the plan; what goes wrong in a cell is told in its row.
 */
export async function sweep(given: SweepPlan, { onCell = () => {}, run }: SweepOptions = {}): Promise<Table> {
  const plan = parseSweepPlan(given);
  const cells = cellsOf(plan);
  const runOne = run ?? cellRunner(plan);
  const rows: Row[] = [];
  for (const cell of cells) {
    const since = performance.now();
    const row = await runOne(cell);
    rows.push(row);
    onCell({ cell, row, seconds: (performance.now() - since) / 1000, done: rows.length, cells: cells.length });
  }
  return { name: plan.name ?? "sweep", columns: columnsOf(plan), rows };
}
