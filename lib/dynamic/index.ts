/** Requests that come and go, policies that plan for them, and a bound that knows the future. See MODEL.md §10. */

export { type Arrival, type ArrivalOptions, bursts, drawArrivals } from "./arrivals.js";
export { readArrivalsCsv } from "./arrivals-csv.js";
export { type CapacityOptions, drawCapacity, tenancy } from "./capacity.js";
export { type Channel, mobility, moveUsers } from "./channel.js";
export { type LyapunovOptions, lyapunov } from "./lyapunov.js";
export { type OracleBound, oracleBound } from "./oracle.js";
export { type Outcomes, outcomes } from "./outcomes.js";
export { baseline, solving, warm } from "./planning.js";
export { makePolicy, POLICIES, type PolicyName, type PolicyOptions } from "./policies.js";
export type { Decision, Policy } from "./policy.js";
export { type PricingOptions, pricing } from "./pricing.js";
export type { Request, Service, State } from "./request.js";
export { type SimulateOptions, type Simulation, type SlotRecord, simulate } from "./simulate.js";
export type { Slot } from "./slot.js";
export { type WarmPlan, WarmSca } from "./warm/warm.js";
export { decisionSlot, makeWorld, type World, type WorldOptions } from "./world.js";
