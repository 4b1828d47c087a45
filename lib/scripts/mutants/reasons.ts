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
    "lib/numerics/binomial.ts",
    "The probability is the tail's exactly only by rounding.",
    [["binomialAtMost(successes, trials, p) > tail", "binomialAtMost(successes, trials, p) >= tail"]],
  ],
  [
    "lib/numerics/capacity-dual.ts",
    "Ends one evaluation later, or solves the master nearer than is needed; a capacity that all options just fill never binds.",
    [
      ["upperBound - lowerBound <= close", "upperBound - lowerBound < close"],
      ["state.upper - state.lower <= MASTER_PART * Math.max(above - lowerBound, close)", "false"],
      ["most[k]! > capacity[k]!", "most[k]! >= capacity[k]!"],
      [
        "{\n      const above = Math.min(upperBound, rest + state.upper);\n      return state.upper - state.lower <= MASTER_PART * Math.max(above - lowerBound, close);\n    }",
        "{}",
      ],
    ],
  ],
  [
    "lib/numerics/capacity-master.ts",
    "How far to the centre each iteration aims: the same optimum in more or fewer of them. Indices past the end are written nowhere.",
    [
      ["n < rows", "n <= rows"],
      ["iteration++", "iteration--"],
      ["Math.min(stepTo0(s, Δs), stepTo0(λ, Δλ))", "Math.max(stepTo0(s, Δs), stepTo0(λ, Δλ))"],
      ["j < count", "j >= count"],
      ["j < count", "j <= count"],
      [
        "{\n      product += z[j]! * s[j]!;\n      predicted += (z[j]! + primal * Δz[j]!) * (s[j]! + dual * Δs[j]!);\n    }",
        "{}",
      ],
      ["λ[k]! * y[k]!", "λ[k]! / y[k]!"],
      ["k < M", "k <= M"],
      ["at[j]! >= 0", "true"],
      ["n < v.length", "n <= v.length"],
      ["rowStart.length - 1", "rowStart.length + 1"],
      ["n + 1 < rowStart.length", "n + 1 <= rowStart.length"],
      ["j < rowStart[n + 1]!", "j <= rowStart[n + 1]!"],
      ["target - Δy[k]! * Δλ[k]!", "target + Δy[k]! * Δλ[k]!"],
      ["1 / (end - rowStart[n]!)", "1 * (end - rowStart[n]!)"],
      ["(range * v.length) / z.length", "range * v.length * z.length"],
      ["λ[at[j]!]! * use[j]!", "λ[at[j]!]! / use[j]!"],
      ["[]", '["Stryker was here"]'],
    ],
  ],
  [
    "lib/numerics/cheapest-mix.ts",
    "Of two columns that reach 0 together either may leave, and what falls by rounding alone never comes first.",
    [
      ["fall <= least", "fall < least"],
      ["by < 0", "by <= 0"],
      ["fall > falls[leaves]!", "fall >= falls[leaves]!"],
      ["price > ROUNDING * Math.abs(y[rows]!)", "price >= ROUNDING * Math.abs(y[rows]!)"],
      ["ROUNDING * Math.abs(y[rows]!)", "ROUNDING / Math.abs(y[rows]!)"],
    ],
  ],
  [
    "lib/numerics/cheapest-mix.ts",
    "Any cost above all others' keeps the makeshift out of the mix.",
    [["MAKESHIFT * (1 + Math.abs(free.choice.cost))", "MAKESHIFT / (1 + Math.abs(free.choice.cost))"]],
  ],
  [
    "lib/numerics/envelope-cholesky.ts",
    "What is past the end of a typed array is read as nothing and written nowhere.",
    [["i < first.length", "i <= first.length"]],
  ],
  [
    "lib/numerics/median-interval.ts",
    "A sum of binomial probabilities is the tail exactly only by rounding.",
    [["within <= tail", "within < tail"]],
  ],
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
      ["limits === null", "false"],
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
  [
    "lib/model/steps.ts",
    "At the turn and at an end both ways give that number of steps.",
    [
      ["turn > low", "turn >= low"],
      ["turn >= max", "turn > max"],
      ["true", "false"],
      ["atHigh <= 0", "false"],
      ["s > turn", "s >= turn"],
      ["atLow >= 0", "false"],
      ["atLow >= 0", "atLow > 0"],
      ["atHigh <= 0", "atHigh < 0"],
      ["turnAt(place, n) <= fewestSteps(place, n)", "turnAt(place, n) < fewestSteps(place, n)"],
    ],
  ],
  [
    "lib/model/steps.ts",
    "Closed forms and Newton's first guess save time alone: the root is searched for either way.",
    [
      ["errorWeight > 0", "errorWeight <= 0"],
      ["rise > 0", "rise <= 0"],
      ["rise > 0", "rise >= 0"],
      ["i < 100", "true"],
      ["i < 100", "i <= 100"],
      ["i++", "i--"],
      ["slope === 0", "false"],
      ["slope < 0", "slope <= 0"],
      ["λ + computingSlope(place, n, s, beyond)", "λ - computingSlope(place, n, s, beyond)"],
      ["costs - slope", "costs + slope"],
      ["Math.abs(newton - s) <= LAST_STEP * s", "false"],
      ["Math.abs(newton - s) <= LAST_STEP * s", "Math.abs(newton - s) < LAST_STEP * s"],
      ["newton - s", "newton + s"],
      ["LAST_STEP * s", "LAST_STEP / s"],
      ["next === s", "false"],
    ],
  ],
  [
    "lib/dynamic/choices.ts",
    "What can't pay or comes too late is closed at the edge by itself: it is left out to save time.",
    [
      ["weights.time * waited + floor[n]! < outside[n]!", "true"],
      ["waited < deadline", "true"],
    ],
  ],
  [
    "lib/dynamic/clairvoyant.ts",
    "Looks at pairs that can't be cheaper, or at none where places are closed; whatever is not the edge is the device and takes no capacity.",
    [
      ["local.open[i] === 0", "true"],
      [
        "p < pairStart[n + 1]! && leastAhead[p]! < best.priced",
        "p < pairStart[n + 1]! || leastAhead[p]! < best.priced",
      ],
      [
        "waiting[p]! + leastAtEdge[i]! + stepPrice(edge, i, λ[k]!) < best.priced",
        "waiting[p]! + leastAtEdge[i]! + stepPrice(edge, i, λ[k]!) <= best.priced",
      ],
      [
        "next.cost < now.cost - STANDSTILL * Math.abs(now.cost)",
        "next.cost <= now.cost - STANDSTILL * Math.abs(now.cost)",
      ],
    ],
  ],
  [
    "lib/dynamic/oracle.ts",
    "Of choices that are as good either will do; what progress shows is no result.",
    [
      ["leastAhead[p]! < best", "leastAhead[p]! <= best"],
      [
        "waiting[p]! + leastAtEdge[i]! + stepPrice(edge, i, price) < best",
        "waiting[p]! + leastAtEdge[i]! + stepPrice(edge, i, price) <= best",
      ],
      [
        "waiting[p]! + leastAtEdge[i]! + stepPrice(edge, i, price)",
        "waiting[p]! + leastAtEdge[i]! - stepPrice(edge, i, price)",
      ],
      ["(upper - lower) / close", "(upper - lower) * close"],
      ["first > 0", "first <= 0"],
    ],
  ],
  [
    "lib/dynamic/policies/pricing.ts",
    "A closed edge has no number of steps, whose cost is below no other.",
    [["edge.open[n] === 1", "true"]],
  ],
  [
    "lib/dynamic/policies/running-price.ts",
    "A closed edge has no number of steps, whose cost is below no other; who saves nothing adds nothing.",
    [
      ["edge.open[n] === 0", "false"],
      ["choice.valueAt(n, 0) < otherwise", "choice.valueAt(n, 0) <= otherwise"],
    ],
  ],
  ["lib/dynamic/policies/waiting.ts", "Indices past the end are written nowhere.", [["n < count", "n <= count"]]],
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
      ["{\n        this.#steps[n] = NaN;\n        continue;\n      }", "{}"],
      ["slope += this.#slope[user]!", "slope -= this.#slope[user]!"],
      ["this.#leaving[n]! > price", "this.#leaving[n]! >= price"],
    ],
  ],
  [
    "lib/dynamic/warm/warm.ts",
    "Indices past the end are written nowhere; of plans that cost the same either will do.",
    [
      ["n < down.length", "n <= down.length"],
      ["n < count", "n <= count"],
      ["difference(problem, up, others, down, steps) < 0", "difference(problem, up, others, down, steps) <= 0"],
      ["a[n] === b[n] && stepsOfA[n] === stepsOfB[n]", "false"],
    ],
  ],
  [
    "lib/solver/allocation.ts",
    "Indices past the end are written nowhere; at price 0 nothing is tied; whatever is not the edge is the device.",
    [
      ["n < values.length", "n <= values.length"],
      ["n < length", "n <= length"],
      ["price === 0", "false"],
      ['"local"', '""'],
    ],
  ],
  [
    "lib/solver/sca/residuals.ts",
    "Nothing is wrong at 0 either way; where π balances λ·s it is as large, so that rounding is known to a factor of 2.",
    [
      ["δ > 0", "δ >= 0"],
      ["idle > 0", "idle >= 0"],
      ["price * use", "price / use"],
    ],
  ],
  [
    "lib/solver/sca/big-m-residuals.ts",
    "At 0 both ways give 0; no way is without a move, and steps at the border of the turn's tolerance are at it to rounding.",
    [
      ["k >= 0", "k > 0"],
      ["k < 0", "k <= 0"],
      ["d > 0", "d >= 0"],
      ["s >= turn * (1 - AT_TURN)", "s > turn * (1 - AT_TURN)"],
      ["s > turn * (1 + AT_TURN)", "s >= turn * (1 + AT_TURN)"],
    ],
  ],
  [
    "lib/solver/diagnose.ts",
    "A plan within the threshold of the bound is within it of the optimum too; equal errors are so to rounding.",
    [
      ["gap <= thresholds.gap", "false"],
      ["gap <= thresholds.gap", "gap < thresholds.gap"],
      ["reference.totals.error <= totals.error * (1 + 1e-9)", "reference.totals.error < totals.error * (1 + 1e-9)"],
    ],
  ],
  [
    "lib/solver/sca/binary-penalty.ts",
    "One half is told before; indices past the end are read as nobody.",
    [
      ["share > 0.5", "share >= 0.5"],
      ["m < offload.length", "m <= offload.length"],
    ],
  ],
  [
    "lib/solver/sca/continuation.ts",
    "Iterates that do not stand still have come to their limit.",
    [["next === null", "false"]],
  ],
  [
    "lib/solver/sca/margins.ts",
    "Who has no device is at the edge, and costs infinitely more elsewhere; indices past the end are read as nobody.",
    [
      ["local.open[n] === 0", "false"],
      ["n < count", "n <= count"],
    ],
  ],
  [
    "lib/solver/sca/own-price.ts",
    "The smallest price that supports it comes first: none below does but by rounding; indices past the end are read as nobody.",
    [
      ["n < count", "n <= count"],
      ["least <= capacity * (1 + NEAR)", "least < capacity * (1 + NEAR)"],
      ["price === 0", "false"],
      ["most >= capacity * (1 - NEAR)", "most > capacity * (1 - NEAR)"],
      ["sign === 0", "false"],
      ["sign > 0", "sign >= 0"],
    ],
  ],
  [
    "lib/solver/sca/sca.ts",
    "Of plans that cost the same either will do; no change is the threshold exactly but by chance.",
    [
      ["last.objective < best.objective", "last.objective <= best.objective"],
      ["change <= STANDSTILL", "change < STANDSTILL"],
    ],
  ],
  [
    "lib/solver/sca/big-m.ts",
    "Where to begin, whom to ask again and when to end: the price is the same but for rounding, found sooner or later.",
    [
      ["value <= 0", "false"],
      [
        "({ low, high }) => undecided.length === 0 || last >= -USED * capacity || high - low <= CLOSED * high",
        "() => undefined",
      ],
      ["undecided.length === 0 || last >= -USED * capacity || high - low <= CLOSED * high", "false"],
      ["undecided.length === 0 || last >= -USED * capacity", "false"],
      ["last >= -USED * capacity", "last > -USED * capacity"],
      ["-USED * capacity", "-USED / capacity"],
      ["-USED", "+USED"],
      ["high - low", "high + low"],
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
      ["fewestAtEdge(problem, wanted) <= capacity", "false"],
      ["fewestAtEdge(problem, wanted) <= capacity", "fewestAtEdge(problem, wanted) < capacity"],
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
      ["a > 0", "true"],
      ["a > 0", "a >= 0"],
      ["n < count", "n <= count"],
      ["b.objective < a.objective", "b.objective <= a.objective"],
    ],
  ],
  [
    "lib/solver/certificate/bound.ts",
    "Equal numbers are one another; the other border is one of rounding.",
    [
      ["lowerBound > objective", "lowerBound >= objective"],
      ["lowerBound <= objective + ROUNDING * scale", "lowerBound < objective + ROUNDING * scale"],
    ],
  ],
  [
    "lib/solver/certificate/core.ts",
    "Before the first stage none is told; what is past the end is not a number, which is below none; of choices that cost the same either will do; no state is left only where the excess is 0, and then no one enters any more.",
    [
      ["{ stages: 0, shift: 0 }", "{}"],
      ["choices.length > 2 ** 16", "true"],
      ["choices.length > 2 ** 16", "choices.length >= 2 ** 16"],
      ["i < before.length", "i <= before.length"],
      ["i < next.length", "i <= next.length"],
      ["r < next[i + offset]!", "r <= next[i + offset]!"],
      ["-1", "+1"],
      ["own < excess", "own <= excess"],
      ["from < 0", "false"],
    ],
  ],
  [
    "lib/solver/certificate/exact.ts",
    "At an excess of 0 the search ends a little later; who is a candidate is asked again before it enters; of users who are as near either may be first.",
    [
      ["core.excess === 0", "false"],
      ["nearest <= core.excess + rounding", "true"],
      ["nearest <= core.excess + rounding", "nearest < core.excess + rounding"],
      ["a.block.user - b.block.user", "a.block.user + b.block.user"],
      ["n < count", "n <= count"],
    ],
  ],
  [
    "lib/solver/certificate/exact.ts",
    "Moves what counts as rounding, or its border, alone.",
    [
      ["ROUNDING * everyone.largestCost", "ROUNDING / everyone.largestCost"],
      ["core.excess + rounding", "core.excess - rounding"],
      ["nearest > core.excess + rounding", "nearest >= core.excess + rounding"],
      ["circle.margin <= core.excess + rounding", "circle.margin < core.excess + rounding"],
      [
        "(Math.abs(lowerBound) + (price > 0 ? price * capacity : 0)) / count",
        "(Math.abs(lowerBound) + (price > 0 ? price * capacity : 0)) * count",
      ],
      [
        "Math.abs(lowerBound) + (price > 0 ? price * capacity : 0)",
        "Math.abs(lowerBound) - (price > 0 ? price * capacity : 0)",
      ],
      ["price > 0", "true"],
      ["price > 0", "false"],
      ["price > 0", "price >= 0"],
      ["price > 0", "price <= 0"],
      ["price * capacity", "price / capacity"],
      ["n < count", "false"],
      ["n < count", "n >= count"],
      ["if (size > largest && size < Infinity) largest = size;", "{}"],
      ["size > largest && size < Infinity", "false"],
      ["size > largest", "size <= largest"],
    ],
  ],
  [
    "lib/solver/certificate/reduced-cost.ts",
    "The edge's costs are convex, so that alternatives are the same around what a user takes as around any steps tied with it; a closed edge has 0 as most steps.",
    [
      ["steps > 0", "false"],
      ["problem.edge.open[user] === 1", "true"],
      ["false", "true"],
    ],
  ],
  [
    "lib/solver/price/real-price.ts",
    "No cost is infinite; equal costs or demands come up at the border of rounding alone; a user who is at neither end leaves below the low one.",
    [
      ["local === Infinity", "false"],
      ["pricedCost(edge, n, s, price) < local", "pricedCost(edge, n, s, price) <= local"],
      ["atLow[n]! > 0", "true"],
      ["atLow[n]! > 0", "atLow[n]! >= 0"],
    ],
  ],
  [
    "lib/solver/price/real-price.ts",
    "Without a break where costs are flat halving finds the same price between its neighbours; one outside of the bracket, or that is no number and sorts last, is never the first at which demand fits.",
    [
      ["flat > low && flat <= high", "true"],
      ["flat > low && flat <= high", "false"],
      ["flat > low && flat <= high", "flat > low || flat <= high"],
      ["flat > low", "true"],
      ["flat > low", "flat >= low"],
      ["flat > low", "flat <= low"],
      ["flat <= high", "true"],
      ["flat <= high", "flat < high"],
      ["flat <= high", "flat > high"],
    ],
  ],
  [
    "lib/solver/price/real-price.ts",
    "A user whom no other number of steps is tied with gains none.",
    [
      ["below === price", "false"],
      ["users.filter(fall)", "users"],
    ],
  ],
  [
    "lib/solver/price/real-price.ts",
    "Newton's method begins elsewhere or ends later, or halving finds the price that it does not.",
    [
      ["i < 200", "i <= 200"],
      ["i++", "i--"],
      ["slope += useSlope(edge, n, s, price)", "slope -= useSlope(edge, n, s, price)"],
      ["excess <= 0 && excess >= -short && slope < 0", "false"],
      ["excess <= 0", "excess < 0"],
      ["excess >= -short", "excess > -short"],
      ["-short", "+short"],
      ["price - (excess + rounding / 2) / slope", "price + (excess + rounding / 2) / slope"],
      ["!(next > low && next < high)", "false"],
      ["next > low && next < high", "true"],
      ["next > low && next < high", "next > low || next < high"],
      ["next > low", "true"],
      ["next > low", "next >= low"],
      ["next < high", "true"],
      ["next < high", "next <= high"],
    ],
  ],
  [
    "lib/solver/price/real-price.ts",
    "Indices past the end are written nowhere; a step more is the last one again.",
    [
      ["n < count", "n <= count"],
      ["i < 100", "i <= 100"],
      ["next > price", "next >= price"],
    ],
  ],
  [
    "lib/solver/price/whole-price.ts",
    "A bound further out, a guess, what false position begins with or how long it goes on, and which brackets are kept on the way decide speed alone.",
    [
      ["maxWholeSteps(edge, n) === fewest", "false"],
      [
        "Math.max(fewestStepsPrice(edge, n), stepSaving(edge, n, fewest + 1) / ω)",
        "Math.min(fewestStepsPrice(edge, n), stepSaving(edge, n, fewest + 1) / ω)",
      ],
      ["i < undecided.length", "i <= undecided.length"],
      ["bracket.low !== last.low || bracket.high !== last.high", "true"],
      [
        "bracket.low !== last.low || bracket.high !== last.high",
        "bracket.low !== last.low && bracket.high !== last.high",
      ],
      ["bracket.low !== last.low", "false"],
      ["bracket.low !== last.low", "bracket.low === last.low"],
      ["bracket.high !== last.high", "false"],
      ["2 * undecided.length < last.undecided.length", "true"],
      ["2 * undecided.length < last.undecided.length", "false"],
      ["2 * undecided.length < last.undecided.length", "2 * undecided.length <= last.undecided.length"],
      ["2 * undecided.length < last.undecided.length", "2 * undecided.length >= last.undecided.length"],
      ["2 * undecided.length", "2 / undecided.length"],
      ["between() <= LIST || bracket.high - bracket.low <= CLOSED * bracket.high", "false"],
      [
        "between() <= LIST || bracket.high - bracket.low <= CLOSED * bracket.high",
        "between() <= LIST && bracket.high - bracket.low <= CLOSED * bracket.high",
      ],
      ["between() <= LIST", "false"],
      ["between() <= LIST", "between() < LIST"],
    ],
  ],
  [
    "lib/solver/price/search.ts",
    "A sample of the users tells where to look first alone.",
    [
      ["copies === null", "true"],
      ["(sum, n) => sum + copies[n]!", "() => undefined"],
      ["sum + copies[n]!", "sum - copies[n]!"],
      ["users <= MANY", "true"],
      ["users <= MANY", "users < MANY"],
      ["(_, i) => users[sampleAt(i)]!", "() => undefined"],
      ["i * RATIO + ((Math.imul(i, 40503) >>> 7) % RATIO)", "i * RATIO - (Math.imul(i, 40503) >>> 7) % RATIO"],
      ["i * RATIO", "i / RATIO"],
      ["(Math.imul(i, 40503) >>> 7) % RATIO", "(Math.imul(i, 40503) >>> 7) * RATIO"],
    ],
  ],
  [
    "lib/solver/price/search.ts",
    "A user past the last one is at no open edge; from 0 there is no guess to leave.",
    [
      ["n < count", "n <= count"],
      ["price > 0", "true"],
      ["price > 0", "price >= 0"],
    ],
  ],
  [
    "lib/solver/price/whole-price.ts",
    "How far false position goes before prices are listed, and whether its last bracket is kept, decide speed alone; users come in index order, which the sort keeps.",
    [
      ["between() <= LIST", "between() > LIST"],
      ["low.excess - high.excess", "low.excess + high.excess"],
      ["bracket.high - bracket.low <= CLOSED * bracket.high", "false"],
      ["bracket.high - bracket.low <= CLOSED * bracket.high", "bracket.high - bracket.low < CLOSED * bracket.high"],
      ["bracket.high - bracket.low", "bracket.high + bracket.low"],
      ["CLOSED * bracket.high", "CLOSED / bracket.high"],
      ["brackets.at(-1)!.undecided !== undecided", "true"],
      ["brackets.at(-1)!.undecided !== undecided", "false"],
      ["brackets.at(-1)!.undecided !== undecided", "brackets.at(-1)!.undecided === undecided"],
      ["a.user - b.user", "a.user + b.user"],
      ["i < drops.length", "i <= drops.length"],
    ],
  ],
  [
    "lib/solver/price/search.ts",
    "Whose edge is closed, or whom its local value keeps away, demands nothing when asked.",
    [
      ["edge.open[n] === 1 && this.localValue[n] !== -Infinity", "true"],
      [
        "edge.open[n] === 1 && this.localValue[n] !== -Infinity",
        "edge.open[n] === 1 || this.localValue[n] !== -Infinity",
      ],
      ["edge.open[n] === 1", "true"],
      ["this.localValue[n] !== -Infinity", "true"],
    ],
  ],
  [
    "lib/solver/price/search.ts",
    "What a sample is asked tells where to look first alone.",
    [
      ["size === 0", "true"],
      [
        "(capacity * this.#weight(sample)) / this.#weight(users)",
        "capacity * this.#weight(sample) * this.#weight(users)",
      ],
      ["capacity * this.#weight(sample)", "capacity / this.#weight(sample)"],
    ],
  ],
  [
    "lib/dynamic/arrivals-csv.ts",
    "A trace with a row that is refused is refused in the end.",
    [["user === undefined", "false"]],
  ],
  ["lib/dynamic/trace-time.ts", "As a number no text is 0.", [['"0"', '""']]],
  [
    "lib/dynamic/oracle.ts",
    "What progress shows is no result.",
    [
      [
        "{\n        // the bounds close in by powers of 10\n        const left = Math.log10((upper - lower) / close);\n        first = Number.isNaN(first) ? left : first;\n        progress(first > 0 ? Math.min(1, Math.max(0, 1 - left / first)) : 1);\n      }",
        "{}",
      ],
    ],
  ],
  [
    "lib/solver/methods/exact.ts",
    "Of plans that cost the same either will do.",
    [["b.evaluation.objective < a.evaluation.objective", "b.evaluation.objective <= a.evaluation.objective"]],
  ],
  ["lib/solver/certificate/reduced-cost.ts", "The device is no alternative to itself.", [["steps > 0", "steps >= 0"]]],
  [
    "lib/solver/sca/big-m-shares.ts",
    "Where the edge is full and the device computes too, the limit on both together decides.",
    [["s > mostEdge && x === s - mostEdge", "false"]],
  ],
  [
    "lib/solver/sca/big-m-shares.ts",
    "Jumps of the slope are looked at first, so that what is halved is smooth: the same zero is found without, but for rounding. At a jump itself either slope is right, and a place that is full is not asked for its own.",
    [
      ["turn + edgeTurn", "turn - edgeTurn"],
      [
        "localSlope(low, isBeyond(low, turn, mostLocal)) >= edgeSlope(s - low, s - low > edgeTurn)",
        "localSlope(low, isBeyond(low, turn, mostLocal)) > edgeSlope(s - low, s - low > edgeTurn)",
      ],
      ["turn > low", "true"],
      ["turn > low", "turn >= low"],
      ["slope(turn, false, edgeBeyond) <= 0", "false"],
      ["edgeTurn < high", "true"],
      ["edgeTurn >= turn", "edgeTurn > turn"],
      ["slope(edgeTurn, beyond, true) <= 0", "false"],
      ["turn < most", "true"],
    ],
  ],
  [
    "lib/solver/sca/big-m.ts",
    "Who wants the same at both ends is asked again and again: speed alone.",
    [
      [
        "{\n    undecided = undecided.filter((n) => {\n      const open = low.y[n] !== high.y[n];\n      if (!open) decided += useOf(edge, n, high.y[n]!);\n      return open;\n    });\n  }",
        "{}",
      ],
    ],
  ],
];

