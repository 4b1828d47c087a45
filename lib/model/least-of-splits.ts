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

/** The cheapest way for a use; of those that cost the same the first model and the fewest device steps. */
interface Choice {
  readonly use: number;
  readonly cost: number;
  readonly way: Way;
}

/** By use, which rises. */
type Menu = readonly Choice[];

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
    const found: Choice[] = [];
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
    const menu: Choice[] = [];
    for (const next of found) {
      const last = menu.at(-1);
      const same = last !== undefined && next.use - last.use <= SAME_USE * next.use;
      if (same && next.cost >= last.cost) continue;
      if (same) menu.pop();
      menu.push(next);
    }
    menus[n] = menu;
    return menu;
  };

  const wayAt = (n: number, use: number): Way =>
    choiceOf(menuOf(n), use)?.way ?? { model: 0, steps: use, deviceSteps: 0 };

  return {
    rows,
    costsOf,
    wayAt,
    cost: (n, use) => choiceOf(menuOf(n), use)?.cost ?? Infinity,
    worth(n, use) {
      const { steps, deviceSteps } = wayAt(n, use);
      return splitWorth(scenario, rows.utility.value(steps), steps - deviceSteps, deviceSteps);
    },
    bestSteps(n, price) {
      let [found, least] = [NaN, Infinity];
      // V(λ) = min over uses of φ + λ·use
      for (const { use, cost } of menuOf(n)) {
        const value = cost + price * use;
        if (value < least) [found, least] = [use, value];
      }
      return found;
    },
    wholeSteps: (n) => menuOf(n).map(({ use }) => use),
    ends(row) {
      const times = splitTimes(scenario, row);
      if (!times.open) return null;
      const most = mostSteps(row);
      const fits = (k: number): boolean => {
        for (let j = 1; j <= Math.min(users.deviceMaxSteps[row]!, users.maxSteps[row]! - k); j++)
          if (keepsMaxError(users, row, k + j)) return times.fit(k, j); // more on the device fit no better
        return false;
      };
      for (let fewest = 1; fewest <= most; fewest++) {
        if (fits(fewest)) {
          let last = most;
          while (!fits(last)) last--;
          return [fewest, last];
        }
        if (!times.fit(fewest, 1)) break;
      }
      return null;
    },
  };
}

/** That which uses so much, but for rounding; undefined where there is none. */
function choiceOf(menu: Menu, use: number): Choice | undefined {
  let [low, high] = [0, menu.length];
  // the first that is not less but for rounding
  while (low < high) {
    const middle = (low + high) >> 1;
    if (menu[middle]!.use < use * (1 - SAME_USE)) low = middle + 1;
    else high = middle;
  }
  const found = menu[low];
  return found && found.use <= use * (1 + SAME_USE) ? found : undefined;
}
