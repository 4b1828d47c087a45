/**
 * The cheapest mix of choices that keeps limits on average,
 *     min Σ x_j·c_j   with Σ x_j·u_j ≤ b, Σ x_j = 1, x ≥ 0,
 * where there are too many choices j to list them, but the cheapest at given prices of the limits is known. The simplex method with
 * columns that are generated as it asks for them (G. Dantzig and P. Wolfe, Operations Research 8 (1960) 101–111): few limits, each
 * basis is inverted anew.
 */

/** What one choice costs, and what it uses of each limit. */
export interface Choice {
  readonly cost: number;
  readonly use: Float64Array;
}

/** The answer at prices μ ≥ 0 of the limits. */
export interface CheapestChoice {
  readonly choice: Choice;
  /** No choice has a lower c + Σ μ·u. */
  readonly least: number;
}

export interface CheapestMix {
  /** No mix that keeps the limits costs less: the dual's value at `prices`. */
  readonly lowerBound: number;
  /** What `mix` costs. */
  readonly upperBound: number;
  /** μ ≥ 0 of each limit. */
  readonly prices: Float64Array;
  /** Choices with their shares > 0, which sum to 1; it keeps the limits. */
  readonly mix: readonly { readonly share: number; readonly choice: Choice }[];
}

/** A column of the basis: a choice, the unused part of a limit, or the makeshift that keeps all limits at a price. */
interface Column {
  readonly cost: number;
  readonly entries: readonly number[];
  readonly choice?: Choice;
}

/** The makeshift costs this many times what the cheapest choice does. */
const MAKESHIFT = 1e6;
const ROUNDING = 1e-11;

/**
 * @param limits b, one entry a limit.
 * @param cheapestAt The cheapest choice at prices of the limits.
 * @param tolerance Ends once the bounds are as near as this part of the mix's absolute costs.
 * @param iterationLimit Most exchanges of a column; past it the bounds are as near as they came.
 * @returns null where no mix keeps the limits, or none was found that does.
 */
export function cheapestMix(
  limits: Float64Array,
  cheapestAt: (prices: Float64Array) => CheapestChoice,
  tolerance = 1e-9,
  iterationLimit = 1000,
): CheapestMix | null {
  const rows = limits.length;
  const rightSide = [...limits, 1];
  const free = cheapestAt(new Float64Array(rows));
  const unused = (limit: number): Column => ({ cost: 0, entries: rightSide.map((_, i) => (i === limit ? 1 : 0)) });
  const makeshift: Column = {
    cost: MAKESHIFT * (1 + Math.abs(free.choice.cost)),
    entries: rightSide.map((_, i) => (i === rows ? 1 : 0)),
  };
  const basis = [...Array.from(limits, (_, limit) => unused(limit)), makeshift];
  let best = { lowerBound: free.least, prices: new Float64Array(rows) };
  let enters: Column = columnOf(free.choice);
  let shares = [...rightSide];
  let inverse = identity(rows + 1);
  for (let pivots = 1; ; pivots++) {
    replace(basis, shares, inverse, enters);
    inverse = inverted(basis);
    shares = inverse.map((row) => Math.max(0, dot(row, rightSide)));
    // y = c·B⁻¹, and μ = −y of the limits
    const y = rightSide.map((_, i) => basis.reduce((sum, { cost }, k) => sum + cost * inverse[k]![i]!, 0));
    const below = y.findIndex((price, i) => i < rows && price > ROUNDING * Math.abs(y[rows]!));
    if (below >= 0 && pivots < iterationLimit) {
      enters = unused(below);
      continue;
    }
    const prices = Float64Array.from(limits, (_, i) => Math.max(0, -y[i]!));
    const { choice, least } = cheapestAt(prices);
    // D(μ) = min (c + Σ μ·u) − Σ μ·b
    const lowerBound = least - dot(prices, limits);
    if (lowerBound > best.lowerBound) best = { lowerBound, prices };
    const cost = basis.reduce((sum, column, k) => sum + column.cost * shares[k]!, 0);
    const scale = basis.reduce((sum, column, k) => sum + Math.abs(column.cost) * shares[k]!, 0);
    if (cost - best.lowerBound > tolerance * scale && pivots < iterationLimit) {
      enters = columnOf(choice);
      continue;
    }
    if (basis.some((column, k) => column === makeshift && shares[k]! > ROUNDING)) return null;
    const mix = basis.flatMap(({ choice: own }, k) =>
      own && shares[k]! > 0 ? [{ share: shares[k]!, choice: own }] : [],
    );
    return { ...best, upperBound: cost, mix };
  }
}

function columnOf(choice: Choice): Column {
  return { cost: choice.cost, entries: [...choice.use, 1], choice };
}

/** Puts a column in the place of the one that comes to 0 first as its share grows. */
function replace(basis: Column[], shares: readonly number[], inverse: readonly number[][], enters: Column): void {
  const falls = inverse.map((row) => dot(row, enters.entries));
  const least = ROUNDING * Math.max(...falls.map(Math.abs));
  let leaves = -1;
  for (const [k, fall] of falls.entries()) {
    if (fall <= least) continue;
    const by = leaves < 0 ? -1 : shares[k]! / fall - shares[leaves]! / falls[leaves]!;
    if (by < 0 || (by === 0 && fall > falls[leaves]!)) leaves = k;
  }
  basis[leaves] = enters;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function identity(size: number): number[][] {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));
}

/** The inverse of the matrix of these columns, by Gauss and Jordan with the largest pivot of a column. */
function inverted(columns: readonly Column[]): number[][] {
  const size = columns.length;
  const rows = identity(size).map((unit, i) => [...columns.map(({ entries }) => entries[i]!), ...unit]);
  for (let i = 0; i < size; i++) {
    let largest = i;
    for (let k = i + 1; k < size; k++) if (Math.abs(rows[k]![i]!) > Math.abs(rows[largest]![i]!)) largest = k;
    [rows[i], rows[largest]] = [rows[largest]!, rows[i]!];
    const pivot = rows[i]![i]!;
    rows[i] = rows[i]!.map((x) => x / pivot);
    for (let k = 0; k < size; k++) {
      const factor = rows[k]![i]!;
      if (k !== i && factor !== 0) rows[k] = rows[k]!.map((x, j) => x - factor * rows[i]![j]!);
    }
  }
  return rows.map((row) => row.slice(size));
}
