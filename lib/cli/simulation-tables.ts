/** What `simulate --out` writes: requests, slots and policies as tables, one after another for several policies. */
import type { ServersSimulation } from "../dynamic/servers/simulate.js";
import type { Table, TableColumn } from "../report/table.js";
import type { UserColumns } from "../scenario/columns.js";
import { SIMULATE_OUTCOMES } from "../sweep/outcomes.js";
import type { Bounds, Simulated } from "./simulated.js";

const columns = (told: readonly (readonly [name: string, unit: string, description: string])[]): TableColumn[] =>
  told.map(([name, unit, description]) => ({ name, unit, description }));

const POLICY = ["policy", "", "Policy."] as const;

const REQUESTS = columns([
  POLICY,
  ["request", "1", "Number in the order of arrival, from 0."],
  ["user", "", "Id of its user."],
  ["service", "", "What it asks for; empty for its user's own."],
  ["arrival", "s", "When it came."],
  ["state", "", "What became of it: waiting, running, done, late or dropped."],
  ["slot", "1", "Slot in which it started or was dropped; empty for neither."],
  ["place", "", "Where it ran: local or edge; empty if it never started, and so are all that follow but the cost."],
  ["steps", "steps", "Reverse diffusion steps."],
  ["deviceSteps", "steps", "Those of a split task that the device made; 0 of one that was not split."],
  ["model", "", "Which of its user's other models made it; empty for its user's own."],
  ["wait", "s", "From arrival to start."],
  ["latency", "s", "From arrival to the content at the user."],
  ["error", "1", "Average error."],
  ["energy", "J", "Of device, edge and radio."],
  ["deviceEnergy", "J", "Of the device's battery alone."],
  ["utility", "1", "Weighted utility."],
  ["cost", "1", "What it adds to the objective; the drop cost if it never started."],
]);

const SERVER = columns([["server", "", "Id of the server where it ran; empty for none."]]);
const PLACE = REQUESTS.findIndex(({ name }) => name === "place") + 1;

/** A row a request of each policy; several servers are told by their ids. */
export function requestsTable(simulated: readonly Simulated[]): Table {
  const several = simulated.some(({ simulation }) => "before" in simulation.world);
  const rows = simulated.flatMap(({ policy, simulation: { world, requests } }) =>
    requests.map(({ index, user, task, service, arrival, state, run, droppedAt }) => ({
      policy,
      request: index,
      user: ("before" in world ? world.scenario.device : world.scenario).users.id(user),
      service: service ?? "",
      arrival,
      state,
      slot: run?.slot ?? droppedAt ?? "",
      place: run === undefined ? "" : run.offload === 1 ? "edge" : "local",
      ...("before" in world && { server: run?.server === undefined ? "" : world.scenario.servers[run.server]!.id }),
      steps: run?.steps ?? "",
      deviceSteps: run === undefined ? "" : (run.deviceSteps ?? 0),
      model: modelName(world.tasks.columns, task, run?.model),
      wait: run?.wait ?? "",
      latency: run?.latency ?? "",
      error: run?.error ?? "",
      energy: run?.energy ?? "",
      deviceEnergy: run?.deviceEnergy ?? "",
      utility: run?.utility ?? "",
      cost: run?.cost ?? world.dropCost[task]!,
    })),
  );
  const own = several ? [...REQUESTS.slice(0, PLACE), ...SERVER, ...REQUESTS.slice(PLACE)] : REQUESTS;
  return { name: "requests", columns: own, rows };
}

/** The name of the k-th other model of a task's user; empty for none. */
function modelName({ models }: UserColumns, task: number, k = 0): string {
  return models === null || k === 0 ? "" : models.name[models.start[task]! + k - 1]!;
}

const SLOTS = columns([
  POLICY,
  ["slot", "1", "Slot, from 0."],
  ["arrived", "1", "Requests that had come by its decisions."],
  ["served", "1", "Of these, those whose content had come."],
  ["late", "1", "Those whose content had come after its deadline."],
  ["dropped", "1", "Those that were dropped."],
  ["waiting", "1", "Those that wait after its decisions."],
  ["running", "1", "Those that run."],
  ["capacity", "steps", "Edge steps (FLOP under workCapacity) that may start in it; empty for unlimited."],
  ["used", "steps", "Edge steps (FLOP) that start in it."],
  ["price", "1/step", "Price of an edge step (FLOP); empty for a policy without prices."],
  ["cost", "1", "What those who start or are dropped in it cost in the end."],
]);

const AT = columns([["server", "", "Id of the server; counts and cost are of all servers together."]]);

/** A row a slot of each policy; of several servers one each. */
export function slotsTable(simulated: readonly Simulated[]): Table {
  const several = simulated.some(({ simulation }) => "before" in simulation.world);
  const told = (capacity: number, price: number) => ({
    capacity: capacity < Infinity ? capacity : "",
    price: Number.isNaN(price) ? "" : price,
  });
  const rows = simulated.flatMap(({ policy, simulation }) => {
    if (!isBeforeServers(simulation)) {
      return simulation.slots.map((record) => ({ policy, ...record, ...told(record.capacity, record.price) }));
    }
    return simulation.slots.flatMap(({ capacity, used, prices, ...counts }) =>
      simulation.world.scenario.servers.map(({ id }, e) => ({
        policy,
        ...counts,
        server: id,
        used: used[e]!,
        ...told(capacity[e]!, prices[e]!),
      })),
    );
  });
  return { name: "slots", columns: several ? [...SLOTS.slice(0, 2), ...AT, ...SLOTS.slice(2)] : SLOTS, rows };
}

function isBeforeServers(simulation: Simulated["simulation"]): simulation is ServersSimulation {
  return "before" in simulation.world;
}

const BOUNDS = columns([
  ["bound", "1", "What no policy can beat; empty with --no-bound."],
  ["clairvoyant", "1", "Objective of a plan that knows the future; empty with --no-bound."],
]);

const HANDOVERS = columns([
  ["handovers", "1", "How often a user's start at a server was elsewhere than its start at a server before."],
]);

/** A row a policy: its outcomes, the bounds beside the first, its objective; empty where there is no number. */
export function policiesTable(simulated: readonly Simulated[], ends: Omit<Bounds, "prices"> | null): Table {
  const several = simulated.some(({ result }) => "handovers" in result);
  const [first, ...others] = SIMULATE_OUTCOMES;
  const rows = simulated.map(({ policy, result }) => ({
    policy,
    [first!.name]: first!.of(result)!,
    bound: ends?.lowerBound ?? "",
    clairvoyant: ends?.clairvoyant ?? "",
    ...Object.fromEntries(others.map(({ name, of }) => [name, of(result) ?? ""])),
    ...("handovers" in result && { handovers: result.handovers }),
  }));
  const told = [...columns([POLICY]), first!, ...BOUNDS, ...others, ...(several ? HANDOVERS : [])];
  return { name: "policies", columns: told, rows };
}
