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

/** The best times of a split task of user n, who has one model. */
export class SplitTimes {
  /** t_e and t_l that {@link fit} found [s]; Infinity where only energy costs and nothing ends the computation. */
  edge = Number.NaN;
  device = Number.NaN;
  /** Of user n some split may fit. */
  readonly open: boolean;
  /** m of the device: a step more there never costs less [1/step]. */
  readonly deviceStep: number;
  readonly #work: number;
  /** c₁T_tx + c₃E_tx. */
  readonly #fixed: number;
  readonly #c1: number;
  readonly #c3: number;
  /** T [s]. */
  readonly #time: number;
  /** √(E/κ). */
  readonly #onBattery: number;
  /** f, κ and v₀ of both places. */
  readonly #full: Both;
  readonly #capacitance: Both;
  readonly #cruising: Both;
  /** (κ/κ_e)^(1/3), how much faster the edge is than the device where a deadline binds; NaN where energy is free at a place. */
  readonly #ratio: number;

  constructor(scenario: ScenarioColumns, n: number) {
    const { users, weights } = scenario;
    const bits = users.latentBits[n]!;
    const both = (of: typeof fullSpeed): Both => ({ edge: of(scenario, "edge", n), local: of(scenario, "local", n) });
    const [time, energy] = [transferTime(users, n, bits), transferEnergy(users, n, bits)];
    this.#work = users.workload[n]!;
    this.#c1 = weights.time;
    this.#c3 = weights.energy;
    this.#fixed = weights.time * time + weights.energy * energy;
    this.#time = users.deadline[n]! - time;
    this.#full = both(fullSpeed);
    this.#capacitance = both(capacitance);
    this.#cruising = both(cruisingSpeed);
    const { edge: κe, local: κ } = this.#capacitance;
    const left = users.battery[n]! - energy;
    this.#onBattery = κ === 0 ? Infinity : Math.sqrt(left / κ);
    this.#ratio = weights.energy * κe > 0 && weights.energy * κ > 0 ? Math.cbrt(κ / κe) : Number.NaN;
    const v0 = this.#cruising.local;
    // c₁ω/v₀ + c₃κωv₀²
    this.deviceStep = v0 === 0 ? 0 : this.#work * (weights.time / v0 + weights.energy * κ * v0 * v0);
    this.open = bits < Infinity && this.#time > 0 && (κ === 0 ? left >= 0 : left > 0);
  }

  /** Whether k steps at the edge and j on the device fit; with their best times. Fewer on the device fit wherever more do. */
  fit(k: number, j: number): boolean {
    const [atEdge, onDevice, T] = [this.#work * k, this.#work * j, this.#time];
    const { edge: fe, local: f } = this.#full;
    // v_l ≤ min(f, √(E/(κωj)))
    const most = Math.min(f, this.#onBattery / Math.sqrt(onDevice));
    this.edge = atEdge / this.#cruising.edge;
    this.device = onDevice / Math.min(this.#cruising.local, most);
    if (this.edge + this.device <= T) return true;
    const least = { edge: atEdge / fe, device: onDevice / most };
    if (least.edge + least.device > T * ROUNDED) return false;
    // κ_e·v_e³ = κ·v_l³ and ωk/v_e + ωj/v_l = T: v_e = (ωk + ωj·(κ/κ_e)^(1/3))/T
    const speed = (atEdge + onDevice * this.#ratio) / T;
    const { edge: κe, local: κ } = this.#capacitance;
    if (this.#c3 * κe === 0 || speed > fe) this.#fill(least.edge, T - least.edge);
    else if (this.#c3 * κ === 0 || speed > most * this.#ratio) this.#fill(T - least.device, least.device);
    else this.#fill(atEdge / speed, (onDevice * this.#ratio) / speed);
    this.#fill(Math.max(this.edge, least.edge), Math.max(this.device, least.device));
    return true;
  }

  /** What the split of the last {@link fit} costs but for its error and its utility. */
  cost(k: number, j: number): number {
    const [atEdge, onDevice] = [this.#work * k, this.#work * j];
    const { edge: κe, local: κ } = this.#capacitance;
    // κ_e(ωk)³/t_e² + κ(ωj)³/t_l²
    const energy =
      κe * atEdge * (atEdge / this.edge) * (atEdge / this.edge) +
      κ * onDevice * (onDevice / this.device) * (onDevice / this.device);
    // c₁(T_tx + t_e + t_l) + c₃(E_tx + energy)
    return this.#fixed + this.#c1 * (this.edge + this.device) + this.#c3 * energy;
  }

  /** The place at which only energy costs and no deadline ends the computation; null where there is none. */
  get endless(): "edge" | "local" | null {
    if (this.#time < Infinity) return null;
    const { edge, local } = this.#cruising;
    return edge === 0 ? "edge" : local === 0 ? "local" : null;
  }

  #fill(edge: number, device: number): void {
    this.edge = edge;
    this.device = device;
  }
}

/** A quantity of each place. */
interface Both {
  readonly edge: number;
  readonly local: number;
}
