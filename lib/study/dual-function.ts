/** The Lagrangian dual of P1 with whole steps and the demand behind its slope, against the price of an edge step (MODEL.md §7). */
import { cost } from "../model/cost.js";
import { evaluate } from "../model/objective.js";
import { type Problem, toProblem } from "../model/problem.js";
import { bestWholeSteps, stepSaving } from "../model/steps.js";
import { Sum } from "../model/sum.js";
import type { Scenario } from "../scenario/types.js";
import { lagrangianBound } from "../solver/bound.js";
import { solveExact } from "../solver/exact.js";
import type { Table } from "./table.js";

export interface DualFunctionOptions {
  /** With a finite stepCapacity. */
  readonly scenario: Scenario;
  /** The prices run from 0 to this one [1/step]. */
  readonly highestPrice: number;
}

/** A row for every price at which somebody gives up steps, and for both ends; the dual is linear and the demand constant between. */
export function dualFunction({ scenario, highestPrice }: DualFunctionOptions): Table {
  const problem = toProblem(scenario);
  const optimum = evaluate(problem.scenario, solveExact(problem, lagrangianBound(problem)).plan).objective;
  const drops = Array.from({ length: problem.count }, (_, n) => dropsOf(problem, n)).flat();
  const prices = new Set([0, ...drops.map(({ price }) => price).filter((price) => price < highestPrice), highestPrice]);
  return {
    name: "dual-function",
    columns: [
      { name: "price", unit: "1/step", description: "Price of an edge step." },
      { name: "dual", unit: "1", description: "The Lagrangian dual at this price: a lower bound on every plan." },
      {
        name: "demand",
        unit: "step",
        description: "Whole steps wanted at the edge from this price to the next row's.",
      },
      { name: "capacity", unit: "step", description: "Steps that the edge has." },
      { name: "optimum", unit: "1", description: "Objective of the best plan." },
    ],
    rows: [...prices]
      .sort((a, b) => a - b)
      .map((price) => ({
        price,
        dual: dual(problem, price),
        demand: drops.reduce((sum, drop) => (drop.price > price ? sum + drop.steps : sum), 0),
        capacity: problem.capacity,
        optimum,
      })),
  };
}

/** −λ·stepCapacity + Σ min(V_l, V_e(λ)). */
function dual({ scenario, count, edge, capacity, localWholeCost }: Problem, price: number): number {
  const sum = new Sum();
  sum.add(-price * capacity);
  for (let n = 0; n < count; n++) {
    let value = localWholeCost[n]!;
    if (edge.open[n] === 1) {
      const s = bestWholeSteps(scenario, edge, n, price);
      value = Math.min(value, cost(scenario, edge, n, s) + price * s);
    }
    sum.add(value);
  }
  return sum.value;
}

/** The prices at which user n gives up edge steps: the last one alone, or all that are left when it leaves. */
function dropsOf({ scenario, edge, localWholeCost }: Problem, n: number): { price: number; steps: number }[] {
  if (edge.open[n] === 0) return [];
  const drops = [];
  for (let s = bestWholeSteps(scenario, edge, n, 0); s >= 1; s--) {
    const leaving = (localWholeCost[n]! - cost(scenario, edge, n, s)) / s;
    const givingUp = s > 1 ? stepSaving(scenario, edge, n, s) : Infinity;
    if (leaving <= givingUp) {
      if (leaving > 0) drops.push({ price: leaving, steps: s });
      break;
    }
    drops.push({ price: givingUp, steps: 1 });
  }
  return drops;
}
