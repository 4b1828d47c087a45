/** Policies that solve P1 for the requests of a slot (MODEL.md §10). */
import type { Plan } from "../../model/objective.js";
import { type ScenarioColumns, selectUsers } from "../../scenario/columns.js";
import type { MethodName } from "../../solver/methods/methods.js";
import { solve } from "../../solver/solve.js";
import type { Slot } from "../slot.js";
import type { Policy } from "./policy.js";
import { DEFAULT_GAIN, excess, RunningPrice, wantedAt } from "./running-price.js";
import { whoFits, whoStarts } from "./waiting.js";

interface PlanWithPrice {
  readonly plan: Plan;
  /** λ [1/step]: of the relaxation for `sca` and `warm`, of the bound for `exact`; NaN for a method without prices. */
  readonly price: number;
}

/** Those who start get the plan that `planOf` finds for them. */
export function planning(
  who: (slot: Slot) => Uint8Array,
  planOf: (columns: ScenarioColumns, slot: number) => PlanWithPrice,
): Policy {
  return {
    decide: (slot) => {
      const { scenario, count } = slot.problem;
      const start = who(slot);
      const chosen = Array.from(start.keys()).filter((n) => start[n] === 1);
      const model = scenario.users.models === null ? undefined : new Uint8Array(count);
      const plan: Plan = {
        offload: new Uint8Array(count),
        steps: new Float64Array(count),
        computationTime: new Float64Array(count),
        ...(scenario.edge.split === true && {
          deviceSteps: new Float64Array(count),
          deviceTime: new Float64Array(count),
        }),
        ...(model !== undefined && { model }),
      };
      if (chosen.length === 0) return { start, plan, price: NaN };
      const users = chosen.length === count ? scenario.users : selectUsers(scenario.users, chosen);
      const found = planOf({ ...scenario, users }, slot.index);
      for (const [i, n] of chosen.entries()) {
        plan.offload[n] = found.plan.offload[i]!;
        plan.steps[n] = found.plan.steps[i]!;
        plan.computationTime[n] = found.plan.computationTime[i]!;
        if (plan.deviceSteps !== undefined) plan.deviceSteps[n] = found.plan.deviceSteps?.[i] ?? 0;
        if (plan.deviceTime !== undefined) plan.deviceTime[n] = found.plan.deviceTime?.[i] ?? 0;
        if (model !== undefined) model[n] = found.plan.model?.[i] ?? 0;
      }
      return { start, plan, price: found.price };
    },
  };
}

/** Waits where that is worth it at the usual price. */
export function patience(): (slot: Slot) => Uint8Array {
  const usual = new RunningPrice();
  return (slot) => {
    const { problem } = slot;
    const price = usual.at(problem);
    const start = whoStarts(slot, price);
    usual.follow(excess(problem, wantedAt(problem, price)), DEFAULT_GAIN);
    return start;
  };
}

/** The paper's algorithm, or the exact optimum, from scratch in every slot. */
export function solving(method: MethodName): Policy {
  return planning(patience(), (columns) => {
    const solution = solve<MethodName>(columns, { method });
    return { plan: solution.plan, price: "trace" in solution ? solution.trace[0]!.price : solution.price };
  });
}

/** A static baseline in every slot; who does not fit waits. @param seed Of `random`; each slot has its own. */
export function baseline(method: MethodName, seed = 0): Policy {
  return planning(
    ({ problem }) => whoFits(problem),
    (columns, slot) => {
      const { plan } = solve<MethodName>(columns, { method, seed: (seed + slot) >>> 0 });
      return { plan, price: NaN };
    },
  );
}
