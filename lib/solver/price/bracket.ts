/** Brackets around the price where a demand, falling in the price, first fits into the capacity. */

export interface Bracket {
  /** Demand here is above the capacity. */
  low: number;
  /** Demand here fits. */
  high: number;
}

export interface Straddle {
  readonly bracket: Bracket;
  /** Demand − capacity at either end: above 0, and at most 0. */
  readonly excessLow: number;
  readonly excessHigh: number;
  /** Which end was asked last; the other was asked before it. */
  readonly last: "low" | "high";
}

/**
 * A bracket from a guess outward, further each time.
 * @param excess Demand − capacity at a price.
 * @param scale What an excess is relative to, > 0.
 * @param bound A price at which demand is sure to fit; asked only if the guess was bad.
 * @returns The bracket, or the price that was asked last if it is the answer: 0, or a bound at which nothing fits.
 */
export function straddle(
  guess: number,
  excess: (price: number) => number,
  scale: number,
  bound: () => number,
): Straddle | number {
  let price = guess;
  let at = excess(price);
  if (at === -Infinity && price > 0) {
    price = 0; // no capacity to fill
    at = excess(price);
  }
  const fits = at <= 0;
  if (fits && price === 0) return 0;
  for (let step = Math.max((2 * Math.abs(at)) / scale, 1e-6); ; step *= 4) {
    const next = fits ? price * Math.max(0, 1 - step) : price > 0 && step < 1 ? price * (1 + step) : bound();
    if (next === price) return price;
    const atNext = excess(next);
    if (atNext <= 0 !== fits) {
      return fits
        ? { bracket: { low: next, high: price }, excessLow: atNext, excessHigh: at, last: "low" }
        : { bracket: { low: price, high: next }, excessLow: at, excessHigh: atNext, last: "high" };
    }
    price = next;
    at = atNext;
  }
}

/**
 * Narrows a bracket. The next price is a false position (Illinois), halved geometrically whenever that gains too little.
 * @param excess Demand − capacity at a price; it may keep what it learned about either side.
 * @param done Told the bracket before each pass; true ends the search.
 */
export function narrow(
  bracket: Bracket,
  excessLow: number,
  excessHigh: number,
  excess: (price: number) => number,
  done: (bracket: Bracket) => boolean,
): void {
  let atLow = excessLow;
  let atHigh = excessHigh;
  let lastSide = 0;
  let width = bracket.high - bracket.low;
  for (let pass = 1; !done(bracket); pass++) {
    const { low, high } = bracket;
    let price = (low * atHigh - high * atLow) / (atHigh - atLow);
    if (pass % 3 === 0) {
      const slow = high - low > width / 4;
      width = high - low;
      if (slow)
        price = low > 0 && high > 2 * low ? Math.sqrt(low * high) : low === 0 ? high / 64 : low + (high - low) / 2;
    }
    if (!(price > low && price < high)) price = low + (high - low) / 2;
    if (!(price > low && price < high)) return;
    const value = excess(price);
    if (value > 0) {
      bracket.low = price;
      atLow = value;
      if (lastSide === 1) atHigh /= 2;
      lastSide = 1;
    } else {
      bracket.high = price;
      atHigh = value;
      if (lastSide === -1) atLow /= 2;
      lastSide = -1;
    }
  }
}
