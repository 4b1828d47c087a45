/**
 * Every choice of a user, one after the other, as a sceptic would list them (MODEL.md §2, §3, §7, §12): each whole step at each open
 * place, and each pair of steps at both, at its best time, from the formulas themselves. It shares nothing with what searches: not the solver's price, nor its
 * closed forms for the best steps, nor its costs beyond the turn.
 *
 * Rounding, u = 2⁻⁵³: a part of the cost comes from at most 30 operations, each right to u or, for exp, log and cbrt, to 2u, so
 * that 32u of the part covers it; a time or an energy that is left by a subtraction is wrong by more; an error law's argument x is wrong by 3u·x at most, which moves the law by ε̄′ times that.
 */
import { utilityLaw } from "../laws/utility/utilities.js";
import { averageError, errorSlope } from "../model/error.js";
import { transferEnergy, transferTime } from "../model/transfer.js";
import { isWork } from "../scenario/capacity.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { rowsOf } from "../scenario/one-model.js";

/** Half the distance from 1 to the next number. */
export const UNIT_ROUNDOFF: number = 2 ** -53;
/** Relative error of one part of the cost, in units of u. */
export const ROUNDINGS = 32;
/** A number so close below a whole one counts as whole, an error so close above maxError as kept (MODEL.md §3). */
const ROUNDED = 1 + 1e-12;

/** The choices of one user at a price, lists indexed by choice: those on the device first, then those at the edge, of each model by steps, then the splits. */
export interface Choices {
  /** How many there are. */
  count: number;
  /** What it uses of the edge's capacity, steps or FLOP; 0 for a choice on the device. */
  use: Float64Array;
  /** φ(s), with its use priced at the edge. */
  value: Float64Array;
  /** Absolute cost parts without that price. */
  size: Float64Array;
  /** What `value` may be wrong by. */
  margin: Float64Array;
}

