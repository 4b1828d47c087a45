import { mean } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { drawStates, slotStates, worldOfStates } from "../../experiments/dynamic/independent-slots.js";
import { InputError } from "../../input/errors.js";
import { utilityLaw } from "../../laws/utility/utilities.js";
import { averageError } from "../../model/error.js";
import { meanInterval } from "../../numerics/mean-interval.js";
import { stream } from "../../numerics/stream.js";
import { type ScenarioColumns, toColumns } from "../../scenario/columns.js";
import { MORE_IN_FULL, ONLY_IN_FULL, shortOrFull } from "../../testing/long.js";
import { once } from "../../testing/once.js";
import { randomScenario } from "../../testing/random-scenario.js";
import { randomWorld } from "../../testing/random-world.js";
import { twoOptionDevice } from "../../testing/two-option-device.js";
import type { Request } from "../request.js";
import { type Simulation, simulate } from "../simulate.js";
import { slotOf } from "../slot.js";
import { stationaryOptimum } from "../stationary-optimum.js";
import { makeWorld, type World } from "../world.js";
import { type LyapunovOptions, lyapunov } from "./lyapunov.js";
import { baseline } from "./planning.js";

/** Queues of each device before each slot, and an entry after the last. */
function followed(world: World, options: LyapunovOptions): { simulation: Simulation; queues: Float64Array[] } {
  const own = new Float64Array(world.scenario.users.count);
  const policy = lyapunov(world, options, baseline("exact"), own);
  const queues = [own.slice()];
  const simulation = simulate(world, {
    decide: (slot) => {
      const decision = policy.decide(slot);
      queues.push(own.slice());
      return decision;
    },
  });
  return { simulation, queues };
}

describe("one device with two options", MORE_IN_FULL, () => {
  // Cheaper on the device while Z·(3 − 0.5) < V·(0.25 + 0.7), that is Z < 0.38·V.
  const options = { tradeoff: 10, energyBudget: 1 };
  const quiet = 3;
  const slots = shortOrFull(1000, 5000);
  const arrivals = Array.from({ length: slots - quiet }, (_, k) => ({ time: quiet + k, user: 0 }));
  const { simulation, queues } = followed(makeWorld(twoOptionDevice, { slots, arrivals }, 1), options);
  const places = simulation.requests.map(({ run }) => (run!.offload === 1 ? "edge" : "device"));
  const Z = queues.map(([z]) => z!);

  it("follows the recursion by hand, slot by slot", () => {
    expect(places.slice(0, 9)).toEqual(
      // 0 → 2 → 4 ≥ 3.8 → 3.5 → 5.5 → 5 → 4.5 → 4 → 3.5 → …
      ["device", "device", "edge", "device", "edge", "edge", "edge", "edge", "device"],
    );
    for (const [k, z] of [0, 0, 0, 0, 2, 4, 3.5, 5.5, 5, 4.5, 4, 3.5, 5.5].entries()) expect(Z[k]).toBeCloseTo(z, 9);
  });

  it("has the closed form's shares, cost and energy in the long run", () => {
    // Every fifth request: θ = (1 − 0.5)/(3 − 0.5); the cost is 0.2·(−0.7) + 0.8·0.25.
    const periods = shortOrFull(190, 900);
    const cycles = simulation.requests.slice(3, 3 + 5 * periods).map(({ run }) => run!);
    expect(cycles.filter(({ offload }) => offload === 0)).toHaveLength(periods);
    expect(mean(cycles.map(({ cost }) => cost))).toBeCloseTo(0.06, 9);
    expect(mean(cycles.map(({ deviceEnergy }) => deviceEnergy))).toBeCloseTo(1, 9);
    // Z stays within a step of V·μ* = 3.8.
    for (const z of Z.slice(6)) expect(z > 3.3 - 1e-9 && z < 5.8 + 1e-9).toBe(true);
  });

  it("spends no more than the budget and Z(T)/T at any time", () => {
    let spent = 0;
    for (let k = 0; k < slots; k++) {
      spent += k < quiet ? 0 : simulation.requests[k - quiet]!.run!.deviceEnergy;
      expect(spent / (k + 1) - 1).toBeLessThanOrEqual(Z[k + 1]! / (k + 1) + 1e-12);
    }
  });

  it("has the optimum, its price and its mix in closed form", () => {
    const state = { probability: 1, devices: [0], columns: twoOptionDevice };
    const { lowerBound, upperBound, prices, mix } = stationaryOptimum([state], { devices: 1, energyBudget: 1 })!;
    expect(lowerBound).toBeCloseTo(0.06, 9);
    expect(upperBound).toBeCloseTo(0.06, 9);
    expect(prices[0]).toBeCloseTo(0.38, 9);
    const shares = mix.map(({ share, choice }) => [choice.use[0]!, share]).sort(([a], [b]) => a! - b!);
    expect(shares.flat().map((x) => x.toFixed(9))).toEqual([
      "0.500000000",
      "0.800000000",
      "3.000000000",
      "0.200000000",
    ]);
  });
});

