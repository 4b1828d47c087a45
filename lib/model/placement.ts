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

/** Codes of {@link Place.regime}: what binds beyond the turn. */
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
  /** T, time left for computing [s]; Infinity without a deadline. */
  readonly timeLimit: Float64Array;
  /** √(E/κ): the battery allows the speed √(E/κ)/√(ωs); Infinity where it sets no limit. */
  readonly batterySpeed: Float64Array;
  /** m, computing cost of a step before the turn [1/step]. */
  readonly stepCost: Float64Array;
  /** s₁, where the regime changes [steps]; Infinity if it does not. */
  readonly turn: Float64Array;
  readonly regime: Uint8Array;
  /** b beyond the turn [1/step^1.5 or 1/step³]. */
  readonly turnCoefficient: Float64Array;
  /** c₃E or c₁T beyond the turn. */
  readonly turnConstant: Float64Array;
  /** c₁T_tx + c₃E_tx at the edge, 0 on the device. */
  readonly fixedCost: Float64Array;
  /** w₁ or w₂. */
  readonly utilityWeight: number;
}

interface Machine {
  /** f [FLOP/s]. */
  readonly speed: number;
  /** κ [W/(FLOP/s)³]. */
  readonly capacitance: number;
  readonly maxSteps: number;
  /** Energy that computing may take from the battery [J]. */
  readonly battery: number;
  /** T [s]. */
  readonly timeLimit: number;
  readonly fixedCost: number;
}

/**
 * Device and edge of a scenario.
 * @throws InputError where time is free but energy costs and no deadline ends the computation: no best time exists.
 */
export function places(scenario: ScenarioColumns): { readonly local: Place; readonly edge: Place } {
  const { users, edge, weights } = scenario;
  const local = place(scenario, "local", weights.localUtility, (n) => ({
    speed: users.deviceSpeed[n]!,
    capacitance: users.deviceCapacitance[n]!,
    maxSteps: users.deviceMaxSteps[n]!,
    battery: users.battery[n]!,
    timeLimit: users.deadline[n]!,
    fixedCost: 0,
  }));
  const atEdge = place(scenario, "edge", weights.edgeUtility, (n) => {
    const time = transferTime(users, n);
    const energy = transferEnergy(users, n);
    return {
      speed: edge.speed,
      capacitance: edge.switchedCapacitance,
      maxSteps: energy <= users.battery[n]! ? edge.maxSteps : 0,
      battery: Infinity,
      timeLimit: users.deadline[n]! - time,
      fixedCost: weights.time * time + weights.energy * energy,
    };
  });
  return { local, edge: atEdge };
}

function place(
  { users, weights }: ScenarioColumns,
  name: Place["name"],
  utilityWeight: number,
  machine: (n: number) => Machine,
): Place {
  const { time: c1, energy: c3 } = weights;
  const column = (): Float64Array => new Float64Array(users.count);
  const p = {
    name,
    open: new Uint8Array(users.count),
    maxSteps: column(),
    maxWholeSteps: column(),
    cruisingSpeed: column(),
    timeLimit: column(),
    batterySpeed: column(),
    stepCost: column(),
    turn: column(),
    regime: new Uint8Array(users.count),
    turnCoefficient: column(),
    turnConstant: column(),
    fixedCost: column(),
    utilityWeight,
  };
  const endless: string[] = [];
  for (let n = 0; n < users.count; n++) {
    const { speed: f, capacitance: κ, maxSteps, battery: E, timeLimit: T, fixedCost } = machine(n);
    const ω = users.workload[n]!;
    const batterySpeed = κ === 0 ? Infinity : Math.sqrt(E / κ);
    p.timeLimit[n] = T;
    p.batterySpeed[n] = batterySpeed;
    p.fixedCost[n] = fixedCost;
    p.turn[n] = Infinity;

    // s̄ = min(maxSteps, fT/ω, (E·T²/κ)^(1/3)/ω); a battery of 0 J computes nothing that takes energy.
    const stepsInTime = T > 0 ? (f * T) / ω : 0;
    const stepsOnBattery =
      T > 0 && batterySpeed > 0 ? (T < Infinity ? Math.cbrt(batterySpeed * T) ** 2 / ω : Infinity) : 0;
    const bound = Math.min(maxSteps, stepsInTime, stepsOnBattery);
    const whole = Math.floor(bound * (1 + 1e-12));
    if (whole < 1) continue;
    p.open[n] = 1;
    p.maxSteps[n] = Math.max(bound, whole);
    p.maxWholeSteps[n] = whole;

    // f° = (c₁/(2c₃κ))^(1/3): Infinity where energy is free, 0 where only time is.
    const free = c3 * κ === 0 ? Infinity : Math.cbrt(c1 / (2 * c3 * κ));
    if (free === 0 && T === Infinity) {
      endless.push(noBestTime(n, users.ids[n]!, name));
      continue;
    }
    const v0 = Math.min(free, f);
    p.cruisingSpeed[n] = v0;
    p.stepCost[n] = v0 === 0 ? 0 : (c1 * ω) / v0 + c3 * κ * ω * v0 * v0;

    // s₁ = min(E/(κωv₀²), v₀T/ω)
    const batteryTurn = v0 === 0 ? Infinity : (batterySpeed / v0) ** 2 / ω;
    const deadlineTurn = (v0 * T) / ω;
    if (batteryTurn < deadlineTurn && c1 > 0) {
      p.regime[n] = BATTERY;
      p.turn[n] = batteryTurn;
      p.turnCoefficient[n] = (c1 * ω * Math.sqrt(ω)) / batterySpeed;
      p.turnConstant[n] = c3 * E;
    } else if (deadlineTurn < batteryTurn && c3 * κ > 0) {
      p.regime[n] = DEADLINE;
      p.turn[n] = deadlineTurn;
      p.turnCoefficient[n] = c3 * κ * ω * (ω / T) * (ω / T);
      p.turnConstant[n] = c1 * T;
    }
  }
  if (endless.length > 0) throw inputError(endless);
  return p;
}

function noBestTime(n: number, id: string, place: Place["name"]): string {
  const where = place === "local" ? "on the device" : "at the edge";
  return `users[${n}].deadline: missing; must be given, since weights.time is 0 and energy costs: user ${id} has no best computation time ${where}`;
}

/** v*(s) of user n at a place [FLOP/s] (MODEL.md §3). */
export function bestSpeed(place: Place, workload: number, n: number, s: number): number {
  const onBattery = place.batterySpeed[n]! / Math.sqrt(workload * s);
  return Math.max(Math.min(place.cruisingSpeed[n]!, onBattery), (workload * s) / place.timeLimit[n]!);
}

/** t*(s) = ωs/v*(s), clipped to the time limit [s] (MODEL.md §3). */
export function bestTime(place: Place, workload: number, n: number, s: number): number {
  return Math.min((workload * s) / bestSpeed(place, workload, n, s), place.timeLimit[n]!);
}
