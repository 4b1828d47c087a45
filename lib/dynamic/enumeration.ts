/**
 * The oracle bound worked out from its prices by trying every whole step of every request in every slot (MODEL.md §10). It
 * shares P1's formulas and the world with the search that found the prices, and nothing else.
 */
import { userOutcome } from "../model/objective.js";
import { capacitance, fullSpeed, type PlaceName, timeLimit } from "../model/speed.js";
import { transferEnergy } from "../model/transfer.js";
import { Sum } from "../numerics/sum.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { columnsAt, wait } from "./slot.js";
import { decisionSlot, type World } from "./world.js";

/** A step that is out of reach by no more than this part is within it, as for every whole step (MODEL.md §3). */
const ROUNDED = 1 + 1e-12;

/**
 * Two programs that work this out differ by rounding. Each part of a cost (c₁·latency, c₂ε̄, c₃·energy, utility, λ·s, λ·B) takes
 * fewer than 100 roundings in either, and a best time that is wrong by a few roundings is wrong in the cost by no more: the
 * parts' magnitudes times 2·100·2⁻⁵³.
 */
const ROUNDING = 2 * 100 * 2 ** -53;

/** D(λ) of the oracle bound. */
export interface EnumeratedBound {
  /** −Σ λ_k·B_k + Σ_n the least that any choice costs request n. */
  readonly value: number;
  /** What rounding can make of it in another program. */
  readonly margin: number;
}

/** What each number of steps costs at a place at its best time, and the sum of the cost's parts without their signs. */
export interface StepCosts {
  /** cost[s], s ≥ 1; Infinity where s steps are out of reach. */
  readonly cost: Float64Array;
  readonly magnitude: Float64Array;
}

/**
 * Linear in the pairs of a request and a slot until its deadline, or the end.
 * @param prices λ of each slot, finite and ≥ 0 [1/step].
 */
export function enumeratedBound(world: World, prices: ArrayLike<number>): EnumeratedBound {
  const { scenario, arrivals, slotSeconds, slots, capacity, channel, dropCost } = world;
  const { users, weights } = scenario;
  const c1 = weights.time;
  const value = new Sum();
  const magnitude = new Sum();
  const least = Float64Array.from(arrivals, ({ user }) => dropCost[user]!);
  const parts = least.map(Math.abs);
  const lower = (n: number, own: number, ownParts: number): void => {
    if (own < least[n]!) least[n] = own;
    parts[n] = Math.max(parts[n]!, ownParts);
  };

  /** Requests who can still start. */
  let alive: number[] = [];
  let next = 0;
  const standing = new Map<number, StepCosts>();
  for (let k = 0; k < slots; k++) {
    const price = prices[k]!;
    // −λ_k·B_k; a capacity without limit has no price
    if (price > 0) {
      value.add(-price * capacity[k]!);
      magnitude.add(price * capacity[k]!);
    }
    const newcomers: number[] = [];
    while (next < arrivals.length && decisionSlot(arrivals[next]!.time, slotSeconds) <= k) newcomers.push(next++);
    for (const n of newcomers) {
      // the device at once
      const { time, user } = arrivals[n]!;
      const waited = wait(k, slotSeconds, time);
      const columns = columnsAt(world, [user], [k], [users.deadline[user]! - waited]);
      const [own, ownParts] = cheapest(stepCosts(columns, "local"), 0);
      lower(n, c1 * waited + own, c1 * waited + ownParts);
    }
    alive = alive.concat(newcomers).filter((n) => {
      const { time, user } = arrivals[n]!;
      return wait(k, slotSeconds, time) < users.deadline[user]!;
    });
    // those without a deadline see the same edge as others of their user
    const shared = new Map<number, readonly [number, number]>();
    if (channel !== null) standing.clear();
    for (const n of alive) {
      const { time, user } = arrivals[n]!;
      const waited = wait(k, slotSeconds, time);
      const left = users.deadline[user]! - waited;
      let best = left < Infinity ? undefined : shared.get(user);
      if (best === undefined) {
        const costs =
          (left < Infinity ? undefined : standing.get(user)) ?? stepCosts(columnsAt(world, [user], [k], [left]), "edge");
        best = cheapest(costs, price);
        if (left === Infinity) {
          standing.set(user, costs);
          shared.set(user, best);
        }
      }
      lower(n, c1 * waited + best[0], c1 * waited + best[1]);
    }
  }
  for (const [n, own] of least.entries()) {
    value.add(own);
    magnitude.add(parts[n]!);
  }
  return { value: value.value, margin: ROUNDING * magnitude.value };
}

/** The least of cost + λ·s over all s, and the parts of that. */
function cheapest({ cost, magnitude }: StepCosts, price: number): readonly [number, number] {
  let best = Infinity;
  let at = 0;
  for (let s = 1; s < cost.length; s++) {
    const value = cost[s]! + price * s;
    if (!(value < best)) continue;
    best = value;
    at = s;
  }
  return at === 0 ? [Infinity, 0] : [best, magnitude[at]! + price * at];
}

/** Every whole step of the first of some users at a place. */
export function stepCosts(scenario: ScenarioColumns, place: PlaceName): StepCosts {
  const { users, edge, weights } = scenario;
  const atEdge = place === "edge";
  const most = atEdge ? edge.maxSteps : users.deviceMaxSteps[0]!;
  const cost = new Float64Array(most + 1).fill(Infinity);
  const magnitude = new Float64Array(most + 1);
  if (atEdge && transferEnergy(users, 0) > users.battery[0]!) return { cost, magnitude };
  for (let s = 1; s <= most; s++) {
    const time = cheapestTime(scenario, place, s);
    if (Number.isNaN(time)) continue;
    const { latency, error, energy, utility } = userOutcome(scenario, 0, atEdge ? 1 : 0, s, time);
    const paid = weights.time * latency + weights.error * error + weights.energy * energy;
    cost[s] = paid - utility;
    magnitude[s] = paid + Math.abs(utility);
  }
  return { cost, magnitude };
}

/** The time in which s steps of the first user cost least [s]; NaN if there is not enough. */
function cheapestTime(scenario: ScenarioColumns, place: PlaceName, s: number): number {
  const { users, weights } = scenario;
  const κ = capacitance(scenario, place, 0);
  const work = users.workload[0]! * s;
  const energyAt1 = κ * work * work * work;
  // t ≥ ωs/f, and κ(ωs)³/t² ≤ E^max on the device
  const onBattery = place === "edge" || energyAt1 === 0 ? 0 : Math.sqrt(energyAt1 / users.battery[0]!);
  const shortest = Math.max(work / fullSpeed(scenario, place, 0), onBattery);
  const longest = timeLimit(scenario, place, 0);
  if (!(shortest <= longest * ROUNDED)) return Number.NaN;
  // d/dt (c₁t + c₃κ(ωs)³/t²) = 0
  const best = weights.energy * energyAt1 === 0 ? 0 : Math.cbrt((2 * weights.energy * energyAt1) / weights.time);
  return Math.min(Math.max(best, shortest), longest);
}
