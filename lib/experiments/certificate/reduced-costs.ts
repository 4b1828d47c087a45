/** What the cheapest alternative of each user costs at the price, and the gap that decides which of them matter (MODEL.md §7). */
import { toProblem } from "../../model/problem.js";
import type { Table } from "../../report/table.js";
import type { Scenario } from "../../scenario/types.js";
import { basePlan } from "../../solver/certificate/base-plan.js";
import { lagrangianBound } from "../../solver/certificate/bound.js";
import { coreSize, solveExact } from "../../solver/certificate/exact.js";
import { cheapestAlternative } from "../../solver/certificate/reduced-cost.js";

export interface ReducedCostsOptions {
  readonly scenario: Scenario;
}

/** A row for each user (identical ones once for each choice that they make) with an alternative, the cheapest first. */
export function reducedCosts({ scenario }: ReducedCostsOptions): Table {
  const problem = toProblem(scenario);
  const bound = lagrangianBound(problem);
  const base = basePlan(bound);
  const exact = solveExact(problem, bound);
  const { price } = bound;
  const { problem: basis } = bound.basis;
  const users = Array.from({ length: basis.count }, (_, n) => base.blocksOf(n))
    .flat()
    .map((block) => ({
      user: basis.scenario.users.id(block.user),
      copies: block.copies,
      cheapestAlternative: cheapestAlternative(basis, price, block),
    }))
    .filter((row) => row.cheapestAlternative < Infinity)
    .sort((a, b) => a.cheapestAlternative - b.cheapestAlternative);
  return {
    name: "reduced-costs",
    columns: [
      { name: "rank", unit: "1", description: "Place in the order of the cheapest alternatives, from 1." },
      { name: "user", unit: "", description: "Id of the user, or of the first of identical ones." },
      { name: "copies", unit: "1", description: "Identical users with this choice." },
      {
        name: "cheapestAlternative",
        unit: "1",
        description: "Least reduced cost of another choice than in the plan of the Lagrangian dual.",
      },
      { name: "startExcess", unit: "1", description: "Distance of the Lagrangian dual's plan from the bound." },
      { name: "finalExcess", unit: "1", description: "Distance of the optimum from the bound." },
      { name: "core", unit: "1", description: "Users that entered the core of the exact solver." },
    ],
    rows: users.map((row, i) => ({
      rank: i + 1,
      ...row,
      startExcess: price * base.slack,
      finalExcess: exact.excess,
      core: coreSize(exact.core),
    })),
  };
}
