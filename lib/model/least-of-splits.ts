/**
 * The edge as users see it who may split their tasks (MODEL.md §12): what k steps there cost is the least over the steps j ≥ 0 that the
 * device adds, of all models.
 */
import { column, type ScenarioColumns } from "../scenario/columns.js";
import { cost } from "./cost.js";
import { averageError, keepsMaxError } from "./error.js";
import { type Place, takes, type Way, type Ways } from "./placement.js";
import { splitTimes, splitWorth } from "./split.js";
import { SAME_USE, useOf } from "./use.js";

/** The ways of one model, by its steps k at the edge; a column each. */
export interface SplitCosts {
  /** The least over j; Infinity where no j is allowed. */
  readonly cost: Float64Array;
  /** That j, the smallest of those that cost the same; 0 is not split [steps]. */
  readonly deviceSteps: Int32Array;
}

/** What users see of an edge at which tasks may be split. */
export interface SplitWays extends Ways {
  /** The fewest and the most edge steps with which a row can be split; null where it cannot. Linear in these. */
  ends(row: number): readonly [fewest: number, most: number] | null;
  /** What the edge steps of a row cost at the best; as many entries as it may have and one for 0. Linear in pairs (k, j). */
  costsOf(row: number): SplitCosts;
}

/** The cheapest way for each use, which rises; of those that cost the same the first model and the fewest device steps. */
interface Menu {
  readonly use: number[];
  readonly cost: number[];
  readonly way: Way[];
}

/**
 * @param scenario With the rows as its users.
 * @param rows The edge as they see it who do not split.
 * @param start The rows of user n are those from start[n] until before start[n + 1].
 */
export function leastOfSplits(scenario: ScenarioColumns, rows: Place, start: Int32Array): SplitWays {
  const { users } = rows;
  const { weights } = scenario;
  const menus = new Array<Menu | undefined>(start.length - 1);
  const mostSteps = (row: number): number => Math.min(scenario.edge.maxSteps, users.maxSteps[row]!);

  const costsOf = (row: number): SplitCosts => {
    const most = mostSteps(row);
    const onDevice = users.deviceMaxSteps[row]!;
    const times = splitTimes(scenario, row);
    const last = times.open ? Math.min(most + onDevice, users.maxSteps[row]!) : 0;
    // c₂ε̄(s), Infinity where it is above maxError, and g(s)
    const error = column(last + 1);
    const utility = column(last + 1);
    for (let s = 1; s <= last; s++) {
      error[s] = keepsMaxError(users, row, s) ? rows.errorWeight * averageError(users, row, s) : Infinity;
      utility[s] = rows.utility.value(s);
    }
    const costs = column(most + 1, Infinity);
    const deviceSteps = new Int32Array(most + 1);
    for (let k = 1; k <= most; k++) {
      // j = 0: the content goes down
      if (takes(rows, row, k)) costs[k] = cost(rows, row, k);
      for (let j = 1; j <= Math.min(onDevice, last - k); j++) {
        if (error[k + j] === Infinity) continue;
        if (!times.fit(k, j)) break;
        // φ(k, j) without its error
        const own = times.cost(k, j) - splitWorth(scenario, utility[k + j]!, k, j);
        if (own + error[k + j]! < costs[k]!) [costs[k], deviceSteps[k]] = [own + error[k + j]!, j];
        // more on the device cost m_l each, are worth no more than w₁·g(s)/s, and save no more than all of the error
        if (own > costs[k]! && times.deviceStep >= (weights.localUtility * utility[k + j]!) / (k + j)) break;
      }
    }
    return { cost: costs, deviceSteps };
  };

  const menuOf = (n: number): Menu => {
    const known = menus[n];
    if (known !== undefined) return known;
    const found: { readonly use: number; readonly cost: number; readonly way: Way }[] = [];
    for (let row = start[n]!; row < start[n + 1]!; row++) {
      const { cost, deviceSteps } = costsOf(row);
      for (let k = 1; k < cost.length; k++) {
        if (cost[k] === Infinity) continue;
        const way = { model: row - start[n]!, steps: k + deviceSteps[k]!, deviceSteps: deviceSteps[k]! };
        found.push({ use: useOf(rows, row, k), cost: cost[k]!, way });
      }
    }
    // φ(use) = min over models and j; uses that differ by rounding are one
    found.sort((a, b) => a.use - b.use || a.cost - b.cost);
    const menu: Menu = { use: [], cost: [], way: [] };
    for (const { use, cost, way } of found) {
      const i = menu.use.length - 1;
      const same = i >= 0 && use - menu.use[i]! <= SAME_USE * use;
      if (same && cost >= menu.cost[i]!) continue;
      const at = same ? i : i + 1;
      [menu.use[at], menu.cost[at], menu.way[at]] = [use, cost, way];
    }
    menus[n] = menu;
    return menu;
  };

  const wayAt = (n: number, use: number): Way => {
    const menu = menuOf(n);
    return menu.way[indexOf(menu, use)] ?? { model: 0, steps: use, deviceSteps: 0 };
  };

  return {
    rows,
    costsOf,
    wayAt,
    cost(n, use) {
      const menu = menuOf(n);
      return menu.cost[indexOf(menu, use)] ?? Infinity;
    },
    worth(n, use) {
      const { steps, deviceSteps } = wayAt(n, use);
      return splitWorth(scenario, rows.utility.value(steps), steps - deviceSteps, deviceSteps);
    },
    bestSteps(n, price) {
      const { use, cost } = menuOf(n);
      let [found, least] = [Number.NaN, Infinity];
      // V(λ) = min over uses of φ + λ·use
      for (let i = 0; i < use.length; i++) {
        const value = cost[i]! + price * use[i]!;
        if (value < least) [found, least] = [use[i]!, value];
      }
      return found;
    },
    wholeSteps: (n) => menuOf(n).use,
    ends(row) {
      const times = splitTimes(scenario, row);
      if (!times.open) return null;
      const most = mostSteps(row);
      const fits = (k: number): boolean => {
        for (let j = 1; j <= Math.min(users.deviceMaxSteps[row]!, users.maxSteps[row]! - k); j++)
          if (keepsMaxError(users, row, k + j)) return times.fit(k, j); // more on the device fit no better
        return false;
      };
      let fewest = 1;
      while (fewest <= most && !fits(fewest)) {
        if (!times.fit(fewest, 1)) return null;
        fewest++;
      }
      if (fewest > most) return null;
      let last = most;
      while (!fits(last)) last--;
      return [fewest, last];
    },
  };
}

/** Of the way that uses so much, but for rounding; −1 where there is none. */
function indexOf({ use: uses }: Menu, use: number): number {
  let [low, high] = [0, uses.length];
  // the first that is not less but for rounding
  while (low < high) {
    const middle = (low + high) >> 1;
    if (uses[middle]! < use * (1 - SAME_USE)) low = middle + 1;
    else high = middle;
  }
  return low < uses.length && uses[low]! <= use * (1 + SAME_USE) ? low : -1;
}
