/** What chunks tell, put together in their order. */
import type { Plan, Totals } from "../model/objective.js";
import { Sum } from "../numerics/sum.js";

export function sumOf(terms: ArrayLike<number>): number {
  const sum = new Sum();
  for (let i = 0; i < terms.length; i++) sum.add(terms[i]!);
  return sum.value;
}

/** The largest of what chunks tell; at least 0. */
export function mostOf(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

export function joinTotals(parts: readonly Totals[]): Totals {
  const total = (name: keyof Totals): number => sumOf(parts.map((totals) => totals[name]));
  return { time: total("time"), error: total("error"), energy: total("energy"), utility: total("utility") };
}

export function joinColumns(parts: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** The plan of all; a column that one of the chunks does not have is 0 there. */
export function joinPlans(parts: readonly Plan[]): Plan {
  const count = parts.reduce((sum, { offload }) => sum + offload.length, 0);
  const plan: Record<string, Uint8Array | Float64Array> = {};
  let at = 0;
  for (const part of parts) {
    for (const [name, column] of Object.entries(part) as [string, Uint8Array | Float64Array][]) {
      plan[name] ??= column instanceof Uint8Array ? new Uint8Array(count) : new Float64Array(count);
      plan[name].set(column, at);
    }
    at += part.offload.length;
  }
  return plan as unknown as Plan;
}
