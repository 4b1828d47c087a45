import { cost } from "../../model/cost.js";
import { edgeSteps, type Plan } from "../../model/objective.js";
import type { Problem } from "../../model/problem.js";
import { plannedUse, stepsWithin, useOf } from "../../model/use.js";
import { bestUpTo, WholeChoice } from "../../model/whole-steps.js";
import { asPlanned } from "../../scenario/one-model.js";
import { rounded } from "../rounding.js";
import type { Iterated, Method } from "./method.js";
import { BASELINE, baseline, deviceClosed } from "./places.js";

/**
 * From all-local, moves the user with the largest saving for what it uses of the capacity to the edge, one by one, while the objective
 * falls. A user takes the steps it wants at price 0, or what capacity is left; in the end all steps are chosen anew.
 */
export const greedy: Method<"greedy", Iterated> = {
  name: "greedy",
  label: "Greedy",
  ...BASELINE,
  style: 3,
  run: (problem) => baseline(greedyPlan(problem)),
};

function greedyPlan(problem: Problem): Plan {
  const { edge, localWholeCost } = problem;
  const { plan } = rounded(problem, deviceClosed(problem));
  const offload = Uint8Array.from(plan.offload);
  let rest = problem.capacity;
  const planned = asPlanned(problem.scenario, plan);
  const choice = new WholeChoice(edge);
  const candidates: { n: number; steps: number; rate: number }[] = [];
  for (let n = 0; n < offload.length; n++) {
    if (offload[n] === 1) rest -= plannedUse(planned, n, edgeSteps(plan, n));
    if (offload[n] === 1 || edge.open[n] === 0) continue;
    const saving = localWholeCost[n]! - choice.valueAt(n, 0);
    candidates.push({ n, steps: choice.steps, rate: saving / useOf(edge, n, choice.steps) });
  }
  candidates.sort((a, b) => b.rate - a.rate || a.n - b.n);
  for (const { n, steps } of candidates) {
    const taken = bestUpTo(edge, n, 0, steps, stepsWithin(edge, n, rest));
    if (taken === 0) continue;
    if (cost(edge, n, taken) >= localWholeCost[n]!) break;
    offload[n] = 1;
    rest -= useOf(edge, n, taken);
  }
  return rounded(problem, offload).plan;
}
