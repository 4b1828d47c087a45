/**
 * The master of the column generation in `capacity-dual.ts` (MODEL.md §10): a linear program over the options j known so far,
 *     min Σ c_j·z_j   with Σ_{j of row n} z_j = 1 for each row, Σ_{j at k} u_j·z_j ≤ B_k for each capacity, z ≥ 0,
 * whose dual is max Σ v_n − Σ λ_k·B_k with slacks s_j = c_j + λ_k·u_j − v_n ≥ 0, λ ≥ 0. Interior point with predictor and
 * corrector (S. Mehrotra, SIAM J. Optimization 2 (1992) 575–601). With θ = z/s the rows' unknowns leave
 *     H·Δλ = Σ_j u_j·(t_j/s_j + θ_j·g_n) + t_k/λ_k − B_k,   g_n = (1 − Σ t_j/s_j)/Σθ,   Δv_n = g_n + ū_nᵀΔλ,
 *     H = Σ_n Σ_j θ_j·(l_j − ū_n)(l_j − ū_n)ᵀ + diag(y_k/λ_k),
 * where l_j is u_j in the place of its capacity, ū_n the θ-mean of a row's l_j, y_k what is left of a capacity, and t the wanted
 * products z·s and λ·y. In the form with the mean taken off, H loses no digits.
 */
import { type Envelope, envelope, factorise, solveFactorised } from "./envelope-cholesky.js";

/** Options by row: those of row n are rowStart[n] … rowStart[n + 1] − 1, in rising order of capacity, the first without any. */
export interface MasterOptions {
  readonly rowStart: Int32Array;
  readonly cost: Float64Array;
  /** Index of the capacity; −1 of the first option of a row. */
  readonly capacity: Int32Array;
  readonly use: Float64Array;
}

/** How near a master is to its optimum. */
export interface MasterState {
  /** No λ has a larger value. */
  readonly upper: number;
  /** The value at these λ. */
  readonly lower: number;
}

const MOST_ITERATIONS = 100;
/** A step ends this part before the first z, s, λ or y becomes 0. */
const STEP_BACK = 0.005;

/**
 * @param done Told how near λ is before each step; true ends it.
 * @returns λ, the options' weights z, and how near they are.
 */
