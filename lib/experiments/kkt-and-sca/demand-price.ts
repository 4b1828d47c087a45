/** What the users demand of the edge as an edge step's price rises, and the price that the capacity sets (MODEL.md §5). */
import { pricedCost } from "../../model/cost.js";
import { type Problem, toProblem } from "../../model/problem.js";
import { bestSteps } from "../../model/steps.js";
import type { Table } from "../../report/table.js";
import type { Scenario } from "../../scenario/types.js";
import { leavingPrice } from "../../solver/price/real-price.js";
import { solvePerspective } from "../../solver/sca/perspective.js";
import { limitedInSteps } from "../in-steps.js";

export interface DemandPriceOptions {
  /** With a finite stepCapacity. */
  readonly scenario: Scenario;
  /** The curve runs from price 0 to this one [1/step]. */
  readonly highestPrice: number;
}

/** The demand with a point just before and just after each user leaves, the capacity, and the relaxation's solution at τ = 0. @throws InputError without a stepCapacity. */
export function demandPrice({ scenario, highestPrice }: DemandPriceOptions): Table {
  limitedInSteps(scenario);
  const problem = toProblem(scenario);
  const { price: solution, offload } = solvePerspective(problem, new Float64Array(problem.count));
  const leaving = Array.from({ length: problem.count }, (_, n) => leavingPriceOf(problem, n, highestPrice));
  const demand = (price: number, stays: (leaves: number) => boolean): number =>
    leaving.reduce((sum, leaves, n) => sum + (stays(leaves) ? bestSteps(problem.edge, n, price) : 0), 0);

  const steps = Array.from({ length: GRID + 1 }, (_, i) => (highestPrice * i) / GRID);
  const jumps = leaving.filter((price) => price > 0 && price < highestPrice);
  const curve = [...new Set([...steps, ...jumps])]
    .sort((a, b) => a - b)
    .flatMap((price) => {
      const left = scenario.users.filter((_, n) => leaving[n] === price).map((user) => user.id);
      const after = { curve: "demand", price, steps: demand(price, (leaves) => leaves > price), user: left.join(" ") };
      if (left.length === 0 || price === 0) return [{ ...after, user: "" }];
      return [{ curve: "demand", price, steps: demand(price, (leaves) => leaves >= price), user: "" }, after];
    });
  const { capacity } = problem;
  const fractional = scenario.users.filter((_, n) => offload[n]! > 0 && offload[n]! < 1).map((user) => user.id);
  return {
    name: "demand-price",
    columns: [
      { name: "curve", unit: "", description: "demand, capacity or solution (of the relaxation without penalty)." },
      { name: "price", unit: "1/step", description: "Price of an edge step." },
      { name: "steps", unit: "step", description: "Steps at the edge, real-valued, of all users together." },
      {
        name: "user",
        unit: "",
        description: "Who leaves the edge at this price; in the solution, who is split between both places.",
      },
    ],
    rows: [
      ...curve,
      { curve: "capacity", price: 0, steps: capacity, user: "" },
      { curve: "capacity", price: highestPrice, steps: capacity, user: "" },
      {
        curve: "solution",
        price: solution,
        steps: solution > 0 ? capacity : demand(0, (leaves) => leaves > 0),
        user: fractional.join(" "),
      },
    ],
  };
}

const GRID = 200;

/** The price from which user n is no better off at the edge: 0 if it never is, Infinity if it still is at the highest price. */
function leavingPriceOf(problem: Problem, n: number, highest: number): number {
  const { edge, localCost } = problem;
  if (edge.open[n] === 0) return 0;
  const steps = bestSteps(edge, n, highest);
  if (pricedCost(edge, n, steps, highest) < localCost[n]!) return Infinity;
  return leavingPrice(problem, localCost[n]!, n, 0, highest);
}
