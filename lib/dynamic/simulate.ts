/**
 * The dynamic world in slots (MODEL.md §10), along the critical path: requests come in, the monitor sees who waits and what
 * the channels and the server are like, the policy decides, and who starts computes and gets the content.
 */
import { edgeSteps, plannedOutcome, type UserOutcome } from "../model/objective.js";
import { plannedUse } from "../model/use.js";
import { Sum } from "../numerics/sum.js";
import { asPlanned } from "../scenario/one-model.js";
import type { Weights } from "../scenario/types.js";
import type { Policy } from "./policies/policy.js";
import type { Request, Run } from "./request.js";
import { type Slot, slotOf, wait } from "./slot.js";
import { deadlineOf, decisionSlot, type Traffic, type World } from "./world.js";

/** What has happened up to a slot's decisions: `arrived` = served + late + dropped + waiting + running. */
export interface SlotCounts {
  readonly slot: number;
  readonly arrived: number;
  readonly served: number;
  readonly late: number;
  readonly dropped: number;
  readonly waiting: number;
  readonly running: number;
  /** What those who start or are dropped in this slot cost in the end. */
  readonly cost: number;
}

/** The same, and what the edge did. */
export interface SlotRecord extends SlotCounts {
  /** B of this slot [steps, or FLOP under `workCapacity`]; Infinity is unlimited. */
  readonly capacity: number;
  /** What starts of it in this slot. */
  readonly used: number;
  /** λ [1/step or 1/FLOP]; NaN for a policy without prices. */
  readonly price: number;
}

/** What happened: every request with its state, and a record of every slot. */
export interface Simulation<W = World, R = SlotRecord> {
  readonly world: W;
  readonly requests: readonly Request[];
  readonly slots: readonly R[];
}

/** What a simulation may do besides. */
export interface SimulateOptions<R = SlotRecord> {
  /** The policy takes every deadline for infinite; what ends too late is `late`. Default false. */
  readonly ignoreDeadlines?: boolean;
  /** Told each slot's record as soon as it is there. */
  readonly onSlot?: (record: R) => void;
}

/** What sees, decides and serves in the slots of a world. */
export interface Serving<S, Told> {
  /** What a policy sees of slot k with these requests. */
  slotOf(k: number, requests: readonly Request[]): S;
  /** Whether any place is open to request n of a slot. */
  isOpen(slot: S, n: number): boolean;
  /** What each request of a slot gets, undefined for those who wait, and what its record says of the edge. */
  decide(slot: S): { readonly runs: readonly (Run | undefined)[]; readonly told: Told };
}

/**
 * Runs a policy through a world. A policy that remembers must be new.
 * @throws InputError where no best computation time exists (MODEL.md §3).
 */
export function simulate(
  world: World,
  policy: Policy,
  { ignoreDeadlines = false, onSlot }: SimulateOptions = {},
): Simulation {
  const serving = {
    slotOf: (k: number, requests: readonly Request[]) => slotOf(world, k, requests, !ignoreDeadlines),
    isOpen: ({ problem: { local, edge } }: Slot, n: number) => local.open[n] === 1 || edge.open[n] === 1,
    decide: (slot: Slot) => {
      const { start, plan, price } = policy.decide(slot);
      const { offload, steps, deviceSteps, model } = plan;
      const columns = asPlanned(slot.problem.scenario, plan);
      const used = new Sum();
      const runs = slot.requests.map((request, n) => {
        if (start[n] === 0) return undefined;
        if (offload[n] === 1) used.add(plannedUse(columns, n, edgeSteps(plan, n)));
        const outcome = plannedOutcome(columns, plan, n);
        const choice = {
          offload: offload[n]!,
          steps: steps[n]!,
          ...(deviceSteps !== undefined && { deviceSteps: deviceSteps[n]! }),
          ...(model !== undefined && { model: model[n]! }),
        };
        return runOf(world, world.scenario.weights, slot.index, request, choice, outcome);
      });
      return { runs, told: { capacity: world.capacity[slot.index]!, used: used.value, price } };
    },
  };
  return { world, ...inSlots(world, serving, onSlot) };
}

/** Every request and a record of every slot, from the first slot to the last. */
export function inSlots<S extends { readonly dropCost: Float64Array }, Told>(
  world: Traffic,
  { slotOf, isOpen, decide }: Serving<S, Told>,
  onSlot: (record: SlotCounts & Told) => void = () => {},
): { readonly requests: Request[]; readonly slots: (SlotCounts & Told)[] } {
  const { arrivals, slotSeconds } = world;
  const requests: Request[] = [];
  const slots: (SlotCounts & Told)[] = [];
  let waiting: Request[] = [];
  let running: Request[] = [];
  const ended = { served: 0, late: 0, dropped: 0 };
  for (let k = 0; k < world.slots; k++) {
    const now = k * slotSeconds;
    while (requests.length < arrivals.length && decisionSlot(arrivals[requests.length]!.time, slotSeconds) <= k) {
      const index = requests.length;
      const { time, ...asked } = arrivals[index]!;
      const request: Request = { ...asked, index, task: world.tasks.of[index]!, arrival: time, state: "waiting" };
      requests.push(request);
      waiting.push(request);
    }
    running = running.filter((request) => {
      const { latency, late } = request.run!;
      if (request.arrival + latency > now) return true;
      request.state = late ? "late" : "done";
      ended[late ? "late" : "served"] += 1;
      return false;
    });

    let cost = 0;
    let slot = slotOf(k, waiting);
    const open = waiting.filter((request, n) => {
      if (isOpen(slot, n)) return true;
      request.state = "dropped";
      request.droppedAt = k;
      ended.dropped += 1;
      cost += slot.dropCost[n]!;
      return false;
    });
    if (open.length < waiting.length) slot = slotOf(k, open);

    const { runs, told } = decide(slot);
    waiting = open.filter((request, n) => {
      const run = runs[n];
      if (run === undefined) return true;
      request.run = run;
      request.state = "running";
      running.push(request);
      cost += run.cost;
      return false;
    });
    const record = {
      slot: k,
      arrived: requests.length,
      ...ended,
      waiting: waiting.length,
      running: running.length,
      ...told,
      cost,
    };
    slots.push(record);
    onSlot(record);
  }
  const end = world.slots * slotSeconds;
  for (const request of running) {
    const { latency, late } = request.run!;
    if (request.arrival + latency <= end) request.state = late ? "late" : "done";
  }
  return { requests, slots };
}

/** What a request gets that starts in slot k. @param outcome Without waiting. */
export function runOf(
  world: Traffic,
  weights: Weights,
  k: number,
  { task, arrival, deadline }: Request,
  choice: Pick<Run, "offload" | "server" | "steps" | "deviceSteps" | "model">,
  { latency: working, error, energy, deviceEnergy, utility }: UserOutcome,
): Run {
  const waited = wait(k, world.slotSeconds, arrival);
  const latency = waited + working;
  const late = latency > deadlineOf(world, task, deadline) * (1 + 1e-9);
  return {
    slot: k,
    ...choice,
    wait: waited,
    latency,
    error,
    energy,
    deviceEnergy,
    utility,
    cost: late
      ? weights.energy * energy + world.dropCost[task]!
      : weights.time * latency + weights.error * error + weights.energy * energy - utility,
    late,
  };
}
