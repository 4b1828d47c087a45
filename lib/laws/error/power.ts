import type { ErrorLaw } from "./error-law.js";
import { FLOOR } from "./exponential.js";

/** The last s, y and s^y. */
const last = Float64Array.of(1, 0, 1);

/** s^y as `numerics/power` has it: the same bits on every Node. */
function toThe(s: number, y: number): number {
  if (s !== last[0] || y !== last[1]) {
    last[0] = s;
    last[1] = y;
    last[2] = Math.exp(y * Math.log(s));
  }
  return last[2]!;
}

/** ε̄(s) = initial·s^(−exponent) + floor: ours. */
export const power: ErrorLaw<"power", "initial" | "exponent", "floor"> = {
  kind: "power",
  label: "power",
  short: "power",
  formula: "initial·s^(−exponent) + floor",
  parameters: [
    { name: "initial", symbol: "ε̄(1)", unit: "1", usual: [0.6, 1] },
    { name: "exponent", symbol: "γ", unit: "1", usual: [0.5, 1.8] },
    FLOOR,
  ],
  // initial·s^(−γ) + floor
  value: (p, at, s) => p[at]! * toThe(s, -p[at + 1]!) + p[at + 2]!,
  // −initial·(γ/s)·s^(−γ)
  slope: (p, at, s) => -p[at]! * (p[at + 1]! / s) * toThe(s, -p[at + 1]!),
  // initial·(γ(γ+1)/s²)·s^(−γ)
  curvature: (p, at, s) => p[at]! * ((p[at + 1]! * (p[at + 1]! + 1)) / (s * s)) * toThe(s, -p[at + 1]!),
  // −(γ/s)·(ε̄(s) − floor)
  slopeOf: (p, at, s, value) => (-p[at + 1]! / s) * (value - p[at + 2]!),
  // (γ + 1)/s
  steepening: (p, at, s) => (p[at + 1]! + 1) / s,
  // (γ + 2)/s
  curvatureRate: (p, at, s) => (p[at + 1]! + 2) / s,
  steepness: (p, at) => p[at]! * p[at + 1]!,
  // weight·initial·γ·s^(−γ−1) = rise
  stepsWhere: (p, at, weight, rise) => toThe((weight * p[at]! * p[at + 1]!) / rise, 1 / (p[at + 1]! + 1)),
  // initial·s^(−γ) + floor = error
  stepsTo: (p, at, error) => toThe(p[at]! / (error - p[at + 2]!), 1 / p[at + 1]!),
  fit: { abscissa: (s) => Math.log(s) },
  style: { plain: 4, floored: 3 },
};
