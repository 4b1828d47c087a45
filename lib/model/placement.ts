/**
 * A place (the device or the edge) as every user sees it, with the computation time solved out (MODEL.md §3).
 *
 * Computing s steps at speed v = ωs/t costs c₁ωs/v + c₃κωs·v². The best speed is
 *     v*(s) = max(min(f°, f, √(E/(κωs))), ωs/T),   f° = (c₁/(2c₃κ))^(1/3),
 * so the computing cost h(s) is m·s up to the turn s₁, where the battery or the deadline begins to bind:
 *     h(s) = m·s for s ≤ s₁;   b·s^1.5 + c₃E (battery) or b·s³ + c₁T (deadline) beyond.
 */

import type { ScenarioColumns } from "../scenario/columns.js";
import { inputError } from "../scenario/validation.js";
import { transferEnergy, transferTime } from "./transfer.js";

/** Codes of {@link Limits.regime}: what binds beyond the turn. */
export const NOTHING = 0;
export const BATTERY = 1;
export const DEADLINE = 2;

/** One entry a user in each column. */
export interface Place {
  readonly name: "local" | "edge";
  /** 1 if at least one step is feasible, else 0. */
  readonly open: Uint8Array;
  /** s̄, most steps that place, deadline and battery allow [steps, real]; ≥ 1 where open. */
  readonly maxSteps: Float64Array;
  /** Largest whole number of steps, ⌊s̄⌋ but for rounding. */
  readonly maxWholeSteps: Float64Array;
  /** v₀ = min(f°, f) [FLOP/s]. */
  readonly cruisingSpeed: Float64Array;
  /** m, computing cost of a step before the turn [1/step]. */
  readonly stepCost: Float64Array;
  /** c₁T_tx + c₃E_tx at the edge, 0 on the device. */
  readonly fixedCost: Float64Array;
  /** What deadlines and batteries do; null if no user has either here. */
  readonly limits: Limits | null;
  /** w₁ or w₂. */
  readonly utilityWeight: number;
}

/** Deadlines and batteries at a place, one entry a user. */
export interface Limits {
  /** T, time left for computing [s]; Infinity without a deadline. */
  readonly timeLimit: Float64Array;
  /** √(E/κ): the battery allows the speed √(E/κ)/√(ωs); Infinity where it sets no limit. */
  readonly batterySpeed: Float64Array;
  /** s₁, where the regime changes [steps]; Infinity if it does not. */
  readonly turn: Float64Array;
  readonly regime: Uint8Array;
  /** b beyond the turn [1/step^1.5 or 1/step³]. */
  readonly coefficient: Float64Array;
  /** c₃E or c₁T beyond the turn. */
  readonly constant: Float64Array;
}

/**
 * Device and edge of a scenario.
 * @throws InputError where time is free but energy costs and no deadline ends the computation: no best time exists.
 */
export function places(scenario: ScenarioColumns): { readonly local: Place; readonly edge: Place } {
  return { local: place(scenario, "local"), edge: place(scenario, "edge") };
}

