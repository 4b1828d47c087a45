/**
 * The non-dominated of some points, every coordinate to be minimised: those than which no other is as low in all coordinates and
 * lower in one. Equal points don't dominate each other.
 * @returns Indices of these points, ascending.
 */
export function paretoFront(points: readonly (readonly number[])[]): number[] {
  return [...points.keys()].filter((i) => !points.some((other) => dominates(other, points[i]!)));
}

/** Whether a is as low as b in all coordinates, and lower in one. */
export function dominates(a: readonly number[], b: readonly number[]): boolean {
  return a.every((x, k) => x <= b[k]!) && a.some((x, k) => x < b[k]!);
}
