/** The prices at which a user gives up edge steps: the last one alone, or all that are left when it leaves. */
import { cost } from "../../model/cost.js";
import type { Problem } from "../../model/problem.js";
import { stepSaving } from "../../model/steps.js";

/** Edge steps that a user gives up at a price. */
export interface Drop {
  /** Price of an edge step [1/step]. */
  readonly price: number;
  readonly user: number;
  /** Steps given up at once. */
  readonly steps: number;
}

/**
 * From `most` edge steps of user n down to `least`, in rising order of price. 0 is the device: the user leaves for it with all
 * of its steps at once, also where giving up some of them first is tied with that.
 * @param localValue Cost of staying on the device.
 * @param low Prices are at least this, and at most `high`: rounding alone moves them out.
 */
export function dropsOf(
  { edge }: Problem,
  localValue: number,
  n: number,
  most: number,
  least: number,
  { low, high }: { readonly low: number; readonly high: number },
): Drop[] {
  const drops: Drop[] = [];
  const between = (price: number): number => Math.min(Math.max(price, low), high);
  for (let s = most; s > least; s--) {
    // φ_e(s) + λs = V_l
    const leave = least === 0 ? (localValue - cost(edge, n, s)) / s : Infinity;
    // λ = φ_e(s − 1) − φ_e(s)
    const giveUp = s > 1 ? stepSaving(edge, n, s) : Infinity;
    if (leave > giveUp) {
      drops.push({ price: Math.max(between(giveUp), drops.at(-1)?.price ?? low), user: n, steps: 1 });
      continue;
    }
    const price = between(leave);
    let steps = s;
    while (drops.length > 0 && drops.at(-1)!.price >= price) steps += drops.pop()!.steps;
    drops.push({ price, user: n, steps });
    break;
  }
  return drops;
}
