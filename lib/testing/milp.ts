/**
 * P1 solved by HiGHS as a mixed-integer linear program, independently of the library: every choice (place, steps) of every
 * user is priced on P1's own formulas, with the computation time found by golden-section search.
 */
import highsModule from "highs";
import { averageError } from "../model/error.js";
import { type Plan, userOutcome } from "../model/objective.js";
import { transferEnergy, transferTime } from "../model/transfer.js";
import { capacityOf } from "../scenario/capacity.js";
import { type ScenarioColumns, toColumns } from "../scenario/columns.js";
import type { Scenario } from "../scenario/types.js";

interface Choice {
  readonly offload: number;
  readonly steps: number;
  readonly time: number;
  readonly cost: number;
}

// Its types are read as CommonJS, whose default import is the whole module; what is loaded is the ES module's default.
const loadHighs = highsModule as unknown as typeof highsModule.default;
const highs = loadHighs();

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The optimal plan, or null if the scenario is infeasible. */
export async function solveMilp(scenario: Scenario): Promise<Plan | null> {
  const columns = toColumns(scenario);
  const choices = scenario.users.map((_, n) => [...choicesAt(columns, n, 0), ...choicesAt(columns, n, 1)]);
  if (choices.some((options) => options.length === 0)) return null;
  const name = (n: number, c: number): string => `x${n}_${c}`;
  const terms: string[] = [];
  const rows: string[] = [];
  const demand: string[] = [];
  // uses in the largest steps
  const unit = columns.edge.workCapacity === undefined ? 1 : Math.max(...columns.users.workload);
  const names: string[] = [];
  for (const [n, options] of choices.entries()) {
    // Differences to the cheapest choice of each user, so that the solver sees no large constants.
    const least = Math.min(...options.map((option) => option.cost));
    for (const [c, { cost, offload, steps }] of options.entries()) {
      terms.push(`${(cost - least).toPrecision(17)} ${name(n, c)}`);
      const use = columns.edge.workCapacity === undefined ? steps : (columns.users.workload[n]! * steps) / unit;
      if (offload === 1) demand.push(`${use} ${name(n, c)}`);
      names.push(name(n, c));
    }
    rows.push(` one${n}: ${options.map((_, c) => name(n, c)).join(" + ")} = 1`);
  }
  const capacity = capacityOf(columns.edge);
  if (capacity < Infinity && demand.length > 0) rows.push(` capacity: ${demand.join(" + ")} <= ${capacity / unit}`);
  const text = `Minimize\n obj: ${lines(terms, " + ")}\nSubject To\n${rows.join("\n")}\nBinary\n ${lines(names, " ")}\nEnd`;
  const result = (await highs).solve(text, { mip_rel_gap: 0, mip_abs_gap: 0, output_flag: false });
  if (result.Status === "Infeasible") return null;
  if (result.Status !== "Optimal") throw new Error(`HiGHS ended ${result.Status}`);
  const chosen = choices.map((options, n) => {
    const c = options.findIndex((_, i) => {
      const column = result.Columns[name(n, i)]!;
      return "Primal" in column && column.Primal > 0.5;
    });
    return options[c]!;
  });
  return {
    offload: Uint8Array.from(chosen, (choice) => choice.offload),
    steps: Float64Array.from(chosen, (choice) => choice.steps),
    computationTime: Float64Array.from(chosen, (choice) => choice.time),
  };
}

function choicesAt(scenario: ScenarioColumns, n: number, offload: 0 | 1): Choice[] {
  const { users, edge } = scenario;
  const most = Math.min(offload === 1 ? edge.maxSteps : users.deviceMaxSteps[n]!, users.maxSteps[n]!);
  if (offload === 1 && transferEnergy(users, n) > users.battery[n]!) return [];
  const choices: Choice[] = [];
  for (let steps = 1; steps <= most; steps++) {
    const time = cheapestTime(scenario, n, offload, steps);
    if (time === undefined) break;
    if (averageError(users, n, steps) > users.maxError[n]! * (1 + 1e-12)) continue;
    choices.push({ offload, steps, time, cost: costOf(scenario, n, offload, steps, time) });
  }
  return choices;
}

function costOf(scenario: ScenarioColumns, n: number, offload: number, steps: number, time: number): number {
  const { latency, error, energy, utility } = userOutcome(scenario, n, offload, steps, time);
  const { weights } = scenario;
  return weights.time * latency + weights.error * error + weights.energy * energy - utility;
}

/** The cheapest feasible computation time [s], or undefined if none is feasible. */
function cheapestTime(scenario: ScenarioColumns, n: number, offload: 0 | 1, steps: number): number | undefined {
  const { users, edge } = scenario;
  const work = users.workload[n]! * steps;
  const battery = offload === 1 ? Infinity : users.battery[n]!;
  const onBattery = battery === Infinity ? 0 : Math.sqrt((users.deviceCapacitance[n]! * work ** 3) / battery);
  let low = Math.max(work / (offload === 1 ? edge.speed : users.deviceSpeed[n]!), onBattery);
  const deadline = users.deadline[n]! - (offload === 1 ? transferTime(users, n) : 0);
  if (low > deadline * (1 + 1e-12)) return undefined;
  let high = Math.max(low, Math.min(deadline, 1e6));
  const at = (time: number): number => costOf(scenario, n, offload, steps, time);
  for (let i = 0; i < 80; i++) {
    const left = high - GOLDEN * (high - low);
    const right = low + GOLDEN * (high - low);
    if (at(left) <= at(right)) high = right;
    else low = left;
  }
  return at(low) <= at(high) ? low : high;
}

/** Terms joined, in lines that the LP format can hold. */
function lines(terms: readonly string[], glue: string): string {
  const out: string[] = [];
  for (let i = 0; i < terms.length; i += 20) out.push(terms.slice(i, i + 20).join(glue));
  return out.join(`${glue}\n `);
}
