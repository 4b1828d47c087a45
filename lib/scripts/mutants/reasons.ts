/** Why a mutant survives that no test can tell from the source, or need not. */
import type { Mutant } from "./mutant.js";

/** A mutant and why it survives. */
export interface Reason extends Mutant {
  /** Whether no outcome differs but how long it takes, or what rounding leaves. */
  readonly equivalent: boolean;
  readonly why: string;
}

/** Mutants of a file that survive for the same reason: what is written, and what instead. */
type Group = readonly [file: string, why: string, mutants: readonly (readonly [code: string, instead: string])[]];

const EQUIVALENT: readonly Group[] = [
  [
    "lib/numerics/hypervolume.ts",
    "A point on the reference, or two at the same height, add no volume.",
    [
      ["point[k]! < limit", "point[k]! <= limit"],
      ["thickness > 0", "true"],
      ["thickness > 0", "thickness >= 0"],
    ],
  ],
  [
    "lib/numerics/knee.ts",
    "Reached with equal numbers only where both ways do the same, or at the border of rounding.",
    [
      ["a[k]! < b[k]!", "a[k]! <= b[k]!"],
      ["length > NOTHING", "length >= NOTHING"],
      ["dot(normal, normal) <= NOTHING ** 2", "dot(normal, normal) < NOTHING ** 2"],
    ],
  ],
  [
    "lib/numerics/root.ts",
    "The first width matters three steps later alone; without a tolerance no end is moved.",
    [
      ["bracket.high - bracket.low", "bracket.high + bracket.low"],
      ["closed > 0", "true"],
      ["closed > 0", "closed >= 0"],
    ],
  ],
  [
    "lib/numerics/sobol-sequence.ts",
    "Writes one number more than is read, or adds one that is 0.",
    [
      ["i < count", "i <= count"],
      ["k < BITS", "k <= BITS"],
      ["j < degree", "j <= degree"],
    ],
  ],
  [
    "lib/numerics/student-t.ts",
    "The distribution takes on no probability exactly but by rounding.",
    [
      ["withinProbability(high, freedom) < probability", "withinProbability(high, freedom) <= probability"],
      ["withinProbability(middle, freedom) < probability", "withinProbability(middle, freedom) <= probability"],
    ],
  ],
  [
    "lib/numerics/sum.ts",
    "Of equal magnitudes nothing is lost either way.",
    [["Math.abs(this.#total) >= Math.abs(x)", "Math.abs(this.#total) > Math.abs(x)"]],
  ],
  ["lib/model/constraints.ts", "Whatever is not the edge is the device.", [['"local"', '""']]],
  ["lib/model/objective.ts", "Whatever is not the edge is the device.", [['"local"', '""']]],
  ["lib/model/cost.ts", "At the turn both regimes cost the same.", [["s <= limits.turn[n]!", "s < limits.turn[n]!"]]],
  ["lib/model/placement.ts", "Reads past the last user, whose numbers are none.", [["n < count", "n <= count"]]],
  [
    "lib/model/placement.ts",
    "Infinite or 0 numbers give the same bound and the same turn by themselves.",
    [
      ["T < Infinity", "true"],
      ["T < Infinity", "T <= Infinity"],
      ["T > 0", "true"],
      ["T > 0", "T >= 0"],
      ["v0 === 0", "false"],
      ["batteryTurn < deadlineTurn", "batteryTurn <= deadlineTurn"],
      ["c1 > 0", "true"],
      ["c1 > 0", "c1 >= 0"],
      ["deadlineTurn < batteryTurn", "true"],
      ["deadlineTurn < batteryTurn", "deadlineTurn <= batteryTurn"],
    ],
  ],
  [
    "lib/model/plan.ts",
    "An empty object is no list of users, and so is an empty list; null is refused by its fields.",
    [
      ["keys.length > 0", "true"],
      ["keys.length > 0", "keys.length >= 0"],
      ["value !== null", "true"],
    ],
  ],
  ["lib/model/problem.ts", "Computes again what it had.", [["this.#real === undefined", "true"]]],
  [
    "lib/model/steps.ts",
    "At the turn and at an end both ways give that number of steps.",
    [
      ["turn > 1", "turn >= 1"],
      ["turn >= max", "turn > max"],
      ["costSlope(place, n, low, true, price) >= 0", "false"],
      ["costSlope(place, n, low, true, price) >= 0", "costSlope(place, n, low, true, price) > 0"],
      ["costSlope(place, n, max, true, price) <= 0", "costSlope(place, n, max, true, price) < 0"],
      ["costSlope(place, n, s, false, price) >= 0", "costSlope(place, n, s, false, price) > 0"],
      ["costSlope(place, n, end, false, price) <= 0", "costSlope(place, n, end, false, price) < 0"],
      ["turnAt(place, n) <= 1", "turnAt(place, n) < 1"],
    ],
  ],
  [
    "lib/model/steps.ts",
    "Closed forms and Newton's first guess save time alone: the root is searched for either way.",
    [
      ["!straight && rise > 0 && utility.stepsWhere", "false"],
      ["rise > 0", "rise >= 0"],
      ["(straight && stepsWhere) || s === end", "false"],
      ["straight && stepsWhere", "false"],
      ["s === end", "false"],
      ["i < 100 && low < high", "i < 100 || low < high"],
      ["i < 100", "true"],
      ["i < 100", "i <= 100"],
      ["low < high", "true"],
      ["low < high", "low <= high"],
      ["i++", "i--"],
      ["slope === 0", "false"],
      ["slope < 0", "slope <= 0"],
      ["price + computingSlope(place, n, s, beyond)", "price - computingSlope(place, n, s, beyond)"],
      ["costs - slope", "costs + slope"],
      [
        "(costCurvature(place, n, s, beyond) - bend) / saves + bend / costs",
        "(costCurvature(place, n, s, beyond) - bend) / saves - bend / costs",
      ],
      ["Math.abs(newton - s) <= LAST_STEP * s", "false"],
      ["Math.abs(newton - s) <= LAST_STEP * s", "Math.abs(newton - s) < LAST_STEP * s"],
      ["newton - s", "newton + s"],
      ["LAST_STEP * s", "LAST_STEP / s"],
      ["next === s", "false"],
    ],
  ],
  [
    "lib/dynamic/arrivals.ts",
    "A number that is drawn is none of these exactly.",
    [
      ["rate > most", "rate >= most"],
      ["next() < burstSlots / (calmSlots + burstSlots)", "next() <= burstSlots / (calmSlots + burstSlots)"],
      ["next() < 1 / (burst ? burstSlots : calmSlots)", "next() <= 1 / (burst ? burstSlots : calmSlots)"],
      ["part < 1", "part <= 1"],
    ],
  ],
  [
    "lib/dynamic/capacity.ts",
    "A number that is drawn is none of these exactly; a slot after the last is written nowhere.",
    [
      ["next() < presentSlots / (presentSlots + absentSlots)", "next() <= presentSlots / (presentSlots + absentSlots)"],
      ["k < slots", "k <= slots"],
      ["next() < 1 / (present ? presentSlots : absentSlots)", "next() <= 1 / (present ? presentSlots : absentSlots)"],
    ],
  ],
  [
    "lib/dynamic/channel.ts",
    "A slot after the last is written nowhere; a leg that ends with the slot is the next one's begin.",
    [
      ["k < slots", "k <= slots"],
      ["rest > 0", "rest >= 0"],
      ["left > rest", "left >= rest"],
    ],
  ],
  [
    "lib/dynamic/simulate.ts",
    "Makes the same slot once more.",
    [
      ["open.length < waiting.length", "true"],
      ["open.length < waiting.length", "open.length <= waiting.length"],
    ],
  ],
  [
    "lib/dynamic/policies/pricing.ts",
    "A closed edge and equal costs change nothing of the plan.",
    [
      ["n < count", "n <= count"],
      ["pricedCost(edge, n, s, price) < localWholeCost[n]!", "pricedCost(edge, n, s, price) <= localWholeCost[n]!"],
    ],
  ],
  [
    "lib/dynamic/policies/running-price.ts",
    "x/∞ − 1 is −1 by itself.",
    [
      ["capacity < Infinity", "true"],
      ["capacity < Infinity", "capacity <= Infinity"],
    ],
  ],
  [
    "lib/dynamic/warm/changes.ts",
    "Indices past the end are written nowhere; limits that never bind are the same as none.",
    [
      ["n < changed.length", "n <= changed.length"],
      ["count - 1", "count + 1"],
      ["own === null && part === null", "false"],
    ],
  ],
  [
    "lib/dynamic/warm/warm-price.ts",
    "Where to begin, how wide to look and when to search anew: the price is the same, found sooner or later.",
    [
      ["n < everyone.length", "n <= everyone.length"],
      ["move < MOST_MOVES", "move <= MOST_MOVES"],
      ["move++", "move--"],
      ["Math.abs(price - this.#at) <= STILL * price", "Math.abs(price - this.#at) < STILL * price"],
      ["STILL * price", "STILL / price"],
      ["this.#price > 0", "true"],
      ["this.#price > 0", "false"],
      ["this.#price > 0", "this.#price >= 0"],
      ["this.#price > 0", "this.#price <= 0"],
      ["at > 0", "true"],
      ["at > 0", "at >= 0"],
      ["width < 1", "width <= 1"],
      ["n < this.#leaving.length", "n <= this.#leaving.length"],
      ["price >= high", "false"],
      ["price >= high", "price > high"],
      ["price > low", "true"],
      ["price > low", "price >= low"],
      ["sum + slope * (high - at) > capacity", "false"],
      ["sum + slope * (high - at) > capacity", "sum + slope * (high - at) >= capacity"],
      ["sum + slope * (high - at)", "sum - slope * (high - at)"],
      ["slope * (high - at)", "slope / (high - at)"],
      ["high - at", "high + at"],
      ["demand >= capacity", "demand > capacity"],
      ["demand + own > capacity", "demand + own >= capacity"],
      ["price >= low", "price > low"],
      ["price <= high", "price < high"],
      ["n < offload.length", "n <= offload.length"],
    ],
  ],
  [
    "lib/dynamic/warm/warm.ts",
    "Indices past the end are written nowhere; of plans that cost the same either will do; steps are asked for again.",
    [
      ["this.#steps === undefined", "true"],
      ["n < down.length", "n <= down.length"],
      ["n < count", "n <= count"],
      ["difference(problem, other, plan) < 0", "difference(problem, other, plan) <= 0"],
      ["a.offload[n] === b.offload[n] && a.steps[n] === b.steps[n]", "false"],
    ],
  ],
  [
    "lib/dynamic/warm/whole-steps.ts",
    "Asks once more where the answer is known.",
    [
      ["-Infinity", "+Infinity"],
      ["price >= this.#from[n]!", "price > this.#from[n]!"],
      ["s < maxWholeSteps(edge, n)", "true"],
      ["s < maxWholeSteps(edge, n)", "s <= maxWholeSteps(edge, n)"],
    ],
  ],
  [
    "lib/solver/allocation.ts",
    "Indices past the end are written nowhere; at price 0 nothing is tied; whatever is not the edge is the device.",
    [
      ["n < value.length", "n <= value.length"],
      ["n < steps.length", "n <= steps.length"],
      ["price > 0", "true"],
      ["price > 0", "price >= 0"],
      ['"local"', '""'],
    ],
  ],
  [
    "lib/solver/methods/greedy.ts",
    "Indices past the end are written nowhere; a closed edge saves nothing; a single step or equal costs decide nothing here.",
    [
      ["n < offload.length", "n <= offload.length"],
      ["edge.open[n] === 0", "false"],
      ["cost(edge, n, taken) >= localWholeCost[n]!", "cost(edge, n, taken) > localWholeCost[n]!"],
    ],
  ],
  [
    "lib/solver/methods/places.ts",
    "Where all fit the order cuts nobody; of equals the first stays first by itself.",
    [
      ["countOffloaded(wanted) <= capacity", "false"],
      ["countOffloaded(wanted) <= capacity", "countOffloaded(wanted) < capacity"],
      ["saving[a] === saving[b]", "false"],
    ],
  ],
  [
    "lib/solver/methods/random.ts",
    "A number that is drawn is not one half exactly.",
    [["stream(seed, n)() < 0.5", "stream(seed, n)() <= 0.5"]],
  ],
  [
    "lib/solver/rounding.ts",
    "Tries the same plan twice, or keeps one that costs the same; indices past the end are written nowhere.",
    [
      ["a > 0 && a < 1", "true"],
      ["a > 0 && a < 1", "a > 0 || a < 1"],
      ["a > 0", "true"],
      ["a > 0", "a >= 0"],
      ["a < 1", "true"],
      ["a < 1", "a <= 1"],
      ["n < count", "n <= count"],
      ["b.objective < a.objective", "b.objective <= a.objective"],
    ],
  ],
];

