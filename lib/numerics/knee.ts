/**
 * The knee of a Pareto front: its point farthest from the plane through its extremes, on the side of lower values, each coordinate
 * scaled to [0, 1] over the front (I. Das, Structural Optimization 18 (1999) 107–115). An extreme is lowest in one coordinate. Where
 * extremes coincide, many planes hold them; then the one most square to (1, …, 1) counts.
 * @param front Non-dominated points, every coordinate to be minimised; at least one.
 * @returns Index of the knee.
 * @throws RangeError for an empty front, or where the plane has no side of lower values.
 */
export function knee(front: readonly (readonly number[])[]): number {
  const [first] = front;
  if (first === undefined) throw new RangeError("knee: the front must have at least one point");
  const low = first.map((_, k) => Math.min(...front.map((point) => point[k]!)));
  const high = first.map((_, k) => Math.max(...front.map((point) => point[k]!)));
  const scaled = front.map((point) =>
    point.map((x, k) => (high[k]! > low[k]! ? (x - low[k]!) / (high[k]! - low[k]!) : 0)),
  );
  const extremes = first.map((_, k) => scaled.reduce((best, point) => (lower(point, best, k) ? point : best)));
  const normal = normalOf(extremes);
  const heights = scaled.map((point) => dot(normal, point));
  return heights.indexOf(Math.min(...heights));
}

/** Whether a is the better extreme of coordinate k: of equals, the one with the lower sum. */
function lower(a: readonly number[], b: readonly number[], k: number): boolean {
  return a[k] === b[k] ? sum(a) < sum(b) : a[k]! < b[k]!;
}

/** What is left of (1, …, 1) once the directions between the extremes are taken out, by Gram and Schmidt. */
function normalOf([origin, ...others]: readonly (readonly number[])[]): number[] {
  const directions: number[][] = [];
  const without = (vector: readonly number[]): number[] =>
    directions.reduce((rest, unit) => minus(rest, unit, dot(rest, unit)), [...vector]);
  for (const other of others) {
    const rest = without(minus(other, origin!, 1));
    const length = Math.sqrt(dot(rest, rest));
    if (length > NOTHING) directions.push(rest.map((x) => x / length));
  }
  const normal = without(origin!.map(() => 1));
  if (dot(normal, normal) <= NOTHING ** 2)
    throw new RangeError("knee: the extremes' plane has no side of lower values");
  return normal;
}

/** Lengths in the unit cube up to this one are rounding. */
const NOTHING = 1e-9;

function minus(a: readonly number[], b: readonly number[], times: number): number[] {
  return a.map((x, k) => x - times * b[k]!);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, x, k) => total + x * b[k]!, 0);
}

function sum(a: readonly number[]): number {
  return a.reduce((total, x) => total + x, 0);
}
