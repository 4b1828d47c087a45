/**
 * Narrows a bracket around the price where a demand, falling in the price, first fits into the capacity.
 * The next price is a false position (Illinois), halved geometrically whenever that gains too little.
 */
export interface Bracket {
  /** Demand here is above the capacity. */
  low: number;
  /** Demand here fits. */
  high: number;
}

/**
 * @param excess Demand − capacity at a price; it may keep what it learned about either side.
 * @param done Told the bracket after each pass; true ends the search.
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
