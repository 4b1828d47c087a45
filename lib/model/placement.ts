/**
 * A place (the device or the edge) as every user sees it, with the computation time solved out (MODEL.md §3). At the best
 * speed, s steps cost h(s): m·s up to the turn s₁, where the battery or the deadline begins to bind, and beyond it
 *     b·s^1.5 + c₃E (battery) or b·s³ + c₁T (deadline).
 */

import { inputError, nameShown } from "../input/errors.js";
import { utilityLaw } from "../laws/utility/utilities.js";
import type { UtilityLaw } from "../laws/utility/utility-law.js";
import { isWork } from "../scenario/capacity.js";
import { column, type ScenarioColumns, type UserColumns } from "../scenario/columns.js";
import type { Rows } from "../scenario/one-model.js";
import { keepsMaxError, mostToMaxError, stepsToMaxError } from "./error.js";
import { batterySpeed, capacitance, cruisingSpeed, fullSpeed, type PlaceName, timeLimit } from "./speed.js";
import { transferEnergy, transferTime } from "./transfer.js";

/** Codes of {@link Limits.regime}: what binds beyond the turn; 0 is nothing. */
export const BATTERY = 1;
export const DEADLINE = 2;

/** A number so close below a whole one counts as whole. */
const ROUNDED = 1 + 1e-12;

/** Columns are indexed by n, one entry a user. */
export interface Place {
  readonly name: PlaceName;
  /** Whose costs these are, under these weights and this utility g. */
  readonly users: UserColumns;
  /** c₂. */
  readonly errorWeight: number;
  readonly utility: UtilityLaw;
  /** 1 if some number of steps is feasible, else 0. */
  readonly open: Uint8Array;
  /** s_min, fewest steps that keep maxError [steps, whole]; null if no user has one. */
  readonly minSteps: Float64Array | null;
  /** s̄, most steps that place, deadline and battery allow [steps, real]; ≥ s_min where open. */
  readonly maxSteps: Float64Array;
  /** m, computing cost of a step before the turn [1/step]. */
  readonly stepCost: Float64Array;
  /** c₁T_tx + c₃E_tx at the edge, 0 on the device. */
  readonly fixedCost: Float64Array;
  /** What deadlines and batteries do; null if no user has either here. */
  readonly limits: Limits | null;
  /** w₁ or w₂. */
  readonly utilityWeight: number;
  /** ω_n, what a step uses of the edge's workCapacity [FLOP/step]; null where it uses 1, or nothing is shared (MODEL.md §12). */
  readonly perStep: Float64Array | null;
  /** Where users have several ways of making their steps, what stands for the closed forms of one; null where each has one. */
  readonly choice: Ways | null;
}

/** A place as an object of one hidden class for all, as of `userColumns`. */
export function placeOf<P extends Place>(own: P): P {
  return {
    name: own.name,
    users: own.users,
    errorWeight: own.errorWeight,
    utility: own.utility,
    open: own.open,
    minSteps: own.minSteps,
    maxSteps: own.maxSteps,
    stepCost: own.stepCost,
    fixedCost: own.fixedCost,
    limits: own.limits,
    utilityWeight: own.utilityWeight,
    perStep: own.perStep,
    choice: own.choice,
  } as P;
}

/** What is made of a place, or of a problem, once and kept with it. */
export function keptWith<Of extends object, Made>(kept: WeakMap<Of, Made>, of: Of, make: (of: Of) => Made): Made {
  let made = kept.get(of);
  if (made === undefined) {
    made = make(of);
    kept.set(of, made);
  }
  return made;
}

/** Device and edge. */
export interface Places {
  readonly local: Place;
  readonly edge: Place;
}

/** How a user's steps are made (MODEL.md §12). */
export interface Way {
  /** 0 the user's own model, k the k-th of its others. */
  readonly model: number;
  /** All of them, also where the place tells them in work. */
  readonly steps: number;
  /** Those that the device makes of a task that is split; 0 where it is not. */
  readonly deviceSteps: number;
}

/**
 * What users who choose from several models, or may split their tasks, see of a place (MODEL.md §12); n is a user, and of a split task a
 * place tells the edge's steps. At an edge that shares work the models' steps differ in it, so that there all steps of such users are told in
 * what they use [FLOP].
 */
