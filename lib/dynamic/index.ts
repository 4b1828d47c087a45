/** `edgesteps/dynamic`: requests that come and go, and policies that decide slot after slot (MODEL.md §10), before one edge or several servers (§13). */

export { type Arrival, type ArrivalOptions, bursts, drawArrivals, PATTERNS } from "./arrivals.js";
export { readArrivalsCsv, type TraceOptions } from "./arrivals-csv.js";
export { type CapacityOptions, drawCapacity, tenancy } from "./capacity.js";
export { type Channel, mobility, moveUsers } from "./channel.js";
export { clairvoyant } from "./clairvoyant.js";
export { type EnumeratedBound, enumeratedBound } from "./enumerated-bound.js";
export { type OracleBound, type OracleOptions, oracleBound } from "./oracle.js";
export { type Outcomes, outcomes } from "./outcomes.js";
export { type LyapunovOptions, lyapunov } from "./policies/lyapunov.js";
export { baseline, solving } from "./policies/planning.js";
export {
  makePolicy,
  POLICIES,
  type PolicyName,
  type PolicyOptionName,
  type PolicyOptions,
} from "./policies/policies.js";
export type { Decision, Policy, PolicyKind, PolicyOption } from "./policies/policy.js";
export { type PricingOptions, pricing } from "./policies/pricing.js";
export { warm } from "./policies/warm.js";
export type { Request, Run, State } from "./request.js";
export { type ServersOracleBound, serversOracleBound } from "./servers/oracle.js";
export { makeServersPolicy, type ServersDecision, type ServersPolicy } from "./servers/policies.js";
export {
  type ServersOutcomes,
  type ServersSimulation,
  type ServersSlotRecord,
  serversOutcomes,
  simulateServers,
} from "./servers/simulate.js";
export type { ServersSlot } from "./servers/slot.js";
export { makeServersWorld, type ServersWorld, type ServersWorldOptions } from "./servers/world.js";
export { type SimulateOptions, type Simulation, type SlotCounts, type SlotRecord, simulate } from "./simulate.js";
export type { Slot } from "./slot.js";
export {
  type EnergyBudget,
  largestDrift,
  planAtPrices,
  type SlotPlan,
  type SlotState,
  stationaryOptimum,
} from "./stationary-optimum.js";
export type { Tasks } from "./tasks.js";
export { TIME_UNITS, type TimeUnit } from "./trace-time.js";
export { type WarmPlan, WarmSca } from "./warm/warm.js";
export {
  CHANNELS,
  decisionSlot,
  LONGEST_SLOT,
  MOST_SLOTS,
  makeWorld,
  SHORTEST_SLOT,
  type Traffic,
  type World,
  type WorldOptions,
} from "./world.js";
