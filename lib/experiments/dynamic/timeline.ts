/** One world, slot after slot, under several policies: requests, capacity, who waits and the price (MODEL.md §10). */
import { oracleBound } from "../../dynamic/oracle.js";
import { makePolicy, type PolicyName } from "../../dynamic/policies/policies.js";
import { simulate } from "../../dynamic/simulate.js";
import type { WorldOptions } from "../../dynamic/world.js";
import type { Table } from "../../report/table.js";
import { campusWorld } from "./worlds.js";

export interface DynamicTimelineOptions {
  readonly world: WorldOptions;
  readonly slots: number;
  readonly policies: readonly PolicyName[];
}

/** A bursty day with other tenants and an outage. */
export const dynamicTimelineDefaults: DynamicTimelineOptions = {
  world: {
    arrivals: { pattern: "bursty", diurnal: 0.5 },
    channel: "mobile",
    capacity: { tenants: true, outage: { from: 50, until: 65, left: 0.5 } },
  },
  slots: 100,
  policies: ["warm", "price", "static"],
};

/** One row a slot and policy, and one for the oracle, whose price alone is known. */
export function dynamicTimeline({ world: options, slots, policies }: DynamicTimelineOptions, seed: number): Table {
  const world = campusWorld(options, seed, slots);
  const { prices } = oracleBound(world);
  const rows = policies.flatMap((policy) => {
    const records = simulate(world, makePolicy(policy, world, { seed })).slots;
    return records.map(({ slot, arrived, capacity, used, waiting, running, dropped, price, cost }, k) => ({
      slot,
      policy,
      arrivals: arrived - (records[k - 1]?.arrived ?? 0),
      capacity,
      used,
      waiting,
      running,
      dropped,
      price: Number.isNaN(price) ? "" : price,
      cost,
    }));
  });
  const oracle = Array.from(prices, (price, slot) => ({
    ...rows[slot]!,
    policy: "oracle",
    used: "",
    waiting: "",
    running: "",
    dropped: "",
    price,
    cost: "",
  }));
  return {
    name: "dynamic-timeline",
    about: aboutOf(options),
    columns: [
      { name: "slot", unit: "1", description: "Slot, from 0." },
      { name: "policy", unit: "", description: "Policy, or oracle, of which only the price is told." },
      { name: "arrivals", unit: "1", description: "Requests that can be decided from this slot on." },
      { name: "capacity", unit: "step", description: "Edge steps of the slot." },
      { name: "used", unit: "step", description: "Edge steps that start in it." },
      { name: "waiting", unit: "1", description: "Requests that wait for the next slot." },
      { name: "running", unit: "1", description: "Requests that have started and not ended." },
      { name: "dropped", unit: "1", description: "Requests dropped so far." },
      { name: "price", unit: "1/step", description: "Price of an edge step; empty where nobody came." },
      { name: "cost", unit: "1", description: "What the requests that start or are dropped cost in the end." },
    ],
    rows: [...rows, ...oracle],
  };
}

/** How requests come where that is not evenly, what else than they takes from the server, and the slots of an outage. */
function aboutOf({ arrivals, capacity }: WorldOptions): Record<string, number | string> {
  const bursty = arrivals !== undefined && "pattern" in arrivals && arrivals.pattern === "bursty";
  const outage = capacity?.outage;
  const takers = [...(capacity?.tenants ? ["other tenants"] : []), ...(outage === undefined ? [] : ["an outage"])];
  return {
    ...(bursty && { arrivals: "bursty" }),
    takers: takers.join(" and "),
    ...(outage && { outageFrom: outage.from, outageUntil: outage.until }),
  };
}
