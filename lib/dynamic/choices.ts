/**
 * What every request may choose in a world whose future is known (MODEL.md §10): without the edge, its device at once or not
 * to be served; at the edge, each slot in which it is alive.
 */
import { cost } from "../model/cost.js";
import type { Place } from "../model/placement.js";
import { places } from "../model/places.js";
import { useOf } from "../model/use.js";
import { WholeChoice } from "../model/whole-steps.js";
import { columnsAt, wait } from "./slot.js";
import { capacityIn, deadlineAt, decisionSlot, type World } from "./world.js";

/** Columns are indexed by request n, by pair of a request and a slot, by entry of the edge, or by slot. */
export interface Choices {
  /** The slot in which each request is decided. */
  readonly decided: Int32Array;
  /** Cost of the device at once or of not being served, whichever is less. */
  readonly outside: Float64Array;
  /** Steps on the device; 0 where not to be served costs less. */
  readonly deviceSteps: Float64Array;
  /** The pairs of request n are those from pairStart[n] until before pairStart[n + 1]: its slots from `decided` on. */
  readonly pairStart: Int32Array;
  /** Device and edge; pairs that see the same of both share an entry. */
  readonly local: Place;
  readonly edge: Place;
  /** Entry of each pair. */
  readonly entry: Int32Array;
  /** V_e(0) of each entry, without waiting; Infinity where it is closed. */
  readonly leastAtEdge: Float64Array;
  /** c₁ times what each pair has waited. */
  readonly waiting: Float64Array;
  /** The least that this pair and all later ones of its request cost at prices of 0. */
  readonly leastAhead: Float64Array;
  /** 1 for a slot without a step of anyone, else 0. */
  readonly closed: Uint8Array;
  /** Of such a slot: the price at which nobody wants one; else 0. */
  readonly closingPrice: Float64Array;
}

/**
 * Linear in the pairs of a request and a slot in which it is alive.
 * @param device The same world as the devices see it, where the edge is one server of several.
 */
export function choicesOf(world: World, device: World = world): Choices {
  const { scenario, arrivals, tasks, slotSeconds, slots, channel } = world;
  const { weights } = scenario;
  const decided = Int32Array.from(arrivals, ({ time }) => decisionSlot(time, slotSeconds));
  const withoutEdge = outsideOf(device, decided);
  const { outside } = withoutEdge;
  const floor = floorOf(world, decided);

  const pairStart = new Int32Array(arrivals.length + 1);
  const entries = { task: [] as number[], slot: [] as number[], deadline: [] as number[] };
  const known = new Map<number, number>();
  const entryOf: number[] = [];
  for (const [n, { time }] of arrivals.entries()) {
    const task = tasks.of[n]!;
    const deadline = deadlineAt(world, n);
    for (let k = decided[n]!; k < slots; k++) {
      const waited = wait(k, slotSeconds, time);
      // waiting longer never pays once it alone costs more than any choice at the edge could save
      if (!(waited < deadline && weights.time * waited + floor[n]! < outside[n]!)) break;
      // without a deadline, all requests for a task see the same edge, in the slot or for ever
      const key = deadline < Infinity ? -1 : channel === null ? task : k * tasks.columns.count + task;
      let entry = known.get(key);
      if (entry === undefined) {
        entry = entries.task.length;
        entries.task.push(task);
        entries.slot.push(k);
        entries.deadline.push(deadline - waited);
        if (key >= 0) known.set(key, entry);
      }
      entryOf.push(entry);
    }
    pairStart[n + 1] = entryOf.length;
  }
  const { local, edge } = places(columnsAt(world, entries.task, entries.slot, entries.deadline));
  const choice = new WholeChoice(edge);
  const leastAtEdge = Float64Array.from(entries.task, (_, i) => (edge.open[i] === 1 ? choice.valueAt(i, 0) : Infinity));

  const entry = Int32Array.from(entryOf);
  const waiting = new Float64Array(entry.length);
  const leastAhead = new Float64Array(entry.length);
  const leastStep = entries.task.reduce((least, _, i) => Math.min(least, useOf(edge, i, 1)), Infinity);
  const closed = Uint8Array.from({ length: slots }, (_, k) => Number(capacityIn(world, k) < leastStep));
  const closingPrice = new Float64Array(slots);
  for (const [n, { time }] of arrivals.entries()) {
    let least = Infinity;
    for (let p = pairStart[n + 1]! - 1; p >= pairStart[n]!; p--) {
      const k = decided[n]! + p - pairStart[n]!;
      waiting[p] = weights.time * wait(k, slotSeconds, time);
      const value = waiting[p]! + leastAtEdge[entry[p]!]!;
      // c₁·waited + V_e(0) + λω ≥ outside
      const closing = (outside[n]! - value) / useOf(edge, entry[p]!, 1);
      if (closed[k] === 1) closingPrice[k] = Math.max(closingPrice[k]!, closing);
      else least = Math.min(least, value);
      leastAhead[p] = least;
    }
  }
  return {
    decided,
    ...withoutEdge,
    pairStart,
    local,
    edge,
    leastAtEdge,
    entry,
    waiting,
    leastAhead,
    closed,
    closingPrice,
  };
}

function outsideOf(world: World, decided: Int32Array): Pick<Choices, "outside" | "deviceSteps"> {
  const { scenario, arrivals, tasks, slotSeconds, dropCost } = world;
  const { weights } = scenario;
  const waited = arrivals.map(({ time }, n) => wait(decided[n]!, slotSeconds, time));
  const left = waited.map((seconds, n) => deadlineAt(world, n) - seconds);
  const { local } = places(columnsAt(world, tasks.of, decided, left));
  const choice = new WholeChoice(local);
  const outside = Float64Array.from(tasks.of, (task) => dropCost[task]!);
  const deviceSteps = new Float64Array(arrivals.length);
  for (const n of arrivals.keys()) {
    if (local.open[n] === 0) continue;
    // min(drop cost, c₁·waited + V_l)
    const value = weights.time * waited[n]! + choice.valueAt(n, 0);
    if (value > outside[n]!) continue;
    outside[n] = value;
    deviceSteps[n] = choice.steps;
  }
  return { outside, deviceSteps };
}

/** The least that each request costs at the edge but for waiting: no price and no deadline, nor transfers where rates vary. */
function floorOf(world: World, decided: Int32Array): Float64Array {
  const { scenario, arrivals, tasks, channel } = world;
  const floor = new Float64Array(arrivals.length).fill(-Infinity);
  if (scenario.weights.time === 0) return floor;
  const { edge } = places(columnsAt(world, tasks.of, decided, new Float64Array(arrivals.length).fill(Infinity)));
  const choice = new WholeChoice(edge);
  for (const n of arrivals.keys()) {
    // what a split may take from the battery depends on its transfers
    if (edge.open[n] === 0 || (channel !== null && scenario.edge.split === true)) continue;
    choice.valueAt(n, 0);
    floor[n] = cost(edge, n, choice.steps) - (channel === null ? 0 : edge.fixedCost[n]!);
  }
  return floor;
}
