/**
 * The dynamic world in slots (MODEL.md §10), along the critical path: requests come in, the monitor sees who waits and what
 * the channels and the server are like, the policy decides, and who starts computes and gets the content.
 */
import { edgeSteps, plannedOutcome } from "../model/objective.js";
import { plannedUse } from "../model/use.js";
import { Sum } from "../numerics/sum.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { asPlanned } from "../scenario/one-model.js";
import type { Decision, Policy } from "./policies/policy.js";
import type { Request, Run } from "./request.js";
import { type Slot, slotOf, wait } from "./slot.js";
import { deadlineOf, decisionSlot, type World } from "./world.js";

/** What has happened up to a slot's decisions: `arrived` = served + late + dropped + waiting + running. */
export interface SlotRecord {
  readonly slot: number;
  readonly arrived: number;
  readonly served: number;
  readonly late: number;
  readonly dropped: number;
  readonly waiting: number;
  readonly running: number;
  /** B of this slot [steps, or FLOP under `workCapacity`]; Infinity is unlimited. */
  readonly capacity: number;
  /** What starts of it in this slot. */
  readonly used: number;
  /** λ [1/step or 1/FLOP]; NaN for a policy without prices. */
  readonly price: number;
  /** What those who start or are dropped in this slot cost in the end. */
  readonly cost: number;
}

/** What happened: every request with its state, and a record of every slot. */
export interface Simulation {
  readonly world: World;
  readonly requests: readonly Request[];
  readonly slots: readonly SlotRecord[];
}

/** What a simulation may do besides. */
export interface SimulateOptions {
  /** The policy takes every deadline for infinite; what ends too late is `late`. Default false. */
  readonly ignoreDeadlines?: boolean;
  /** Told each slot's record as soon as it is there. */
  readonly onSlot?: (record: SlotRecord) => void;
}

/**
 * Runs a policy through a world. A policy that remembers must be new.
 * @throws InputError where no best computation time exists (MODEL.md §3).
 */
export function simulate(
  world: World,
  policy: Policy,
  { ignoreDeadlines = false, onSlot = () => {} }: SimulateOptions = {},
): Simulation {
  const { arrivals, slotSeconds } = world;
  const requests: Request[] = [];
  const slots: SlotRecord[] = [];
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
    let slot = slotOf(world, k, waiting, !ignoreDeadlines);
    const { local, edge } = slot.problem;
    const open = waiting.filter((request, n) => {
      if (local.open[n] === 1 || edge.open[n] === 1) return true;
      request.state = "dropped";
      request.droppedAt = k;
      ended.dropped += 1;
      cost += slot.dropCost[n]!;
      return false;
    });
    if (open.length < waiting.length) slot = slotOf(world, k, open, !ignoreDeadlines);

    const decision = policy.decide(slot);
    const columns = asPlanned(slot.problem.scenario, decision.plan);
    const used = new Sum();
    waiting = open.filter((request, n) => {
      if (decision.start[n] === 0) return true;
      request.run = serve(world, slot, columns, decision, n);
      request.state = "running";
      running.push(request);
      if (request.run.offload === 1) used.add(plannedUse(columns, n, edgeSteps(decision.plan, n)));
      cost += request.run.cost;
      return false;
    });
    const record = {
      slot: k,
      arrived: requests.length,
      ...ended,
      waiting: waiting.length,
      running: running.length,
      capacity: world.capacity[k]!,
      used: used.value,
      price: decision.price,
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
  return { world, requests, slots };
}

/** @param columns The slot's, with the planned models. */
function serve(world: World, slot: Slot, columns: ScenarioColumns, { plan }: Decision, n: number): Run {
  const { weights } = world.scenario;
  const request = slot.requests[n]!;
  const { task, arrival, deadline } = request;
  const { latency: working, error, energy, deviceEnergy, utility } = plannedOutcome(columns, plan, n);
  const waited = wait(slot.index, world.slotSeconds, arrival);
  const latency = waited + working;
  const late = latency > deadlineOf(world, task, deadline) * (1 + 1e-9);
  return {
    slot: slot.index,
    offload: plan.offload[n]!,
    steps: plan.steps[n]!,
    ...(plan.deviceSteps !== undefined && { deviceSteps: plan.deviceSteps[n]! }),
    ...(plan.model !== undefined && { model: plan.model[n]! }),
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