export function solveMaster(
  options: MasterOptions,
  capacity: Float64Array,
  done: (state: MasterState) => boolean,
): MasterState & { readonly λ: Float64Array; readonly z: Float64Array } {
  const { rowStart, cost, capacity: at, use } = options;
  const rows = rowStart.length - 1;
  const count = cost.length;
  const M = capacity.length;
  const λ = new Float64Array(M);
  const v = new Float64Array(rows);
  const s = new Float64Array(count);
  const z = new Float64Array(count);
  const θ = new Float64Array(count);
  const t = new Float64Array(count);
  const tPerS = new Float64Array(count);
  const Δs = new Float64Array(count);
  const Δz = new Float64Array(count);
  const y = new Float64Array(M);
  const tλ = new Float64Array(M);
  const Δy = new Float64Array(M);
  const Δv = new Float64Array(rows);
  const H = envelope(firstColumns(options, M));
  const priced = (j: number): number => (at[j]! < 0 ? cost[j]! : cost[j]! + λ[at[j]!]! * use[j]!);

  const setSlacks = (): void => {
    for (let n = 0; n < rows; n++) for (let j = rowStart[n]!; j < rowStart[n + 1]!; j++) s[j] = priced(j) - v[n]!;
  };
  start(options, capacity, { λ, v, z, y });
  setSlacks();

  /** The direction for the wanted products. */
  const direction = (): Float64Array => {
    const Δλ = new Float64Array(M);
    for (let k = 0; k < M; k++) Δλ[k] = tλ[k]! / λ[k]! - capacity[k]!;
    for (let n = 0; n < rows; n++) {
      let wanted = 0;
      let total = 0;
      for (let j = rowStart[n]!; j < rowStart[n + 1]!; j++) {
        tPerS[j] = t[j]! / s[j]!;
        wanted += tPerS[j]!;
        total += θ[j]!;
      }
      const g = (1 - wanted) / total;
      Δv[n] = g;
      for (let j = rowStart[n]! + 1; j < rowStart[n + 1]!; j++) Δλ[at[j]!]! += use[j]! * (tPerS[j]! + θ[j]! * g);
    }
    solveFactorised(H, Δλ);
    for (let n = 0; n < rows; n++) {
      let total = θ[rowStart[n]!]!;
      let moved = 0;
      for (let j = rowStart[n]! + 1; j < rowStart[n + 1]!; j++) {
        total += θ[j]!;
        moved += θ[j]! * use[j]! * Δλ[at[j]!]!;
      }
      Δv[n]! += moved / total;
      for (let j = rowStart[n]!; j < rowStart[n + 1]!; j++) {
        Δs[j] = (at[j]! < 0 ? 0 : use[j]! * Δλ[at[j]!]!) - Δv[n]!;
        // s·Δz + z·Δs = t − z·s
        Δz[j] = tPerS[j]! - z[j]! - θ[j]! * Δs[j]!;
      }
    }
    for (let k = 0; k < M; k++) Δy[k] = tλ[k]! / λ[k]! - y[k]! - (y[k]! / λ[k]!) * Δλ[k]!;
    return Δλ;
  };

  for (let iteration = 1; ; iteration++) {
    const state = stateOf(options, capacity, λ, z);
    if (iteration > MOST_ITERATIONS || done(state)) return { ...state, λ, z };
    for (let j = 0; j < count; j++) θ[j] = z[j]! / s[j]!;
    setHessian(H, options, θ);
    for (let k = 0; k < M; k++) H.values[H.offset[k]! + k]! += y[k]! / λ[k]!;
    factorise(H);

    t.fill(0);
    tλ.fill(0);
    let Δλ = direction();
    const [primal, dual] = [Math.min(stepTo0(z, Δz), stepTo0(y, Δy)), Math.min(stepTo0(s, Δs), stepTo0(λ, Δλ))];
    let product = 0;
    let predicted = 0;
    for (let j = 0; j < count; j++) {
      product += z[j]! * s[j]!;
      predicted += (z[j]! + primal * Δz[j]!) * (s[j]! + dual * Δs[j]!);
    }
    for (let k = 0; k < M; k++) {
      product += λ[k]! * y[k]!;
      predicted += (y[k]! + primal * Δy[k]!) * (λ[k]! + dual * Δλ[k]!);
    }
    // σ = (predicted/now)³
    const target = ((predicted / product) ** 2 * predicted) / (count + M);
    for (let j = 0; j < count; j++) t[j] = target - Δz[j]! * Δs[j]!;
    for (let k = 0; k < M; k++) tλ[k] = target - Δy[k]! * Δλ[k]!;
    Δλ = direction();
    const back = 1 - STEP_BACK;
    const byPrimal = Math.min(1, back * stepTo0(z, Δz), back * stepTo0(y, Δy));
    const byDual = Math.min(1, back * stepTo0(s, Δs), back * stepTo0(λ, Δλ));
    // rounding lets it come no nearer
    if (!Δλ.every(Number.isFinite) || Math.max(byPrimal, byDual) < 1e-12) return { ...state, λ, z };
    for (let j = 0; j < count; j++) z[j]! += byPrimal * Δz[j]!;
    for (let k = 0; k < M; k++) {
      y[k]! += byPrimal * Δy[k]!;
      λ[k]! += byDual * Δλ[k]!;
    }
    for (let n = 0; n < rows; n++) v[n]! += byDual * Δv[n]!;
    setSlacks();
  }
}

/**
 * A feasible point far inside: every option of a row as much as the others, but no capacity more than half full, and slacks of
 * the size of what the costs of a row differ by.
 */
function start(
  { rowStart, cost, capacity: at, use }: MasterOptions,
  capacity: Float64Array,
  { λ, v, z, y }: Readonly<Record<"λ" | "v" | "z" | "y", Float64Array>>,
): void {
  const load = new Float64Array(capacity.length);
  let range = 0;
  for (let n = 0; n < v.length; n++) {
    const end = rowStart[n + 1]!;
    const share = 1 / (end - rowStart[n]!);
    let least = Infinity;
    let most = -Infinity;
    for (let j = rowStart[n]!; j < end; j++) {
      z[j] = share;
      least = Math.min(least, cost[j]!);
      most = Math.max(most, cost[j]!);
      if (at[j]! >= 0) load[at[j]!]! += share * use[j]!;
    }
    v[n] = least;
    range = Math.max(range, most - least);
  }
  for (let n = 0; n < v.length; n++) {
    for (let j = rowStart[n]! + 1; j < rowStart[n + 1]!; j++) {
      const k = at[j]!;
      const moved = z[j]! * Math.max(0, 1 - capacity[k]! / (2 * load[k]!));
      z[j]! -= moved;
      z[rowStart[n]!]! += moved;
    }
    v[n]! -= range;
  }
  const μ = (range * v.length) / z.length;
  for (let k = 0; k < y.length; k++) {
    y[k] = capacity[k]! - Math.min(load[k]!, capacity[k]! / 2);
    λ[k] = μ / y[k]!;
  }
}

