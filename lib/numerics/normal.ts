/** A standard normal number from two independent uniform ones in [0, 1), by Box and Muller's transform. */
export function normal(u: number, v: number): number {
  return Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
}