describe("one device with two options and two rates", () => {
  const states = slotStates(twoOptionDevice, { asks: 1, rates: [1, 0.5] });

  it.each([
    // Only the poor link's requests are worth 3 J: 0.25 + ½·(1 + 2x) = 1 at x = ¼ of them, at (0.4 + 0.7)/(3 − 1) a joule.
    { energyBudget: 1, cost: 0.1875, price: 0.55 },
    // All of the poor link's, and of the good one's a fifth: 3 − ½·2.5·y = 2 at y = 0.8 at the edge, at 0.38 a joule.
    { energyBudget: 2, cost: -0.32, price: 0.38 },
    // Enough for everything.
    { energyBudget: 3, cost: -0.7, price: 0 },
  ])("costs $cost at $price a joule with $energyBudget J", ({ energyBudget, cost, price }) => {
    const optimum = stationaryOptimum(states, { devices: 1, energyBudget })!;
    expect(optimum.lowerBound).toBeCloseTo(cost, 9);
    expect(optimum.upperBound).toBeCloseTo(cost, 9);
    expect(optimum.prices[0]).toBeCloseTo(price, 9);
  });

  it("has none where no plan is frugal enough", () => {
    expect(stationaryOptimum(states, { devices: 1, energyBudget: 0.7 })).toBeNull();
  });

  it("takes the device just where Z is below V times what a joule saves", ONLY_IN_FULL, () => {
    const drawn = drawStates(states, 4000, 3);
    const world = worldOfStates(twoOptionDevice, states, drawn);
    const { simulation, queues } = followed(world, { tradeoff: 40, energyBudget: 1 });
    const good = (slot: number): boolean => states[drawn[slot]!]!.columns.users.uplinkRate[0] === 1e7;
    const wrong = simulation.requests.filter(({ run }) => {
      const { slot, offload } = run!;
      return (offload === 0) !== queues[slot]![0]! < 40 * (good(slot) ? 0.38 : 0.55);
    });
    expect(wrong).toEqual([]);
    // Settled, the good link's requests never are on the device, and of the poor one's a quarter is, up to what Z still moves.
    const later = simulation.requests.slice(1000).map(({ run }) => run!);
    expect(later.filter(({ slot, offload }) => good(slot) && offload === 0)).toEqual([]);
    const poor = later.filter(({ slot }) => !good(slot));
    const onDevice = poor.filter(({ offload }) => offload === 0).length;
    // Σ (E − Ē) = Z(T) − Z(1000) ≤ 3: of all n, 0.5·(n − poor) + 1·poor + 2·onDevice − n.
    const balance = 0.5 * (later.length - poor.length) + poor.length + 2 * onDevice - later.length;
    expect(balance).toBeCloseTo(queues.at(-1)![0]! - queues[1000]![0]!, 6);
    expect(Math.abs(balance)).toBeLessThan(3);
  });
});

