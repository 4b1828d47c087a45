/**
 * How fast a user's content is best computed (MODEL.md §3). Computing s steps at speed v = ωs/t costs
 * c₁ωs/v + c₃κωs·v², so that the best speed within battery and deadline is
 *     v*(s) = max(min(f°, f, √(E/(κωs))), ωs/T),   f° = (c₁/(2c₃κ))^(1/3).
 */
import type { ScenarioColumns } from "../scenario/columns.js";
import { transferTime } from "./transfer.js";

/** Where a task is computed: on its user's device or at the edge server. */
export type PlaceName = "local" | "edge";

/** f of user n at a place [FLOP/s]. */
export function fullSpeed({ users, edge }: ScenarioColumns, place: PlaceName, n: number): number {
  return place === "edge" ? edge.speed : users.deviceSpeed[n]!;
}

/** κ of user n at a place [W/(FLOP/s)³]. */
export function capacitance({ users, edge }: ScenarioColumns, place: PlaceName, n: number): number {
  return place === "edge" ? edge.switchedCapacitance : users.deviceCapacitance[n]!;
}

/** T, time that the deadline leaves for computing [s]; Infinity without a deadline. */
export function timeLimit({ users }: ScenarioColumns, place: PlaceName, n: number): number {
  const deadline = users.deadline[n]!;
  return place === "edge" && deadline < Infinity ? deadline - transferTime(users, n) : deadline;
}

/** √(E/κ): the battery allows the speed √(E/κ)/√(ωs); Infinity where it sets no limit, as at the edge. */
export function batterySpeed({ users }: ScenarioColumns, place: PlaceName, n: number): number {
  const E = users.battery[n]!;
  const κ = users.deviceCapacitance[n]!;
  return place === "edge" || κ === 0 || E === Infinity ? Infinity : Math.sqrt(E / κ);
}

/** A product that is below another by this part of it is so whatever is rounded. */
const SURE = 1 - 1e-9;

/** v₀ = min(f°, f), the best speed while neither battery nor deadline binds; f° is 0 where time is free [FLOP/s]. */
export function cruisingSpeed(scenario: ScenarioColumns, place: PlaceName, n: number): number {
  const { time: c1, energy: c3 } = scenario.weights;
  const f = fullSpeed(scenario, place, n);
  const energyCost = c3 * capacitance(scenario, place, n);
  // f° = (c₁/(2c₃κ))^(1/3); its root is not taken where f < f° for sure
  return energyCost === 0 || 2 * energyCost * f * f * f < c1 * SURE ? f : Math.min(Math.cbrt(c1 / (2 * energyCost)), f);
}

/** v*(s) of user n at a place [FLOP/s]. @param v0 Its cruising speed, where that is known. */
export function bestSpeed(
  scenario: ScenarioColumns,
  place: PlaceName,
  n: number,
  s: number,
  v0: number = cruisingSpeed(scenario, place, n),
): number {
  const work = scenario.users.workload[n]! * s;
  const onBattery = batterySpeed(scenario, place, n);
  // max(min(v₀, √(E/(κωs))), ωs/T); no root is taken where no battery limits
  const v = onBattery === Infinity ? v0 : Math.min(v0, onBattery / Math.sqrt(work));
  return Math.max(v, work / timeLimit(scenario, place, n));
}

/** t*(s) = ωs/v*(s), clipped to the time limit [s]. @param v0 Its cruising speed, where that is known. */
export function bestTime(scenario: ScenarioColumns, place: PlaceName, n: number, s: number, v0?: number): number {
  const time = (scenario.users.workload[n]! * s) / bestSpeed(scenario, place, n, s, v0);
  return Math.min(time, timeLimit(scenario, place, n));
}
