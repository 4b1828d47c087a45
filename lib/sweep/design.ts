/** Designs: which values of what is varied come together, as points in a fixed order. */
import { sobolSequence } from "../numerics/sobol-sequence.js";
import { stream } from "../numerics/stream.js";
import type { SweepPlan, Varied } from "./plan.js";
import type { Value } from "./value.js";

/** How points are chosen: all combinations, or so many that fill the space of what is varied evenly. */
export const DESIGNS = ["grid", "sobol", "latin-hypercube"] as const;

/** Values by path: one point of a design. */
export type Point = Readonly<Record<string, Value>>;

/** Digits of values between two ends: those that tell them apart, not those of rounding. */
const DIGITS = 12;

/** Of the numbers that a design draws; a replication's are others. */
const PURPOSE = 0x3c6ef372;

/** How many points there are at most, without making them. */
export function pointCount({ design = "grid", points, rows, vary = {} }: SweepPlan): number {
  if (rows !== undefined) return rows.length;
  if (design !== "grid") return points!;
  return Object.values(vary).reduce((count, varied) => count * (isList(varied) ? varied.length : varied.points!), 1);
}

/**
 * The points of a plan's design. A grid goes through the values of the last path first. More points of a Sobol sequence leave
 * the first ones as they were; a Latin hypercube of other size is another one. Of points that agree in all values the first stays.
 */
export function pointsOf(plan: SweepPlan): Point[] {
  const { design = "grid", points = 1, rows, seed = 0, vary = {} } = plan;
  if (rows !== undefined) return [...(rows as readonly Point[])];
  const paths = Object.entries(vary);
  if (design === "grid") {
    return paths.reduce<Point[]>(
      (before, [path, varied]) =>
        before.flatMap((point) => levels(varied).map((value) => ({ ...point, [path]: value }))),
      [{}],
    );
  }
  const own = (seed + PURPOSE) >>> 0;
  const cube =
    design === "sobol" ? sobolSequence(paths.length, points, own) : latinHypercube(paths.length, points, own);
  const all = cube.map((u) => Object.fromEntries(paths.map(([path, varied], d) => [path, valueAt(varied, u[d]!)])));
  return [...new Map(all.toReversed().map((point) => [JSON.stringify(point), point])).values()].toReversed();
}

/** Points in [0, 1)^dimensions: along every axis one in each of as many equal parts as there are points. */
export function latinHypercube(dimensions: number, points: number, seed: number): Float64Array[] {
  const columns = Array.from({ length: dimensions }, (_, d) => {
    const next = stream(seed, d);
    const column = Float64Array.from({ length: points }, (_, i) => (i + next()) / points);
    for (let i = points - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [column[i], column[j]] = [column[j]!, column[i]!];
    }
    return column;
  });
  return Array.from({ length: points }, (_, i) => Float64Array.from(columns, (column) => column[i]!));
}

export function isList(varied: Varied): varied is readonly Value[] {
  return Array.isArray(varied);
}

/** The values that a grid goes through, each once. */
export function levels(varied: Varied): readonly Value[] {
  if (isList(varied)) return varied;
  const last = varied.points! - 1;
  return [...new Set(Array.from({ length: last + 1 }, (_, i) => valueAt(varied, i / last)))];
}

/** The value at u in [0, 1]; of a list, that in whose part of [0, 1) it is. */
export function valueAt(varied: Varied, u: number): Value {
  if (isList(varied)) return varied[Math.floor(u * varied.length)]!;
  const [from, to] = "log" in varied ? varied.log : [varied.from, varied.to];
  const between =
    "log" in varied ? Math.exp(Math.log(from) + u * (Math.log(to) - Math.log(from))) : from + u * (to - from);
  const value = u === 0 ? from : u === 1 ? to : Number(between.toPrecision(DIGITS));
  return varied.whole === true ? Math.round(value) : value;
}
