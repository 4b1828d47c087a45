/** How small and how large a scenario's numbers may be, so that no product of them overflows or loses its digits [choice]. */
export const LEAST = 1e-60;
export const MOST = 1e30;

/** The same in words. */
export const RANGE = "1e-60 to 1e30";

/** Whether a number that is finite and ≥ 0 is 0 or within the range. */
export function inRange(x: number): boolean {
  return x === 0 || (x >= LEAST && x <= MOST);
}

/** Most steps of one user at a place: more than any diffusion model has, few enough to list. */
export const MOST_STEPS = 100_000;
