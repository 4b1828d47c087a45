/** Who of a slot's requests waits for the next one where there are several servers (MODEL.md §10, §13): the rules are those of one. */
import { fewestSteps } from "../../model/placement.js";
import { timeLimit } from "../../model/speed.js";
import { WholeChoice } from "../../model/whole-steps.js";
import { serversBound } from "../../servers/bound.js";
import { DEVICE, type ServersProblem } from "../../servers/problem.js";
import { roundedPlan } from "../../servers/rounding.js";
import { DEFAULT_GAIN, excess, RunningPrice } from "../policies/running-price.js";
import type { ServersSlot } from "./slot.js";

/** 1 for all but those with a closed device for whose fewest steps no server has room, after those before them: the one with most has to. */
export function whoFits({ at, count, capacity, localWholeCost }: ServersProblem): Uint8Array {
  const start = new Uint8Array(count).fill(1);
  const room = Float64Array.from(capacity);
  for (let n = 0; n < count; n++) {
    if (localWholeCost[n]! < Infinity) continue;
    let widest = DEVICE;
    for (const [e, { edge }] of at.entries()) {
      if (edge.open[n] === 1 && (widest === DEVICE || room[e]! > room[widest]!)) widest = e;
    }
    const fewest = widest === DEVICE ? Infinity : fewestSteps(at[widest]!.edge, n);
    if (widest !== DEVICE && fewest <= room[widest]!) room[widest]! -= fewest;
    else start[n] = 0;
  }
  return start;
}

/**
 * To a request without a device, waiting is a place: it costs c₁Δ and the cheapest server that it reaches at the usual prices, or the drop
 * cost where the next slot would be too late or does not come. Who waits in the plan of the slot with this choice, waits.
 * @param usual λ that is usual, by server.
 */
export function whoStarts({ problem, last, slotSeconds, dropCost }: ServersSlot, usual: ArrayLike<number>): Uint8Array {
  const { at, count, localWholeCost, reached } = problem;
  const start = new Uint8Array(count).fill(1);
  if (localWholeCost.every((value) => value < Infinity)) return start;
  const elsewhere = Float64Array.from(localWholeCost, (value, n) => (value < Infinity ? value : dropCost[n]!));
  const later = new Float64Array(count).fill(Infinity);
  for (const [e, { scenario, edge }] of at.entries()) {
    const choice = new WholeChoice(edge);
    for (let n = 0; n < count && !last; n++) {
      if (localWholeCost[n]! < Infinity || reached[e]![n] === 0) continue;
      const least = (fewestSteps(edge, n) * scenario.users.workload[n]!) / scenario.edge.speed;
      if (timeLimit(scenario, "edge", n) - slotSeconds < least) continue;
      // c₁Δ + V_ne(λ_e)
      later[n] = Math.min(later[n]!, scenario.weights.time * slotSeconds + choice.valueAt(n, usual[e]!));
    }
  }
  for (let n = 0; n < count; n++) if (later[n]! < Infinity) elsewhere[n] = later[n]!;
  const waiting = withDevices(problem, elsewhere);
  const nowhere = new Int32Array(count).fill(DEVICE);
  const { server } = roundedPlan(waiting, serversBound(waiting), nowhere);
  for (let n = 0; n < count; n++) if (localWholeCost[n] === Infinity && server[n] === DEVICE) start[n] = 0;
  return start;
}

/** The problem in which the device costs this, to who has none too. */
function withDevices(problem: ServersProblem, localWholeCost: Float64Array): ServersProblem {
  return { ...problem, localWholeCost, localWholeSteps: problem.localWholeSteps.map((steps) => steps || 1) };
}

/** Waits where that is worth it at the usual prices, each of which moves with what is asked for of its server. */
export function patience(servers: number): (slot: ServersSlot) => Uint8Array {
  const usual = Array.from({ length: servers }, () => new RunningPrice());
  return (slot) => {
    const { problem, dropCost } = slot;
    let solved: Float64Array | undefined;
    const prices = usual.map((price, e) =>
      price.at(problem.at[e]!, () => {
        const { localWholeCost } = problem;
        const outside = localWholeCost.map((value, n) => (value < Infinity ? value : dropCost[n]!));
        solved ??= serversBound(withDevices(problem, outside)).prices;
        return solved[e]!;
      }),
    );
    const start = whoStarts(slot, prices);
    const wanted = wantedAt(problem, prices);
    for (const [e, price] of usual.entries()) price.follow(excess(problem.at[e]!, wanted[e]!), DEFAULT_GAIN);
    return start;
  };
}

/** What all of a slot's requests together ask for of each server's capacity at these prices [steps]. */
function wantedAt({ at, count, reached, localWholeCost }: ServersProblem, prices: readonly number[]): Float64Array {
  const wanted = new Float64Array(at.length);
  const choices = at.map(({ edge }) => new WholeChoice(edge));
  for (let n = 0; n < count; n++) {
    let [best, server, steps] = [localWholeCost[n]!, DEVICE, 0];
    for (const [e, choice] of choices.entries()) {
      if (reached[e]![n] === 0) continue;
      const value = choice.valueAt(n, prices[e]!);
      if (value < best) [best, server, steps] = [value, e, choice.steps];
    }
    if (server !== DEVICE) wanted[server]! += steps;
  }
  return wanted;
}