describe("one device that may be slow", ONLY_IN_FULL, () => {
  // c₁t + c₃E with E = 1/t², so E(μ) = (c₃ + μ)^(−2/3). Half of the slots ask: ½E(μ*) = ½ at μ* = 0.875, the optimum is ½(2 + 0.125).
  const smooth = toColumns({
    weights: { time: 2, error: 0, energy: 0.125, localUtility: 0, edgeUtility: 0 },
    edge: { speed: 1e13, switchedCapacitance: 0, maxSteps: 0, stepCapacity: 0 },
    users: [
      {
        id: "phone",
        workload: 1e12,
        device: { speed: 1e14, switchedCapacitance: 1e-36, maxSteps: 1 },
        link: { uplinkBits: 0, downlinkBits: 0, uplinkRate: 1, downlinkRate: 1, transmitPower: 0, receivePower: 0 },
        errorModel: { kind: "exponential", initial: 1, decay: 0.1 },
      },
    ],
  });
  const states = slotStates(smooth, { asks: 0.5, rates: [1] });
  // Z forgets in 3·V slots.
  const tradeoffs = [10, 100];
  const world = makeWorld(smooth, { slots: 1, arrivals: [{ time: 0, user: 0 }] }, 1);
  const request: Request = { index: 0, user: 0, task: 0, arrival: 0, state: "waiting" };
  const [quiet, asked] = [slotOf(world, 0, []), slotOf(world, 0, [request])];
  /** Of each seed and V: V·(cost above the optimum, Z's growth charged at μ*), Z/V and the mean of (E − Ē)², settled. */
  const runs = once(() =>
    [1, 2, 3, 4, 5, 6].map((seed) =>
      tradeoffs.map((tradeoff) => {
        const slots = 240 * tradeoff;
        const queues = new Float64Array(1);
        const policy = lyapunov(world, { tradeoff, energyBudget: 0.5 }, baseline("exact"), queues);
        const sums = { excess: 0, queue: 0, squares: 0 };
        for (const [k, s] of drawStates(states, slots, seed).entries()) {
          const before = queues[0]!;
          const { plan } = policy.decide(s === 0 ? quiet : asked);
          if (k < slots / 3) continue;
          const [time, energy] = s === 0 ? [0, 0] : [plan.computationTime[0]!, plan.computationTime[0]! ** -2];
          // A request's own least cost + μ*·E is 2 + 1.
          const least = (s === 0 ? 0 : 3) - 0.875 * 0.5;
          sums.excess += 2 * time + 0.125 * energy - least + 0.875 * (queues[0]! - before);
          sums.queue += before;
          sums.squares += (energy - 0.5) ** 2;
        }
        const length = slots - slots / 3;
        return {
          excess: (tradeoff * sums.excess) / length,
          queue: sums.queue / length / tradeoff,
          squares: sums.squares / length,
        };
      }),
    ),
  );
  const of = (name: "excess" | "queue" | "squares", i: number): number[] => runs().map((own) => own[i]![name]);

  it("has the optimum in closed form", () => {
    const { lowerBound, upperBound, prices } = stationaryOptimum(states, { devices: 1, energyBudget: 0.5 })!;
    expect(lowerBound).toBeCloseTo(1.0625, 7);
    expect(upperBound).toBeCloseTo(1.0625, 7);
    expect(prices[0]).toBeCloseTo(0.875, 3);
  });

  it("costs half of B/V above it, B half the variance, and has the queue V·μ*", () => {
    for (const [i, tradeoff] of tradeoffs.entries()) {
      expect(mean(of("squares", i))).toBeCloseTo(0.25, 1);
      const { low, high } = meanInterval(of("excess", i));
      // σ²/4 = 1/16, up to what V leaves of the curvature; never beyond σ²/2.
      expect(high).toBeLessThan(mean(of("squares", i)) / 2);
      if (tradeoff === 100) expect(low < 1.1 / 16 && high > 0.9 / 16).toBe(true);
      expect(Math.abs(mean(of("queue", i)) / 0.875 - 1)).toBeLessThan(1.5 / tradeoff);
    }
  });

  it("falls like 1/V", () => {
    const slopes = runs().map((own) => Math.log(own[1]!.excess / own[0]!.excess) / Math.log(10) - 1);
    const { low, high } = meanInterval(slopes);
    expect(low).toBeLessThan(-1);
    expect(high).toBeGreaterThan(-1);
    expect(high - low).toBeLessThan(0.35);
  });
});

