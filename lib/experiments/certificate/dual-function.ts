/** The Lagrangian dual of P1 with whole steps and the demand behind its slope, against the price of an edge step (MODEL.md §7). */
import { pricedCost } from "../../model/cost.js";
import { type Problem, toProblem } from "../../model/problem.js";
import { bestWholeSteps } from "../../model/whole-steps.js";
import { Sum } from "../../numerics/sum.js";
import type { Table } from "../../report/table.js";
import type { Scenario } from "../../scenario/types.js";
import { lagrangianBound } from "../../solver/certificate/bound.js";
import { solveExact } from "../../solver/certificate/exact.js";
import { type Drop, dropsOf } from "../../solver/price/drops.js";
import { limitedInSteps } from "../in-steps.js";

export interface DualFunctionOptions {
  /** With a finite stepCapacity. */
  readonly scenario: Scenario;
  /** The prices run from 0 to this one [1/step]. */
  readonly highestPrice: number;
}

/** A row for every price at which somebody gives up steps, and for both ends; the dual is linear and the demand constant between. @throws InputError without a stepCapacity. */
export function dualFunction({ scenario, highestPrice }: DualFunctionOptions): Table {
  limitedInSteps(scenario);
  const problem = toProblem(scenario);
  const optimum = solveExact(problem, lagrangianBound(problem)).evaluation.objective;
  const drops = Array.from({ length: problem.count }, (_, n) => allDrops(problem, n)).flat();
  const prices = new Set([0, ...drops.map(({ price }) => price).filter((price) => price < highestPrice), highestPrice]);
  return {
    name: "dual-function",
    about: { users: problem.count },
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
        demand: drops.reduce((sum, drop) => (drop.price > price ? sum + drop.use * drop.times : sum), 0),
        capacity: problem.capacity,
        optimum,
      })),
  };
}

/** What user n gives up as the price rises from 0. */
function allDrops(problem: Problem, n: number): Drop[] {
  const { edge, localWholeCost } = problem;
  if (edge.open[n] === 0) return [];
  const most = bestWholeSteps(edge, n, 0);
  return dropsOf(problem, localWholeCost[n]!, n, most, 0, { low: 0, high: Infinity }).filter(({ price }) => price > 0);
}

/** −λ·stepCapacity + Σ min(V_l, V_e(λ)). */
function dual({ count, edge, capacity, localWholeCost }: Problem, price: number): number {
  const sum = new Sum();
  sum.add(-price * capacity);
  for (let n = 0; n < count; n++) {
    let value = localWholeCost[n]!;
    if (edge.open[n] === 1) {
      const s = bestWholeSteps(edge, n, price);
      value = Math.min(value, pricedCost(edge, n, s, price));
    }
    sum.add(value);
  }
  return sum.value;
}