export interface Ways {
  /** A place of rows, one for each model of each user. */
  readonly rows: Place;
  /** φₙ(s); Infinity where no way takes s steps. */
  cost(n: number, s: number): number;
  /** The smallest minimiser of φₙ(s) + λs. */
  bestSteps(n: number, price: number): number;
  /** The least of φₙ(t) + λt over all whole t but s; absent where all have to be tried. */
  leastOther?(n: number, price: number, s: number): number;
  /** All whole steps that some way may take, rising. */
  wholeSteps(n: number): readonly number[];
  /** φₙ of `from` to `to` whole steps, Infinity where no way takes so many; absent, or undefined, where each is known or they are told in work. */
  costs?(n: number, from: number, to: number): number[] | undefined;
  /** The way that takes s whole steps at the least cost. */
  wayAt(n: number, s: number): Way;
  /** The utility of that way. */
  worth(n: number, s: number): number;
  /** φₙ′ to the left and to the right of s, where steps are real [1/step]. */
  slopes?(n: number, s: number): readonly [before: number, after: number];
}

/** Deadlines and batteries at a place. Columns are indexed by n, one entry a user. */
export interface Limits {
  /** s₁, where the regime changes [steps]; Infinity if it does not. */
  readonly turn: Float64Array;
  /** What binds beyond the turn: 0 nothing, 1 the battery, 2 the deadline. */
  readonly regime: Uint8Array;
  /** b beyond the turn [1/step^1.5 or 1/step³]. */
  readonly coefficient: Float64Array;
  /** c₃E or c₁T beyond the turn. */
  readonly constant: Float64Array;
}

/**
 * Device and edge of users who have one model each.
 * @param rows They, where they are rows of the scenario's users.
 * @throws InputError where time is free but energy costs and no deadline ends the computation: no best time exists.
 */
export function placesOfRows(scenario: ScenarioColumns, rows?: Rows): Places {
  const local = place(scenario, "local", rows);
  return { local, edge: place(scenario, "edge", rows, local) };
}

/**
 * One place of users who have one model each.
 * @param rows, @param other As of {@link placesOfRows}; the other place, if it is known: where both are open they have the same s_min.
 * @throws InputError as {@link placesOfRows}.
 */
export function place(scenario: ScenarioColumns, name: PlaceName, rows?: Rows, other?: Place): Place {
  const { users, edge, weights } = scenario;
  const { users: own, owner } = rows ?? { users, owner: null };
  const { count } = own;
  const { time: c1, energy: c3 } = weights;
  const atEdge = name === "edge";
  // what no user has at the other place, none has here
  const hasLimits = other?.limits !== null && (hasFinite(users.deadline) || (!atEdge && hasFinite(users.battery)));
  const limits = hasLimits ? noLimits(count) : null;
  const minSteps = other?.minSteps !== null && hasFinite(users.maxError) ? column(count, 1) : null;
  const p = placeOf({
    name,
    users: own,
    errorWeight: weights.error,
    utility: utilityLaw(scenario.utility),
    open: new Uint8Array(count),
    minSteps,
    maxSteps: column(count),
    stepCost: column(count),
    fixedCost: column(count),
    limits,
    utilityWeight: atEdge ? weights.edgeUtility : weights.localUtility,
    perStep: atEdge && isWork(edge) ? own.workload : null,
    choice: null,
  });
  const wrong = new Set<string>();
  /** v₀ at the edge, where it is the same for all. */
  const edgeSpeed = atEdge ? cruisingSpeed(scenario, name, 0) : NaN;
  for (let n = 0; n < count; n++) {
    const user = owner === null ? n : owner[n]!;
    const ω = own.workload[n]!;
    const κ = capacitance(scenario, name, user);
    const T = limits === null ? Infinity : timeLimit(scenario, name, user);
    const onBattery = limits === null ? Infinity : batterySpeed(scenario, name, user);
    let bound = Math.min(atEdge ? edge.maxSteps : users.deviceMaxSteps[user]!, own.maxSteps[n]!);
    if (atEdge) {
      // c₁T_tx + c₃E_tx; E_tx ≤ E^max
      const energy = transferEnergy(users, user);
      p.fixedCost[n] = c1 * transferTime(users, user) + c3 * energy;
      if (energy > users.battery[user]!) bound = 0;
    }

    // s̄ = min(most steps, fT/ω, (E·T²/κ)^(1/3)/ω); a battery of 0 J computes nothing that takes energy.
    if (T < Infinity)
      bound = T > 0 ? Math.min(bound, (fullSpeed(scenario, name, user) * T) / ω, Math.cbrt(onBattery * T) ** 2 / ω) : 0;
    if (onBattery === 0) bound = 0;
    let whole = Math.floor(bound * ROUNDED);
    if (minSteps !== null) {
      const most = mostToMaxError(own, n, whole);
      if (most < whole) bound = whole = most;
    }
    const known = minSteps === null ? 1 : other?.open[n] === 1 ? other.minSteps![n]! : undefined;
    const fewest = known ?? stepsToMaxError(own, n, whole);
    if (whole < fewest) continue;
    if (minSteps !== null) minSteps[n] = fewest;
    p.open[n] = 1;
    p.maxSteps[n] = Math.max(bound, whole);

    // v₀ = min(f°, f)
    const v0 = atEdge ? edgeSpeed : cruisingSpeed(scenario, name, user);
    // NaN, where one of them is
    if (!(ω + κ + T + onBattery + bound + p.fixedCost[n]! + v0 >= 0)) wrong.add(`users[${user}]: ${NOT_CHECKED}`);
    if (v0 === 0 && T === Infinity) {
      wrong.add(noBestTime(user, users.id(user), name));
      continue;
    }
    // m = c₁ω/v₀ + c₃κωv₀²
    p.stepCost[n] = v0 === 0 ? 0 : (c1 * ω) / v0 + c3 * κ * ω * v0 * v0;
    if (limits === null) continue;

    // s₁ = min(E/(κωv₀²), v₀T/ω)
    const batteryTurn = v0 === 0 ? Infinity : (onBattery / v0) ** 2 / ω;
    const deadlineTurn = (v0 * T) / ω;
    if (batteryTurn < deadlineTurn && c1 > 0) {
      limits.regime[n] = BATTERY;
      limits.turn[n] = batteryTurn;
      // b = c₁√(κ/E)·ω^1.5, and c₃E
      limits.coefficient[n] = (c1 * ω * Math.sqrt(ω)) / onBattery;
      limits.constant[n] = c3 * users.battery[user]!;
    } else if (deadlineTurn < batteryTurn && v0 < fullSpeed(scenario, name, user)) {
      // at full speed s₁ is s̄: nothing lies beyond
      limits.regime[n] = DEADLINE;
      limits.turn[n] = deadlineTurn;
      // b = c₃κω³/T², and c₁T
      limits.coefficient[n] = c3 * κ * ω * (ω / T) * (ω / T);
      limits.constant[n] = c1 * T;
    }
  }
  if (wrong.size > 0) throw inputError([...wrong]);
  return p;
}

