/** Policies that solve P1 for the requests of a slot (MODEL.md §10). */
import type { Plan } from "../model/objective.js";
import type { Problem } from "../model/problem.js";
import { type ScenarioColumns, selectUsers } from "../scenario/columns.js";
import type { Method } from "../solver/solution.js";
import { solve } from "../solver/solve.js";
import { WarmSca } from "../solver/warm.js";
import type { Policy } from "./policy.js";

export interface PlanWithPrice {
  readonly plan: Plan;
  /** λ [1/step]: of the relaxation for `sca` and `warm`, of the bound for `exact`; NaN for a method without prices. */
  readonly price: number;
}

/** Whoever fits starts, with the plan that `planOf` finds for them; the others wait. */
export function planning(planOf: (columns: ScenarioColumns, slot: number) => PlanWithPrice): Policy {
  return {
    decide: ({ index, problem }) => {
      const start = whoFits(problem);
      const chosen = Array.from(start.keys()).filter((n) => start[n] === 1);
      const plan: Plan = {
        offload: new Uint8Array(problem.count),
        steps: new Float64Array(problem.count),
        computationTime: new Float64Array(problem.count),
      };
      if (chosen.length === 0) return { start, plan, price: Number.NaN };
      const { scenario } = problem;
      const users = chosen.length === problem.count ? scenario.users : selectUsers(scenario.users, chosen);
      const found = planOf({ ...scenario, users }, index);
      for (const [i, n] of chosen.entries()) {
        plan.offload[n] = found.plan.offload[i]!;
        plan.steps[n] = found.plan.steps[i]!;
        plan.computationTime[n] = found.plan.computationTime[i]!;
      }
      return { start, plan, price: found.price };
    },
  };
}

/** 1 for all but those with a closed device who came when the edge had a step for each already. */
function whoFits({ count, local, capacity }: Problem): Uint8Array {
  const start = new Uint8Array(count).fill(1);
  let rest = capacity;
  for (let n = 0; n < count; n++) if (local.open[n] === 0 && --rest < 0) start[n] = 0;
  return start;
}

/** From scratch in every slot. @param seed Of `random`; each slot has its own. */
export function solving(method: Method, seed = 0): Policy {
  return planning((columns, slot) => {
    const { plan, price, trace } = solve(columns, { method, seed: (seed + slot) >>> 0, diagnostics: false });
    if (method === "sca") return { plan, price: trace[0]!.price };
    return { plan, price: method === "exact" ? price : Number.NaN };
  });
}

/** The plans of `sca`, without computing again what did not change. */
export function warm(): Policy {
  const sca = new WarmSca();
  return planning((columns) => sca.solve(columns));
}