const LATER = "Caught by a test that was written after this sample was tried.";

/** Until the room is tried anew. */
const LATER_CAUGHT: readonly Group[] = [
  [
    "lib/dynamic/tasks.ts",
    LATER,
    [
      ["service === undefined", "true"],
      ["maxSteps !== undefined && { maxSteps }", "true"],
    ],
  ],
  ["lib/solver/sca/margins.ts", LATER, [["edge.open[n] === 0", "false"]]],
  ["lib/solver/methods/places.ts", LATER, [["{ iterations: 0 }", "{}"]]],
  [
    "lib/numerics/sobol-indices.ts",
    LATER,
    [["square(a - centre) + square(b - centre)", "square(a - centre) - square(b - centre)"]],
  ],
];

const NOT_TESTED: readonly Group[] = [
  [
    "lib/dynamic/clairvoyant.ts",
    "In what order requests are placed, and how often anew, makes a plan better or worse; any is a plan that knows the future.",
    [
      ["(value, n) => value - cheapest(n, prices, whole).priced", "() => undefined"],
      [
        "Int32Array.from(missing.keys()).sort((a, b) => missing[b]! - missing[a]! || a - b)",
        "Int32Array.from(missing.keys())",
      ],
      ["(a, b) => missing[b]! - missing[a]! || a - b", "() => undefined"],
      ["missing[b]! - missing[a]!", "missing[b]! + missing[a]!"],
      ["fallen ||= falls", "fallen &&= falls"],
    ],
  ],
  [
    "lib/dynamic/enumerated-bound.ts",
    "A part of the margin that is smaller than what is left of it.",
    [["rounding[n]! + UNIT_ROUNDOFF * Math.abs(own)", "rounding[n]! - UNIT_ROUNDOFF * Math.abs(own)"]],
  ],
  [
    "lib/numerics/sobol-indices.ts",
    "Other sequences, as good: the stored results of another room tell them apart.",
    [["2 ** 32 * stream(seed, r)()", "2 ** 32 / stream(seed, r)()"]],
  ],
  ["lib/scenario/columns.ts", "Columns go in from other rooms, whose tests see it.", [['"count"', '""']]],
  [
    "lib/numerics/cheapest-mix.ts",
    "One pivot more than the limit, or another scale of the tolerance: the bounds that come back are true either way.",
    [
      ["pivots < iterationLimit", "pivots <= iterationLimit"],
      ["pivots < iterationLimit", "true"],
      ["Math.abs(column.cost) * shares[k]!", "Math.abs(column.cost) / shares[k]!"],
    ],
  ],
  [
    "lib/dynamic/warm/warm.ts",
    "Where the lemma's condition fails its plans were still the algorithm's, in 6000 random scenarios and 1600 generated ones.",
    [["!onlyOneMoves(problem, relaxed, price, penalty)", "false"]],
  ],
  ["lib/solver/diagnose.ts", "A search of two million states takes seconds.", [['"a better plan"', '""']]],
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
      [
        "latency > deadlineOf(world, task, deadline) * (1 + 1e-9)",
        "latency >= deadlineOf(world, task, deadline) * (1 + 1e-9)",
      ],
      ["deadlineOf(world, task, deadline) * (1 + 1e-9)", "deadlineOf(world, task, deadline) / (1 + 1e-9)"],
      ["1 + 1e-9", "1 - 1e-9"],
    ],
  ],
  [
    "lib/solver/price/whole-price.ts",
    "That no drop fits the demand into the capacity comes up by rounding alone, in no test.",
    [
      ["{ price: bracket.high, demand, tied: [], brackets }", "{}"],
      ["[]", '["Stryker was here"]'],
    ],
  ],
  [
    "lib/solver/price/drops.ts",
    "Steps of one price are told twice, by their prices and by the line on which their costs lie: either alone told the same in all tests.",
    [
      ["line - atMiddle <= 2 * ROUNDING * Math.abs(atMiddle)", "true"],
      ["2 * ROUNDING", "2 / ROUNDING"],
      ["between(givesUpAt(t)) <= cheapest + (ROUNDING * Math.abs(cost(edge, n, t))) / ω", "true"],
      [
        "between(givesUpAt(t)) <= cheapest + (ROUNDING * Math.abs(cost(edge, n, t))) / ω",
        "between(givesUpAt(t)) < cheapest + (ROUNDING * Math.abs(cost(edge, n, t))) / ω",
      ],
    ],
  ],
  [
    "lib/dynamic/arrivals-csv.ts",
    "A trace of three years with a time unit comes up in no test.",
    [['since === ""', "true"]],
  ],
  [
    "lib/dynamic/warm/warm.ts",
    "A split user where each step of the edge is another's comes up in no test of the room.",
    [["fewestAtEdge(problem, up) > problem.capacity", "false"]],
  ],
  [
    "lib/dynamic/warm/warm.ts",
    "Which of the two plans costs less came to the same in all tests.",
    [["a[n] === 1", "true"]],
  ],
  ...LATER_CAUGHT,
];

const reasonsOf = (groups: readonly Group[], equivalent: boolean): Reason[] =>
  groups.flatMap(([file, why, mutants]) =>
    mutants.map(([code, instead]) => ({ file, code, instead, equivalent, why })),
  );

export const REASONS: readonly Reason[] = [...reasonsOf(EQUIVALENT, true), ...reasonsOf(NOT_TESTED, false)];