function hasFinite(column: Float64Array): boolean {
  for (let n = 0; n < column.length; n++) if (column[n] !== Infinity) return true;
  return false;
}

/** Limits of users who have none. */
export function noLimits(count: number): Limits {
  return {
    turn: column(count, Infinity),
    regime: new Uint8Array(count),
    coefficient: column(count),
    constant: column(count),
  };
}

/** What is wrong with a scenario whose costs are no number. */
export const NOT_CHECKED = "a number is missing";

/** What is wrong with a user for whom there is no best time. */
export function noBestTime(n: number, id: string, place: PlaceName): string {
  const where = place === "local" ? "on the device" : "at the edge";
  return `users[${n}].deadline: missing; must be given, since weights.time is 0 and energy costs: user ${nameShown(id)} has no best computation time ${where}`;
}

/** ⌊s̄⌋ but for rounding, most whole steps of user n; 0 where the place is closed. */
export function maxWholeSteps({ maxSteps }: Place, n: number): number {
  return Math.floor(maxSteps[n]! * ROUNDED);
}

/** s_min of user n, the fewest steps that keep maxError [steps, whole]; 1 without one, and where the place is closed. */
export function fewestSteps({ minSteps }: Place, n: number): number {
  return minSteps === null ? 1 : minSteps[n]!;
}

/** All whole steps that user n may take, rising: those that keep maxError; none where the place is closed [steps]. */
export function wholeSteps(place: Place, n: number): readonly number[] {
  if (place.choice !== null) return place.choice.wholeSteps(n);
  const steps: number[] = [];
  const most = maxWholeSteps(place, n);
  for (let s = fewestSteps(place, n); s <= most; s++) if (keepsMaxError(place.users, n, s)) steps.push(s);
  return steps;
}

/** Whether user n may take s whole steps. */
export function takes(place: Place, n: number, s: number): boolean {
  if (place.open[n] === 0 || s > maxWholeSteps(place, n) || s < fewestSteps(place, n)) return false;
  return place.minSteps === null || keepsMaxError(place.users, n, s);
}

/** s₁ of user n, where the battery or the deadline begins to bind [steps]; Infinity if neither ever does. */
export function turnAt({ limits }: Place, n: number): number {
  return limits === null ? Infinity : limits.turn[n]!;
}
