/**
 * A plan for a world whose future is known (MODEL.md §10): from the prices of the oracle bound, a feasible sequence of decisions.
 * The best possible objective lies between the bound and what this plan costs.
 */
import { cost } from "../model/cost.js";
import { fewestSteps } from "../model/placement.js";
import { stepPrice, stepsOf, stepsWithin, useOf } from "../model/use.js";
import { bestUpTo, WholeChoice } from "../model/whole-steps.js";
import { timed } from "../solver/allocation.js";
import { choicesOf } from "./choices.js";
import type { OracleBound } from "./oracle.js";
import type { Policy } from "./policies/policy.js";
import { capacityIn, type World } from "./world.js";

/** What is planned for a request. */
interface Choice {
  /** In which it starts. */
  readonly slot: number;
  /** 1 at the edge, else 0. */
  readonly offload: number;
  /** 0 where it never starts. */
  readonly steps: number;
  /** Of the slot's capacity; 0 on the device. */
  readonly use: number;
  /** With waiting, without prices. */
  readonly cost: number;
}

/** A fall by less than this part is rounding. */
const STANDSTILL = 1e-12;

/** A policy that plans all requests at once, from the oracle's prices, and carries the plan out. */
export function clairvoyant(world: World, { prices }: Pick<OracleBound, "prices">): Policy {
  const plan = clairvoyantPlan(world, prices);
  return {
    decide: ({ index, requests, problem }) => {
      const planned = requests.map((request) => plan[request.index]!);
      const start = Uint8Array.from(planned, ({ slot, steps }) => (slot === index && steps > 0 ? 1 : 0));
      return {
        start,
        plan: timed(
          problem,
          Uint8Array.from(planned, ({ offload }) => offload),
          // told in use, where those of this slot have one way each as where others have several
          Float64Array.from(planned, ({ offload, steps, use }, n) =>
            offload === 1 && problem.edge.choice === null ? stepsOf(problem.edge, n, use) : steps,
          ),
        ),
        price: prices[index]!,
      };
    },
  };
}

/**
 * Those whom it costs most to miss the edge come first, each to its cheapest choice that fits, at the prices. Then each is placed
 * again at what it really costs, one at a time, until nothing falls.
 */
function clairvoyantPlan(world: World, prices: Float64Array): Choice[] {
  const { outside, deviceSteps, decided, pairStart, local, edge, leastAtEdge, entry, waiting, leastAhead } =
    choicesOf(world);
  const choice = new WholeChoice(edge);

  /** The cheapest at these prices that fits into what is `left` of the slots. */
  const cheapest = (n: number, λ: Float64Array, left: Float64Array): Choice & { readonly priced: number } => {
    const least = outside[n]!;
    let best = { slot: decided[n]!, offload: 0, steps: deviceSteps[n]!, use: 0, cost: least, priced: least };
    for (let p = pairStart[n]!; p < pairStart[n + 1]! && leastAhead[p]! < best.priced; p++) {
      const i = entry[p]!;
      const k = decided[n]! + p - pairStart[n]!;
      // it is dropped where no place is open
      if (edge.open[i] === 0 && local.open[i] === 0) break;
      if (left[k]! < useOf(edge, i, fewestSteps(edge, i))) continue;
      if (!(waiting[p]! + leastAtEdge[i]! + stepPrice(edge, i, λ[k]!) < best.priced)) continue;
      choice.valueAt(i, λ[k]!);
      const steps = bestUpTo(edge, i, λ[k]!, choice.steps, stepsWithin(edge, i, left[k]!));
      const use = useOf(edge, i, steps);
      const own = waiting[p]! + cost(edge, i, steps);
      const priced = own + λ[k]! * use;
      if (priced < best.priced) best = { slot: k, offload: 1, steps, use, cost: own, priced };
    }
    return best;
  };

  const whole = world.capacity.map((_, k) => capacityIn(world, k));
  const missing = outside.map((value, n) => value - cheapest(n, prices, whole).priced);
  const order = Int32Array.from(missing.keys()).sort((a, b) => missing[b]! - missing[a]! || a - b);
  const left = whole.slice();
  const take = ({ slot, use }: Choice, sign: number): void => {
    left[slot]! -= sign * use;
  };
  const plan: Choice[] = [];
  for (const n of order) {
    plan[n] = cheapest(n, prices, left);
    take(plan[n], 1);
  }
  const free = new Float64Array(world.slots);
  for (let fallen = true; fallen; ) {
    fallen = false;
    for (const n of order) {
      const now = plan[n]!;
      take(now, -1);
      const next = cheapest(n, free, left);
      const falls = next.cost < now.cost - STANDSTILL * Math.abs(now.cost);
      plan[n] = falls ? next : now;
      take(plan[n], 1);
      fallen ||= falls;
    }
  }
  return plan;
}
