import type { ErrorLaw, OptionalParameter } from "./error-law.js";

/** To where the error of a law falls. */
export const FLOOR: OptionalParameter<"floor"> = { name: "floor", symbol: "ε̄_∞", unit: "1", otherwise: 0 };

/** The last exponent and its power of e: a slope and a curvature, or a value and a slope, ask for the same one after another. */
const last = Float64Array.of(0, 1);

/** e^x for x ≤ 0. */
function decayed(x: number): number {
  if (x !== last[0]) {
    last[0] = x;
    last[1] = Math.exp(x);
  }
  return last[1]!;
}

/** ε̄(s) = initial·e^(−decay·s) + floor: the paper's error model; the floor is ours. */
export const exponential: ErrorLaw<"exponential", "initial" | "decay", "floor"> = {
  kind: "exponential",
  label: "exponential",
  short: "exp.",
  formula: "initial·e^(−decay·s) + floor",
  parameters: [
    { name: "initial", symbol: "ε̄_fwd", unit: "1", usual: [0.6, 1] },
    { name: "decay", symbol: "C₁", unit: "1/step", usual: [0.03, 0.15] },
    FLOOR,
  ],
  // initial·e^(−decay·s) + floor
  value: (p, at, s) => p[at]! * decayed(-p[at + 1]! * s) + p[at + 2]!,
  // −initial·decay·e^(−decay·s)
  slope: (p, at, s) => -p[at]! * p[at + 1]! * decayed(-p[at + 1]! * s),
  // initial·decay²·e^(−decay·s)
  curvature: (p, at, s) => p[at]! * (p[at + 1]! * p[at + 1]!) * decayed(-p[at + 1]! * s),
  // −decay·(ε̄(s) − floor)
  slopeOf: (p, at, _s, value) => -p[at + 1]! * (value - p[at + 2]!),
  // decay
  steepening: (p, at) => p[at + 1]!,
  // decay
  curvatureRate: (p, at) => p[at + 1]!,
  steepness: (p, at) => p[at]! * p[at + 1]!,
  // weight·initial·decay·e^(−decay·s) = rise
  stepsWhere: (p, at, weight, rise) => Math.log((weight * p[at]! * p[at + 1]!) / rise) / p[at + 1]!,
  // initial·e^(−decay·s) + floor = error
  stepsTo: (p, at, error) => Math.log(p[at]! / (error - p[at + 2]!)) / p[at + 1]!,
  fit: { abscissa: (s) => s },
  style: { plain: 0, floored: 1 },
};