function place({ users, edge, weights }: ScenarioColumns, name: Place["name"]): Place {
  const { count } = users;
  const { time: c1, energy: c3 } = weights;
  const atEdge = name === "edge";
  const column = (): Float64Array => new Float64Array(count);
  const hasLimits = users.deadline.some(Number.isFinite) || (!atEdge && users.battery.some(Number.isFinite));
  const limits = hasLimits ? noLimits(count) : null;
  const p = {
    name,
    open: new Uint8Array(count),
    maxSteps: column(),
    maxWholeSteps: column(),
    cruisingSpeed: column(),
    stepCost: column(),
    fixedCost: column(),
    limits,
    utilityWeight: atEdge ? weights.edgeUtility : weights.localUtility,
  };
  const endless: string[] = [];
  for (let n = 0; n < count; n++) {
    const ω = users.workload[n]!;
    const f = atEdge ? edge.speed : users.deviceSpeed[n]!;
    const κ = atEdge ? edge.switchedCapacitance : users.deviceCapacitance[n]!;
    let maxSteps = atEdge ? edge.maxSteps : users.deviceMaxSteps[n]!;
    let E = users.battery[n]!;
    let T = users.deadline[n]!;
    if (atEdge) {
      const time = transferTime(users, n);
      const energy = transferEnergy(users, n);
      p.fixedCost[n] = c1 * time + c3 * energy;
      if (energy > E) maxSteps = 0;
      E = Infinity;
      T -= time;
    }

    // s̄ = min(maxSteps, fT/ω, (E·T²/κ)^(1/3)/ω); a battery of 0 J computes nothing that takes energy.
    const batterySpeed = κ === 0 ? Infinity : Math.sqrt(E / κ);
    let bound = maxSteps;
    if (T < Infinity) bound = T > 0 ? Math.min(bound, (f * T) / ω, Math.cbrt(batterySpeed * T) ** 2 / ω) : 0;
    if (batterySpeed === 0) bound = 0;
    const whole = Math.floor(bound * (1 + 1e-12));
    if (whole < 1) continue;
    p.open[n] = 1;
    p.maxSteps[n] = Math.max(bound, whole);
    p.maxWholeSteps[n] = whole;

    // f° = (c₁/(2c₃κ))^(1/3): Infinity where energy is free, 0 where only time is.
    const free = c3 * κ === 0 ? Infinity : Math.cbrt(c1 / (2 * c3 * κ));
    if (free === 0 && T === Infinity) {
      endless.push(noBestTime(n, users.id(n), name));
      continue;
    }
    const v0 = Math.min(free, f);
    p.cruisingSpeed[n] = v0;
    p.stepCost[n] = v0 === 0 ? 0 : (c1 * ω) / v0 + c3 * κ * ω * v0 * v0;
    if (limits === null) continue;

    // s₁ = min(E/(κωv₀²), v₀T/ω)
    limits.timeLimit[n] = T;
    limits.batterySpeed[n] = batterySpeed;
    const batteryTurn = v0 === 0 ? Infinity : (batterySpeed / v0) ** 2 / ω;
    const deadlineTurn = (v0 * T) / ω;
    if (batteryTurn < deadlineTurn && c1 > 0) {
      limits.regime[n] = BATTERY;
      limits.turn[n] = batteryTurn;
      limits.coefficient[n] = (c1 * ω * Math.sqrt(ω)) / batterySpeed;
      limits.constant[n] = c3 * E;
    } else if (deadlineTurn < batteryTurn && c3 * κ > 0) {
      limits.regime[n] = DEADLINE;
      limits.turn[n] = deadlineTurn;
      limits.coefficient[n] = c3 * κ * ω * (ω / T) * (ω / T);
      limits.constant[n] = c1 * T;
    }
  }
  if (endless.length > 0) throw inputError(endless);
  return p;
}

/** Limits of users who have none. */
export function noLimits(count: number): Limits {
  return {
    timeLimit: new Float64Array(count).fill(Infinity),
    batterySpeed: new Float64Array(count).fill(Infinity),
    turn: new Float64Array(count).fill(Infinity),
    regime: new Uint8Array(count),
    coefficient: new Float64Array(count),
    constant: new Float64Array(count),
  };
}

function noBestTime(n: number, id: string, place: Place["name"]): string {
  const where = place === "local" ? "on the device" : "at the edge";
  return `users[${n}].deadline: missing; must be given, since weights.time is 0 and energy costs: user ${id} has no best computation time ${where}`;
}

/** s₁ of user n, where the battery or the deadline begins to bind [steps]; Infinity if neither ever does. */
export function turnAt({ limits }: Place, n: number): number {
  return limits === null ? Infinity : limits.turn[n]!;
}

/** v*(s) of user n at a place [FLOP/s] (MODEL.md §3). */
export function bestSpeed({ cruisingSpeed, limits }: Place, workload: number, n: number, s: number): number {
  if (limits === null) return cruisingSpeed[n]!;
  const onBattery = limits.batterySpeed[n]! / Math.sqrt(workload * s);
  return Math.max(Math.min(cruisingSpeed[n]!, onBattery), (workload * s) / limits.timeLimit[n]!);
}

/** t*(s) = ωs/v*(s), clipped to the time limit [s] (MODEL.md §3). */
export function bestTime(place: Place, workload: number, n: number, s: number): number {
  const time = (workload * s) / bestSpeed(place, workload, n, s);
  return place.limits === null ? time : Math.min(time, place.limits.timeLimit[n]!);
}
