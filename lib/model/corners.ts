/**
 * The whole steps that a user whose costs are not convex may want at a place (MODEL.md §7): those whose costs are corners of their lower
 * convex hull. At every price one of them is the best, and as the price rises they are given up from one to the next.
 */
import { cost } from "./cost.js";
import { keptWith, maxWholeSteps, type Place, wholeSteps } from "./placement.js";

/** Of who is asked at a price first, corners are found that are the best at prices up to so many times lower and higher. */
const WIDE = 1.2;

/** The corners of the users of a place, found when they are asked for. A corner is told by where it stands in `data`. */
export interface Corners {
  /** Steps of a corner, which rise, and φ behind; before a user's first one φ is Infinity, behind its last one too. Another array once more are found. */
  readonly data: Float64Array;
  /** The corner of user n that is best at a price, of those tied the one with the fewest steps. */
  at(n: number, price: number): number;
  /** That of s whole steps that are the best at some price; where those are tied with corners, the one just below. */
  upTo(n: number, s: number): number;
  /**
   * What each step saves that a corner has more than the one before, falling: the price at which they are given up [1/step]. Infinity for
   * the first, −Infinity behind the last.
   */
  saving(i: number): number;
}

const known = new WeakMap<Place, Corners>();

/** The corners of a place. */
export function cornersOf(place: Place): Corners {
  return keptWith(known, place, foundCorners);
}

function foundCorners(place: Place): Corners {
  const { choice } = place;
  let data = new Float64Array(64);
  let end = 0;
  /** Columns by user: its first, 0 while none is known, and its last, below 0 where there may be more before and behind. */
  const firsts = new Int32Array(place.users.count);
  const lasts = new Int32Array(place.users.count);

  const saving = (i: number): number =>
    // (φ(s₋) − φ(s))/(s − s₋)
    (data[i - 1]! - data[i + 1]!) / (data[i]! - data[i - 2]!);

  /** The last corner for which it holds, by halving; the first where it holds for none. Those beside it are known. */
  const search = (n: number, holds: (i: number) => boolean): number => {
    for (;;) {
      const first = firsts[n]!;
      const last = Math.abs(lasts[n]!);
      let [low, high] = [first, last + 2];
      while (high - low > 2) {
        const middle = low + 2 * ((high - low) >> 2);
        if (holds(middle)) low = middle;
        else high = middle;
      }
      if (lasts[n]! > 0 || (low > first && low < last)) return low;
      find(n, 1, maxWholeSteps(place, n), 1);
    }
  };

  /** Andrew's monotone chain over all whole steps that keep maxError. @param from, @param to Steps between which it goes, which are corners. */
  const find = (n: number, from: number, to: number, sign = -1): void => {
    const costs = choice?.costs?.(n, from, to);
    const whole = costs === undefined ? wholeSteps(place, n) : costs;
    if (end + 2 * whole.length + 6 > data.length) {
      const larger = new Float64Array(2 * (data.length + whole.length));
      larger.set(data);
      data = larger;
    }
    const first = end + 2;
    [data[first - 2], data[first - 1]] = [0, Infinity];
    let last = first - 2;
    for (let i = 0; i < whole.length; i++) {
      const s = costs === undefined ? whole[i]! : from + i;
      const own = costs === undefined ? cost(place, n, s) : costs[i]!;
      if (own === Infinity) continue;
      while (last > first && (data[last + 1]! - own) / (s - data[last]!) >= saving(last)) last -= 2;
      last += 2;
      [data[last], data[last + 1]] = [s, own];
    }
    [data[last + 2], data[last + 3]] = [2 * data[last]!, Infinity];
    firsts[n] = first;
    lasts[n] = sign * last;
    end = last + 4;
  };

  return {
    get data() {
      return data;
    },
    at(n, price) {
      if (firsts[n] === 0 && price > 0 && choice?.costs !== undefined)
        find(n, choice.bestSteps(n, price * WIDE), choice.bestSteps(n, price / WIDE));
      return search(n, (i) => saving(i) > price);
    },
    upTo: (n, s) => search(n, (i) => data[i]! <= s),
    saving,
  };
}