/** The largest step, at most 1, that leaves all of x ≥ 0. */
function stepTo0(x: Float64Array, Δx: Float64Array): number {
  let step = 1;
  for (let i = 0; i < x.length; i++) if (x[i]! + step * Δx[i]! < 0) step = -x[i]! / Δx[i]!;
  return step;
}

/** The value at λ, and what z costs: it is feasible from the start on, as every step keeps its equations. */
function stateOf(
  { rowStart, cost, capacity: at, use }: MasterOptions,
  capacity: Float64Array,
  λ: Float64Array,
  z: Float64Array,
): MasterState {
  let lower = 0;
  let upper = 0;
  for (let n = 0; n + 1 < rowStart.length; n++) {
    const first = cost[rowStart[n]!]!;
    let least = first;
    upper += first;
    for (let j = rowStart[n]! + 1; j < rowStart[n + 1]!; j++) {
      least = Math.min(least, cost[j]! + λ[at[j]!]! * use[j]!);
      // Σ z = 1: what is not here is in the first
      upper += z[j]! * (cost[j]! - first);
    }
    lower += least;
  }
  for (let k = 0; k < capacity.length; k++) lower -= λ[k]! * capacity[k]!;
  return { upper, lower };
}

/** The first capacity that shares a row with each capacity. */
function firstColumns({ rowStart, capacity: at }: MasterOptions, M: number): Int32Array {
  const first = Int32Array.from({ length: M }, (_, k) => k);
  for (let n = 0; n + 1 < rowStart.length; n++) {
    const begin = rowStart[n]! + 1;
    for (let j = begin; j < rowStart[n + 1]!; j++) first[at[j]!] = Math.min(first[at[j]!]!, at[begin]!);
  }
  return first;
}

/**
 * Σ_n Σ_j θ_j·(l_j − ū_n)(l_j − ū_n)ᵀ. With T_k and m_k, weight and mean use of a row's options at k, its part is
 * Σ_{j at k} θ_j(u_j − m_k)² + m_k²·T_k·Σ_{l≠k} T_l/Σθ in (k, k) and −m_k·m_l·T_k·T_l/Σθ in (k, l): no difference of large numbers.
 */
function setHessian(H: Envelope, { rowStart, capacity: at, use }: MasterOptions, θ: Float64Array): void {
  const { offset, values } = H;
  values.fill(0);
  const place: number[] = [];
  const weight: number[] = [];
  const meanUse: number[] = [];
  for (let n = 0; n + 1 < rowStart.length; n++) {
    const end = rowStart[n + 1]!;
    let groups = 0;
    let total = θ[rowStart[n]!]!;
    for (let j = rowStart[n]! + 1; j < end; ) {
      const k = at[j]!;
      let own = 0;
      let used = 0;
      let next = j;
      for (; next < end && at[next] === k; next++) {
        own += θ[next]!;
        used += θ[next]! * use[next]!;
      }
      const mean = used / own;
      for (; j < next; j++) values[offset[k]! + k]! += θ[j]! * (use[j]! - mean) ** 2;
      place[groups] = k;
      weight[groups] = own;
      meanUse[groups] = mean;
      groups += 1;
      total += own;
    }
    for (let a = 0; a < groups; a++) {
      const k = place[a]!;
      const row = offset[k]!;
      const share = (weight[a]! * meanUse[a]!) / total;
      let others = θ[rowStart[n]!]!;
      for (let b = 0; b < groups; b++) {
        if (b !== a) others += weight[b]!;
        if (b < a) values[row + place[b]!]! -= share * weight[b]! * meanUse[b]!;
      }
      values[row + k]! += share * meanUse[a]! * others;
    }
  }
}