const NOT_TESTED: readonly Group[] = [
  [
    "lib/dynamic/warm/warm.ts",
    "Where the lemma's condition fails its plans were still the algorithm's, in 6000 random scenarios and 1600 generated ones.",
    [
      ["!onlyOneMoves(problem, relaxed, price, penalty)", "false"],
      ["(penalty / scenario.edge.maxSteps) * (1 - 1e-9)", "penalty / scenario.edge.maxSteps / (1 - 1e-9)"],
      ["penalty / scenario.edge.maxSteps", "penalty * scenario.edge.maxSteps"],
      ["1 - 1e-9", "1 + 1e-9"],
      ["demand(price + within, (a) => a > 0) < capacity", "true"],
      ["demand(price + within, (a) => a > 0) < capacity", "demand(price + within, a => a > 0) <= capacity"],
      ["(a) => a > 0", "() => undefined"],
      ["a > 0", "false"],
      ["price <= within || demand(price - within, (a) => a === 1) > capacity", "true"],
      ["price <= within", "false"],
      ["price <= within", "price < within"],
      ["price <= within", "price > within"],
      ["demand(price - within, (a) => a === 1) > capacity", "demand(price - within, a => a === 1) >= capacity"],
      ["a === 1", "true"],
      ["a === 1", "a !== 1"],
    ],
  ],
  ["lib/dynamic/arrivals.ts", "Half a slot in a day of many is below what chance lets see.", [["k + 0.5", "k - 0.5"]]],
  [
    "lib/dynamic/world.ts",
    "Another way to three seeds that differ.",
    [
      ["seed + purpose * 0x3c6ef372", "seed - purpose * 0x3c6ef372"],
      ["purpose * 0x3c6ef372", "purpose / 0x3c6ef372"],
    ],
  ],
  [
    "lib/dynamic/simulate.ts",
    "A latency within rounding of its deadline comes up in no test.",
    [
      ["latency > deadlineOf(world, request) * (1 + 1e-9)", "latency >= deadlineOf(world, request) * (1 + 1e-9)"],
      ["deadlineOf(world, request) * (1 + 1e-9)", "deadlineOf(world, request) / (1 + 1e-9)"],
      ["1 + 1e-9", "1 - 1e-9"],
    ],
  ],
];

const reasonsOf = (groups: readonly Group[], equivalent: boolean): Reason[] =>
  groups.flatMap(([file, why, mutants]) =>
    mutants.map(([code, instead]) => ({ file, code, instead, equivalent, why })),
  );

export const REASONS: readonly Reason[] = [...reasonsOf(EQUIVALENT, true), ...reasonsOf(NOT_TESTED, false)];