/** min V·cost + Σ Z·E over all plans, from P1's formulas alone. */
function leastWeighted(scenario: ScenarioColumns, tradeoff: number, queues: Float64Array): number {
  const { users, weights, edge } = scenario;
  const capacity = edge.stepCapacity ?? users.count * edge.maxSteps;
  const g = utilityLaw(scenario.utility);
  let table = new Float64Array(capacity + 1);
  for (let n = 0; n < users.count; n++) {
    const transfer = users.uplinkBits[n]! / users.uplinkRate[n]! + users.downlinkBits[n]! / users.downlinkRate[n]!;
    const sending =
      (users.transmitPower[n]! * users.uplinkBits[n]!) / users.uplinkRate[n]! +
      (users.receivePower[n]! * users.downlinkBits[n]!) / users.downlinkRate[n]!;
    /** At a place where a joule of computing has this weight. */
    const option = (atEdge: boolean, s: number): number => {
      const work = users.workload[n]! * s;
      const joules = (atEdge ? edge.switchedCapacitance : users.deviceCapacitance[n]!) * work ** 3;
      const limit = users.deadline[n]! - (atEdge ? transfer : 0);
      const battery = atEdge ? Infinity : users.battery[n]!;
      const least = Math.max(work / (atEdge ? edge.speed : users.deviceSpeed[n]!), Math.sqrt(joules / battery));
      if (least > limit * (1 + 1e-12) || (atEdge && sending > users.battery[n]!)) return Infinity;
      if (averageError(users, n, s) > users.maxError[n]!) return Infinity;
      const weight = tradeoff * weights.energy + (atEdge ? 0 : queues[n]!);
      const free = Math.cbrt((2 * weight * joules) / (tradeoff * weights.time));
      const time = Math.min(Math.max(least, free), Math.max(least, limit));
      const fixed = atEdge
        ? tradeoff * weights.time * transfer + (tradeoff * weights.energy + queues[n]!) * sending
        : 0;
      const worth = (atEdge ? weights.edgeUtility : weights.localUtility) * g.value(s);
      const quality = tradeoff * (weights.error * averageError(users, n, s) - worth);
      return tradeoff * weights.time * time + (weight * joules) / time ** 2 + fixed + quality;
    };
    let local = Infinity;
    for (let s = 1; s <= Math.min(users.deviceMaxSteps[n]!, users.maxSteps[n]!); s++)
      local = Math.min(local, option(false, s));
    const atEdge = Array.from({ length: Math.min(capacity, edge.maxSteps, users.maxSteps[n]!) }, (_, i) =>
      option(true, i + 1),
    );
    const next = table.map((value) => value + local);
    for (const [i, value] of atEdge.entries()) {
      for (let used = i + 1; used <= capacity; used++) {
        next[used] = Math.min(next[used]!, table[used - i - 1]! + value);
      }
    }
    table = next;
  }
  return Math.min(...table);
}

it("minimises V·cost + Σ Z·E over all plans of a slot", MORE_IN_FULL, () => {
  const seeds = shortOrFull(60, 300);
  let tried = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const given = randomScenario(seed, 4);
    if (given.weights.energy === 0 || given.weights.time === 0) continue;
    if (given.users.some(({ device }) => device.maxSteps === 0)) continue;
    const scenario = toColumns(given);
    const { count } = scenario.users;
    const world = makeWorld(
      scenario,
      { slots: 1, arrivals: Array.from({ length: count }, (_, user) => ({ time: 0, user })) },
      1,
    );
    const next = stream(seed, 7);
    const tradeoff = 10 ** (3 * next());
    const before = Float64Array.from({ length: count }, () => tradeoff * next());
    const policy = lyapunov(world, { tradeoff, energyBudget: 1 }, baseline("exact"), before.slice());
    const runs = simulate(world, policy).requests.flatMap(({ run }) => run ?? []);
    const best = leastWeighted(scenario, tradeoff, before);
    if (runs.length < count || best === Infinity) continue;
    const reached = runs.reduce((sum, { cost, deviceEnergy }, n) => {
      return sum + tradeoff * cost + before[n]! * deviceEnergy;
    }, 0);
    expect({ seed, above: (reached - best) / (1 + Math.abs(best)) }).toEqual({ seed, above: expect.closeTo(0, 9) });
    tried += 1;
  }
  expect(tried).toBeGreaterThan(seeds / 3);
});

it("keeps the account Z ← max(0, Z + E − Ē) of what starts in a slot, whoever waits", MORE_IN_FULL, () => {
  const seeds = shortOrFull(16, 40);
  let emptied = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const world = randomWorld(seed);
    if (world.scenario.weights.energy === 0) continue;
    const energyBudget = seed % 7;
    const { simulation, queues } = followed(world, { tradeoff: 10, energyBudget });
    const { count } = world.scenario.users;
    for (let k = 0; k < world.slots; k++) {
      const spent = new Float64Array(count);
      for (const { user, run } of simulation.requests) if (run?.slot === k) spent[user]! += run.deviceEnergy;
      for (let n = 0; n < count; n++) {
        const z = queues[k]![n]! + spent[n]! - energyBudget;
        expect(queues[k + 1]![n]).toBeCloseTo(Math.max(0, z), 9);
        if (z < 0) emptied += 1;
      }
    }
  }
  expect(emptied).toBeGreaterThan(2.5 * seeds);
});

it("refuses a scenario whose energy costs nothing", () => {
  const scenario = { ...twoOptionDevice, weights: { ...twoOptionDevice.weights, energy: 0 } };
  const world = makeWorld(scenario, { slots: 1, arrivals: [] }, 1);
  const make = (): unknown => lyapunov(world, { tradeoff: 1, energyBudget: 1 }, baseline("exact"));
  expect(make).toThrow(new InputError("weights.energy: must be > 0 for a budget of energy, not 0"));
});
