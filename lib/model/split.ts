/**
 * A split task (MODEL.md §12): its first k steps at the edge, the other j on the device, to which the latent goes down in place of the
 * content. With T = T^max − T_tx and E = E^max − E_tx of the latent its times keep
 *     t_e ≥ ωk/f_e,   t_l ≥ ωj/f,   κ(ωj)³/t_l² ≤ E,   t_e + t_l ≤ T.
 */
import type { ScenarioColumns } from "../scenario/columns.js";
import { capacitance, cruisingSpeed, fullSpeed } from "./speed.js";
import { transferEnergy, transferTime } from "./transfer.js";

/** A sum of times so close above its limit counts as within it. */
const ROUNDED = 1 + 1e-12;

/** Whether tasks may be split, and some user can. */
export function splits({ edge, users }: ScenarioColumns): boolean {
  return edge.split === true && users.latentBits.some((bits) => bits < Infinity);
}

/** g(s)·(w₂k + w₁j)/s, each step at the weight of its place, with g(s) given. */
export function splitWorth({ weights }: ScenarioColumns, value: number, k: number, j: number): number {
  return (value * (weights.edgeUtility * k + weights.localUtility * j)) / (k + j);
}

/** The best times of a split task of a user, who has one model. */
export interface SplitTimes {
  /** t_e and t_l that {@link SplitTimes.fit} found [s]; Infinity where only energy costs and nothing ends the computation. */
  edge: number;
  device: number;
  /** Some split may fit. */
  readonly open: boolean;
  /** m of the device: a step more there never costs less [1/step]. */
  readonly deviceStep: number;
  /** The place at which only energy costs and no deadline ends the computation; null where there is none. */
  readonly endless: "edge" | "local" | null;
  /** Whether k steps at the edge and j on the device fit; with their best times. Fewer on the device fit wherever more do. */
  fit(k: number, j: number): boolean;
  /** What the split of the last {@link SplitTimes.fit} costs but for its error and its utility. */
  cost(k: number, j: number): number;
}

/** Of user n. */
export function splitTimes(scenario: ScenarioColumns, n: number): SplitTimes {
  const { users, weights } = scenario;
  const { time: c1, energy: c3 } = weights;
  const bits = users.latentBits[n]!;
  const ω = users.workload[n]!;
  const time = transferTime(users, n, bits);
  const energy = transferEnergy(users, n, bits);
  const fe = fullSpeed(scenario, "edge", n);
  const f = fullSpeed(scenario, "local", n);
  const κe = capacitance(scenario, "edge", n);
  const κ = capacitance(scenario, "local", n);
  const v0e = cruisingSpeed(scenario, "edge", n);
  const v0 = cruisingSpeed(scenario, "local", n);
  const T = users.deadline[n]! - time;
  const left = users.battery[n]! - energy;
  // √(E/κ)
  const onBattery = κ === 0 ? Infinity : Math.sqrt(left / κ);
  /** How much faster the edge is than the device where a deadline binds; NaN where energy is free at a place. */
  const ratio = c3 * κe > 0 && c3 * κ > 0 ? Math.cbrt(κ / κe) : NaN;
  const endless = v0e === 0 ? "edge" : v0 === 0 ? "local" : null;
  return {
    edge: NaN,
    device: NaN,
    open: bits < Infinity && T > 0 && (κ === 0 ? left >= 0 : left > 0),
    // c₁ω/v₀ + c₃κωv₀²
    deviceStep: v0 === 0 ? 0 : ω * (c1 / v0 + c3 * κ * v0 * v0),
    endless: T < Infinity ? null : endless,
    fit(k, j) {
      const atEdge = ω * k;
      const onDevice = ω * j;
      // v_l ≤ min(f, √(E/(κωj)))
      const most = Math.min(f, onBattery / Math.sqrt(onDevice));
      this.edge = atEdge / v0e;
      this.device = onDevice / Math.min(v0, most);
      if (this.edge + this.device <= T) return true;
      const leastEdge = atEdge / fe;
      const leastDevice = onDevice / most;
      if (leastEdge + leastDevice > T * ROUNDED) return false;
      // κ_e·v_e³ = κ·v_l³ and ωk/v_e + ωj/v_l = T: v_e = (ωk + ωj·(κ/κ_e)^(1/3))/T
      const speed = (atEdge + onDevice * ratio) / T;
      const [edge, device] =
        c3 * κe === 0 || speed > fe
          ? [leastEdge, T - leastEdge]
          : c3 * κ === 0 || speed > most * ratio
            ? [T - leastDevice, leastDevice]
            : [atEdge / speed, (onDevice * ratio) / speed];
      this.edge = Math.max(edge, leastEdge);
      this.device = Math.max(device, leastDevice);
      return true;
    },
    cost(k, j) {
      const atEdge = ω * k;
      const onDevice = ω * j;
      // κ_e(ωk)³/t_e² + κ(ωj)³/t_l²
      const computing =
        κe * atEdge * (atEdge / this.edge) * (atEdge / this.edge) +
        κ * onDevice * (onDevice / this.device) * (onDevice / this.device);
      // c₁(T_tx + t_e + t_l) + c₃(E_tx + energy)
      return c1 * time + c3 * energy + c1 * (this.edge + this.device) + c3 * computing;
    },
  };
}
