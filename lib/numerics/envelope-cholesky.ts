/**
 * Cholesky's factor of a symmetric positive definite matrix inside its envelope (A. Jennings, Computer Journal 9 (1966)
 * 281–285): of each row what stands from its first entry to the diagonal is kept, so a band costs as a band and a full matrix as a full one.
 */

/** The lower half of a symmetric matrix; the factor takes its place. */
export interface Envelope {
  /** Column of the first entry of each row, at most the row itself. */
  readonly first: Int32Array;
  /** Where in `values` column 0 of each row would stand: entry (i, j) is `values[offset[i] + j]`. */
  readonly offset: Int32Array;
  readonly values: Float64Array;
}

/** A matrix of zeros. @param first Column of the first entry of each row. */
export function envelope(first: Int32Array): Envelope {
  const offset = new Int32Array(first.length);
  let size = 0;
  for (let i = 0; i < first.length; i++) {
    offset[i] = size - first[i]!;
    size += i - first[i]! + 1;
  }
  return { first, offset, values: new Float64Array(size) };
}

/** H = L·Lᵀ in place. A pivot that rounding took below 0 becomes ∞: its unknown is then 0. */
export function factorise({ first, offset, values }: Envelope): void {
  for (let i = 0; i < first.length; i++) {
    const row = offset[i]!;
    const given = values[row + i]!;
    let pivot = given;
    for (let j = first[i]!; j < i; j++) {
      const other = offset[j]!;
      let sum = values[row + j]!;
      // L_ij = (H_ij − Σ_k L_ik·L_jk)/L_jj
      for (let k = Math.max(first[i]!, first[j]!); k < j; k++) sum -= values[row + k]! * values[other + k]!;
      const entry = sum / values[other + j]!;
      values[row + j] = entry;
      pivot -= entry * entry;
    }
    // L_ii = √(H_ii − Σ_k L_ik²)
    values[row + i] = pivot > 1e-15 * given ? Math.sqrt(pivot) : Infinity;
  }
}

/** Solves L·Lᵀ·x = b; x takes the place of b. */
export function solveFactorised({ first, offset, values }: Envelope, b: Float64Array): void {
  for (let i = 0; i < first.length; i++) {
    const row = offset[i]!;
    let sum = b[i]!;
    for (let j = first[i]!; j < i; j++) sum -= values[row + j]! * b[j]!;
    b[i] = sum / values[row + i]!;
  }
  for (let i = first.length - 1; i >= 0; i--) {
    const row = offset[i]!;
    const x = b[i]! / values[row + i]!;
    b[i] = x;
    for (let j = first[i]!; j < i; j++) b[j]! -= values[row + j]! * x;
  }
}
