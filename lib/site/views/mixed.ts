/** A share's cost between both forms, straight between the points that are known: θ of the line from plan to plan, 1 − θ of big-M's curve. */
import type { ShareCosts } from "../answer/forms.js";

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** The costs at a user's shares. */
export function mixedCosts({ device, edge, shares, loose }: ShareCosts, tight: number): Float64Array {
  // (1 − θ)·big-M + θ·((1 − a)·V_l + a·V_e(λ))
  return shares.map((a, k) => (1 - tight) * loose[k]! + tight * ((1 - a) * device + a * edge));
}

/** The cost of a share between them. */
export function mixedAt(shares: Float64Array, costs: Float64Array, share: number): number {
  const k = Math.max(
    1,
    shares.findIndex((a) => a >= share),
  );
  const part = (share - shares[k - 1]!) / (shares[k]! - shares[k - 1]!);
  return costs[k - 1]! + part * (costs[k]! - costs[k - 1]!);
}

/** From where to where a convex cost is no more than a level; undefined where it is nowhere. */
export function within(shares: Float64Array, costs: Float64Array, level: number): Range | undefined {
  const ends: number[] = [];
  for (let k = 0; k < shares.length; k++) {
    if (costs[k]! <= level) ends.push(shares[k]!);
    const [from, to] = [costs[k]!, costs[k + 1]!];
    // where a straight piece crosses it
    if (k + 1 < shares.length && from <= level !== to <= level) {
      ends.push(shares[k]! + ((level - from) / (to - from)) * (shares[k + 1]! - shares[k]!));
    }
  }
  return ends.length === 0 ? undefined : { low: Math.min(...ends), high: Math.max(...ends) };
}
