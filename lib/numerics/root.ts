/** Where a falling function goes through 0, by false position (Illinois; Dowell and Jarratt, BIT 11 (1971) 168–174). */

/** The function is above 0 at `low`, and at most 0 at `high`. */
export interface Bracket {
  low: number;
  high: number;
}

export interface RootOptions {
  /**
   * The search ends where the ends are this close, relative to the high one, or the function is 0 there. Steps keep half of it
   * from either end, so that the far end closes in as soon as the near one is there. Default: no such end.
   */
  readonly closed?: number;
  /** Told the bracket before each step; true ends the search. */
  done?(bracket: Bracket): boolean;
  /** Where to look when three steps together did not cut the bracket to a quarter; default its middle. */
  middle?(low: number, high: number): number;
}

/**
 * Narrows a bracket in place, until it is closed, `done`, or no number is left between its ends.
 * @param f It may keep what it learned about either side. @param atLow Its value at the low end. @param atHigh At the high end.
 */
export function falsePosition(
  f: (x: number) => number,
  bracket: Bracket,
  atLow: number,
  atHigh: number,
  { closed = 0, done, middle = halfway }: RootOptions,
): void {
  let lastSide = 0;
  let width = bracket.high - bracket.low;
  for (let step = 1; !done?.(bracket); step++) {
    const { low, high } = bracket;
    if (closed > 0 && (atHigh === 0 || high - low <= closed * high)) return;
    let x = (low * atHigh - high * atLow) / (atHigh - atLow);
    if (step % 3 === 0) {
      if (high - low > width / 4) x = middle(low, high);
      width = high - low;
    }
    if (closed > 0) {
      const apart = (closed / 2) * high;
      x = Math.min(Math.max(x, low + apart), high - apart);
    }
    x = within(x, low, high);
    if (!(x > low && x < high)) return;
    const value = f(x);
    if (value > 0) {
      bracket.low = x;
      atLow = value;
      if (lastSide === 1) atHigh /= 2;
      lastSide = 1;
    } else {
      bracket.high = x;
      atHigh = value;
      if (lastSide === -1) atLow /= 2;
      lastSide = -1;
    }
  }
}

/** A step of Newton's or another method if it stays strictly between the ends of a bracket, else the middle. */
export function within(x: number, low: number, high: number): number {
  return x > low && x < high ? x : halfway(low, high);
}

function halfway(low: number, high: number): number {
  return low + (high - low) / 2;
}
