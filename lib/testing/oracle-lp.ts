/**
 * The oracle bound as a linear program over all choices of all requests, solved by HiGHS:
 *     max Σ v_n − Σ λ_k·B_k,   v_n ≤ outside_n,   v_n ≤ cost + λ_k·s for every slot k and s steps,   λ ≥ 0.
 * Choices are priced by enumeration; those that the program lacks are found by trying all, until it lacks none that matters.
 */
import highsModule from "highs";
import { columnsAt, wait } from "../dynamic/slot.js";
import { deadlineAt, decisionSlot, type World } from "../dynamic/world.js";
import { lister } from "../verify/choices.js";

// Its types are read as CommonJS, whose default import is the whole module; what is loaded is the ES module's default.
const highs = (highsModule as unknown as typeof highsModule.default)();

/** Ends of the interval that holds the optimum come this near. */
const CLOSE = 1e-7;

/** @param guess Prices at which to begin: any will do, near ones are fast. @returns Ends of an interval that holds the optimum. */
export async function oracleByHighs(world: World, guess: ArrayLike<number>): Promise<{ lower: number; upper: number }> {
  const { outside, pairs } = allChoices(world);
  const rows: string[] = [];
  let λ = guess;
  let v = outside.map(() => Infinity);
  let [lower, upper] = [-Infinity, Infinity];
  for (let round = 1; ; round++) {
    const least = outside.slice();
    for (const { request, slot, cost } of pairs) {
      let s = 1;
      for (let other = 2; other < cost.length; other++) {
        if (cost[other]! + λ[slot]! * other < cost[s]! + λ[slot]! * s) s = other;
      }
      const value = cost[s]! + λ[slot]! * s;
      least[request] = Math.min(least[request]!, value);
      if (value < v[request]! - 1e-9 && cost[s]! < outside[request]!) {
        rows.push(` r${rows.length}: v${request} - ${s} l${slot} <= ${cost[s]!.toPrecision(17)}`);
      }
    }
    lower = Math.max(lower, least.reduce((sum, own) => sum + own, 0) - paid(world, λ));
    if (upper < Infinity && upper - lower <= CLOSE * Math.abs(upper)) return { lower, upper };
    if (round > 60) throw new Error(`HiGHS: [${lower}, ${upper}] after ${round} rounds`);

    const slots = [...world.capacity.keys()];
    const objective = [
      ...outside.map((_, n) => `+ v${n}`),
      ...slots.map((k) => `- ${world.capacity[k]!.toPrecision(17)} l${k}`),
    ];
    const bounds = outside.map((most, n) => ` -inf <= v${n} <= ${most.toPrecision(17)}`);
    const text = `Maximize\n obj: ${lines(objective)}\nSubject To\n${rows.join("\n")}\nBounds\n${bounds.join("\n")}\nEnd`;
    const result = (await highs).solve(text, { output_flag: false });
    if (result.Status !== "Optimal") throw new Error(`HiGHS ended ${result.Status}`);
    const at = (name: string): number => {
      const column = result.Columns[name]!;
      return "Primal" in column ? column.Primal : 0;
    };
    upper = Math.min(upper, result.ObjectiveValue);
    λ = slots.map((k) => Math.max(0, at(`l${k}`)));
    v = outside.map((_, n) => at(`v${n}`));
  }
}

/** Σ λ_k·B_k. */
function paid({ capacity }: World, λ: ArrayLike<number>): number {
  return capacity.reduce((sum, B, k) => sum + λ[k]! * B, 0);
}

interface Pair {
  readonly request: number;
  readonly slot: number;
  /** With waiting, by steps at the edge; Infinity where they are out of reach. */
  readonly cost: Float64Array;
}

/** What each request costs without the edge; and with it, in each slot until its deadline. */
function allChoices(world: World): { readonly outside: number[]; readonly pairs: Pair[] } {
  const { scenario, arrivals, tasks, slotSeconds, slots, dropCost, channel } = world;
  const pairs: Pair[] = [];
  const known = new Map<string, { readonly device: number; readonly edge: Float64Array }>();
  const costsOf = (task: number, slot: number, deadline: number): { device: number; edge: Float64Array } => {
    const key = `${task} ${channel === null ? "" : slot} ${deadline}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const { count, use, value } = lister(columnsAt(world, [task], [slot], [deadline]), 0)(0);
    const costs = { device: Infinity, edge: new Float64Array(scenario.edge.maxSteps + 1).fill(Infinity) };
    for (let i = 0; i < count; i++) {
      if (use[i] === 0) costs.device = Math.min(costs.device, value[i]!);
      else costs.edge[use[i]!] = value[i]!;
    }
    known.set(key, costs);
    return costs;
  };
  const outside = arrivals.map(({ time }, request) => {
    const task = tasks.of[request]!;
    let least = dropCost[task]!;
    for (let slot = decisionSlot(time, slotSeconds); slot < slots; slot++) {
      const waited = wait(slot, slotSeconds, time);
      const paid = scenario.weights.time * waited;
      const { device, edge } = costsOf(task, slot, deadlineAt(world, request) - waited);
      least = Math.min(least, paid + device);
      if (edge.some((own) => paid + own < least)) pairs.push({ request, slot, cost: edge.map((own) => paid + own) });
    }
    return least;
  });
  return { outside, pairs };
}

/** Terms joined, in lines that the LP format can hold. */
function lines(terms: readonly string[]): string {
  const out: string[] = [];
  for (let i = 0; i < terms.length; i += 20) out.push(terms.slice(i, i + 20).join(" "));
  return out.join("\n ");
}