/** Lists the choices of user n at a price; the lists are used again by the next call. */
export function lister(scenario: ScenarioColumns, price: number): (n: number) => Choices {
  const { edge, weights } = scenario;
  const { users, start } = rowsOf(scenario.users);
  const { time: c1, error: c2, energy: c3 } = weights;
  const g = utilityLaw(scenario.utility);
  const each = edge.maxSteps + users.deviceMaxSteps.reduce((largest, s) => Math.max(largest, s), 0);
  const most = each * start.reduce((models, row, n) => Math.max(models, row - (start[n - 1] ?? row)), 1);
  const list = (): Float64Array => new Float64Array(most);
  const choices: Choices = { count: 0, use: list(), value: list(), size: list(), margin: list() };

  const place = (n: number, atEdge: boolean): void => {
    const ω = users.workload[n]!;
    const f = atEdge ? edge.speed : users.deviceSpeed[n]!;
    const κ = atEdge ? edge.switchedCapacitance : users.deviceCapacitance[n]!;
    const Ttx = atEdge ? transferTime(users, n) : 0;
    const Etx = atEdge ? transferEnergy(users, n) : 0;
    const T = users.deadline[n]! - Ttx;
    // a battery limits the device's computing, and at the edge the transfers
    const E = atEdge || κ === 0 ? Infinity : users.battery[n]!;
    if (T <= 0 || E === 0 || Etx > users.battery[n]!) return;
    // s̄ = min(most steps, fT/ω, (E·T²/κ)^(1/3)/ω)
    let limit = Math.min(atEdge ? edge.maxSteps : users.deviceMaxSteps[n]!, users.maxSteps[n]!);
    if (T < Infinity) limit = Math.min(limit, (f * T) / ω, E < Infinity ? Math.cbrt((E / κ) * T * T) / ω : Infinity);
    const last = Math.floor(limit * ROUNDED);
    // f° = (c₁/(2c₃κ))^(1/3)
    const cruising = c3 * κ === 0 ? f : Math.min(f, Math.cbrt(c1 / (2 * c3 * κ)));
    const w = atEdge ? weights.edgeUtility : weights.localUtility;
    const λ = atEdge ? price : 0;
    const each = !atEdge ? 0 : isWork(edge) ? ω : 1;
    const sending = c1 * Ttx + c3 * Etx;
    for (let s = 1; s <= last; s++) {
      const error = averageError(users, n, s);
      // ε̄(s) ≤ maxError
      if (error > users.maxError[n]! * ROUNDED) continue;
      const work = ω * s;
      // v* = max(min(f°, f, √(E/(κωs))), ωs/T)
      const v = Math.max(Math.min(cruising, E < Infinity ? Math.sqrt(E / κ / work) : Infinity), work / T);
      // c₁ωs/v + c₃κωs·v² + c₁T_tx + c₃E_tx + c₂ε̄(s)
      const spent = (c1 * work) / v + c3 * κ * work * v * v + sending + c2 * error;
      const worth = w * g.value(s);
      // T = T^max − T_tx is wrong by 4u·T_tx + u·T, and an energy ∝ 1/T² by twice that part of itself
      const loss = work / T >= v ? (12 * c3 * κ * work * v * v * Ttx) / T : 0;
      enter(n, s, each * s, λ, spent, worth, loss);
    }
  };
  /** @param s All steps. @param loss What subtractions add to the rounding, in units of u. */
  const enter = (n: number, s: number, use: number, λ: number, spent: number, worth: number, loss: number): void => {
    const i = choices.count++;
    if (i === choices.use.length) {
      for (const name of ["use", "value", "size", "margin"] as const) {
        const longer = new Float64Array(2 * i);
        longer.set(choices[name]);
        choices[name] = longer;
      }
    }
    const size = spent + worth;
    choices.use[i] = use;
    choices.value[i] = spent - worth + λ * use;
    choices.size[i] = size;
    // 32u·(parts + λ·use) + 3u·c₂|ε̄′(s)|s·(1 + ln s): the argument of the law is decay·s, or exponent·ln s
    const argument = 3 * c2 * Math.abs(errorSlope(users, n, s)) * s * (1 + Math.log(s));
    choices.margin[i] = UNIT_ROUNDOFF * (ROUNDINGS * (size + λ * use) + argument + loss);
  };
  /** The first k steps at the edge, j on the device, to which the latent goes down. */
  const split = (n: number): void => {
    const ω = users.workload[n]!;
    const Tmax = users.deadline[n]!;
    const Ttx = transferTime(users, n, users.latentBits[n]!);
    const Etx = transferEnergy(users, n, users.latentBits[n]!);
    const T = Tmax - Ttx;
    const [κe, κ] = [edge.switchedCapacitance, users.deviceCapacitance[n]!];
    const E = κ === 0 ? Infinity : users.battery[n]! - Etx;
    if (T <= 0 || E <= 0 || Etx > users.battery[n]!) return;
    const cruising = (f: number, κ: number): number => (c3 * κ === 0 ? f : Math.min(f, Math.cbrt(c1 / (2 * c3 * κ))));
    const each = isWork(edge) ? ω : 1;
    for (let k = 1; k <= Math.min(edge.maxSteps, users.maxSteps[n]! - 1); k++) {
      for (let j = 1; j <= Math.min(users.deviceMaxSteps[n]!, users.maxSteps[n]! - k); j++) {
        // full speed, on the device within the battery: t_l² ≥ κ(ωj)³/E
        const leastE = (ω * k) / edge.speed;
        const full = (ω * j) / users.deviceSpeed[n]!;
        const onBattery = Math.sqrt((κ * ω * j) / E) * ω * j;
        const leastL = Math.max(full, onBattery);
        if (leastE + leastL > T * ROUNDED) break;
        const error = averageError(users, n, k + j);
        // ε̄(k + j) ≤ maxError
        if (error > users.maxError[n]! * ROUNDED) continue;
        let te = Math.max((ω * k) / cruising(edge.speed, κe), leastE);
        let tl = Math.max((ω * j) / cruising(users.deviceSpeed[n]!, κ), leastL);
        const late = te + tl > T;
        if (late) {
          // on t_e + t_l = T the energy κ_e(ωk)³/t_e² + κ(ωj)³/t_l² is least where κ_e(ωk/t_e)³ = κ(ωj/t_l)³, or at the nearest bound
          const [a, b] = [k * Math.cbrt(c3 * κe), j * Math.cbrt(c3 * κ)];
          te = Math.min(Math.max(a + b > 0 ? (T * a) / (a + b) : leastE, leastE), Math.max(leastE, T - leastL));
          tl = Math.max(T - te, leastL);
        }
        const energyE = κe * ω * k * ((ω * k) / te) ** 2;
        const energyL = κ * ω * j * ((ω * j) / tl) ** 2;
        const spent = c1 * (Ttx + te + tl) + c3 * (Etx + energyE + energyL) + c2 * error;
        // g(s)·(w₂k + w₁j)/s
        const worth = (g.value(k + j) * (weights.edgeUtility * k + weights.localUtility * j)) / (k + j);
        // times that share T are wrong by 6u·T^max, and their energies by twice that part of themselves
        let loss = late ? 24 * c3 * Tmax * (energyE / te + energyL / tl) : 0;
        // E = E^max − E_tx is wrong by 4u·E_tx + u·E, and a time ∝ 1/√E, and its energy ∝ E, by that part of themselves
        if (onBattery >= tl) loss += (12 * (c1 * tl + c3 * energyL) * users.battery[n]!) / E;
        enter(n, k + j, each * k, price, spent, worth, loss);
      }
    }
  };
  return (n) => {
    choices.count = 0;
    for (const atEdge of [false, true]) for (let row = start[n]!; row < start[n + 1]!; row++) place(row, atEdge);
    if (edge.split === true && users.latentBits[start[n]!]! < Infinity)
      for (let row = start[n]!; row < start[n + 1]!; row++) split(row);
    return choices;
  };
}

/** Index of the best choice, of those tied to the last bit the first: on the device, or with the fewest edge steps; −1 without a choice. */
export function bestOf({ count, value }: Choices): number {
  let best = -1;
  for (let i = 0; i < count; i++) if (best < 0 || value[i]! < value[best]!) best = i;
  return best;
}

/** The least use of the choices that are as good as the best but for rounding. */
export function leastUse({ count, use, value, margin }: Choices, best: number): number {
  let least = use[best]!;
  for (let i = 0; i < count; i++) {
    if (value[i]! - value[best]! <= margin[i]! + margin[best]!) least = Math.min(least, use[i]!);
  }
  return least;
}
