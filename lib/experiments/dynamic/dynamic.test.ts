import { describe, expect, it } from "vitest";
import { oracleBound } from "../../dynamic/oracle.js";
import { outcomes } from "../../dynamic/outcomes.js";
import { lyapunov } from "../../dynamic/policies/lyapunov.js";
import { baseline } from "../../dynamic/policies/planning.js";
import { makePolicy } from "../../dynamic/policies/policies.js";
import { simulate } from "../../dynamic/simulate.js";
import { slotColumns } from "../../dynamic/slot.js";
import { planAtPrices } from "../../dynamic/stationary-optimum.js";
import { InputError } from "../../input/errors.js";
import { generateColumns } from "../../population/generate.js";
import { MORE_IN_FULL, ONLY_IN_FULL, shortOrFull } from "../../testing/long.js";
import { once } from "../../testing/once.js";
import { drawStates, slotStates, worldOfStates } from "./independent-slots.js";
import { type DynamicLyapunovOptions, dynamicLyapunov, dynamicLyapunovDefaults, stretchEnds } from "./lyapunov.js";
import { dynamicLyapunovLaws, dynamicLyapunovSlopes } from "./lyapunov-laws.js";
import { dynamicRegret, dynamicRegretRuns } from "./regret.js";
import { dynamicShock } from "./shock.js";
import { type DynamicStressOptions, dynamicStress, dynamicStressDefaults } from "./stress.js";
import { dynamicTimeline, dynamicTimelineDefaults } from "./timeline.js";
import { campusWorld } from "./worlds.js";

type Row = Readonly<Record<string, number>>;

describe("dynamicRegret", () => {
  const seeds = 3;
  const regretRuns = once(() =>
    dynamicRegretRuns(
      {
        worlds: ["steady", "moving"],
        policies: {
          exact: (world) => makePolicy("exact", world),
          local: (world) => makePolicy("local", world),
        },
        seeds,
      },
      7,
    ),
  );

  it("is never below 0, and least for the one that solves", ONLY_IN_FULL, () => {
    const runs = regretRuns();
    for (const { regret, regretAtLeast } of runs.rows as unknown as Row[]) {
      expect(regretAtLeast).toBeGreaterThan(-1e-9);
      expect(regretAtLeast).toBeLessThanOrEqual(regret!);
      // within what is left between the bound and the clairvoyant plan
      expect((1 + regret!) / (1 + regretAtLeast!)).toBeLessThan(1.03);
    }
    const { rows } = dynamicRegret(runs);
    expect(rows.map(({ world, policy, seeds }) => [world, policy, seeds])).toEqual([
      ["steady", "exact", seeds],
      ["steady", "local", seeds],
      ["moving", "exact", seeds],
      ["moving", "local", seeds],
    ]);
    expect(rows[0]!["regretMean"]).toBeLessThan(rows[1]!["regretMean"] as number);
    const own = runs.rows.slice(0, 2 * seeds).filter(({ policy }) => policy === "exact");
    expect(rows[0]!["regretMean"]).toBeCloseTo(
      own.reduce((sum, { regret }) => sum + Number(regret) / seeds, 0),
      12,
    );
  });
});

describe("dynamicTimeline", () => {
  it("has a row for each slot and policy, capacity kept, and the oracle's prices", () => {
    const { rows } = dynamicTimeline({ ...dynamicTimelineDefaults, slots: 12, policies: ["exact", "price"] }, 3);
    expect(rows).toHaveLength(3 * 12);
    for (const { policy, used, capacity, price } of rows) {
      if (policy === "oracle") expect(price).toBeGreaterThanOrEqual(0);
      else expect(Number(used)).toBeLessThanOrEqual(Number(capacity));
    }
  });
});

describe("dynamicShock", MORE_IN_FULL, () => {
  it("costs nothing before the outage and something after it", () => {
    const outage = { from: 4, until: 10, left: 0.3 };
    const slots = shortOrFull(16, 24);
    const { rows } = dynamicShock({ slots, outage, policies: ["exact", "greedy"], seeds: shortOrFull(1, 4) }, 1);
    for (const { slot, excessMean } of rows as unknown as Row[]) if (slot! < outage.from) expect(excessMean).toBe(0);
    for (const { excessMean } of rows.slice(-2) as unknown as Row[]) expect(excessMean).toBeGreaterThan(0);
  });
});

describe("dynamicStress", MORE_IN_FULL, () => {
  const options: DynamicStressOptions = {
    ...dynamicStressDefaults,
    ...shortOrFull({ policies: ["warm", "price", "local"] as const }, {}),
    slots: shortOrFull(8, 24),
    outage: { from: 4, until: shortOrFull(7, 10) },
    left: [1, 0.1],
    loads: [1.5],
    seeds: shortOrFull(1, 3),
  };

  it("has a row a cell and policy, above the bound and beside the policy price", () => {
    const rows = dynamicStress(options, 1).rows as unknown as (Row & { readonly policy: string })[];
    expect(rows).toHaveLength(2 * 2 * options.policies.length);
    for (const { overBoundLeast, overBoundMean, overBoundLargest } of rows) {
      expect(overBoundLeast).toBeGreaterThanOrEqual(1);
      expect(overBoundMean).toBeGreaterThanOrEqual(overBoundLeast!);
      expect(overBoundLargest).toBeGreaterThanOrEqual(overBoundMean!);
    }
    for (const row of rows.filter(({ policy }) => policy === "price")) {
      expect(row).toMatchObject({ overPriceLeast: 1, overPriceMean: 1, overPriceLargest: 1, costOverPrice: 1 });
    }
  });

  it("runs each policy in the world of its seed, with and without the outage", () => {
    const world = campusWorld({ arrivals: { pattern: "poisson", rate: 18 } }, 1, options.slots);
    const cost = outcomes(simulate(world, makePolicy("greedy", world))).objective;
    const own = dynamicStress({ ...options, patterns: ["poisson"], policies: ["greedy"], seeds: 1 }, 1).rows;
    expect(Number(own[0]!["overBoundMean"])).toBeCloseTo(cost / oracleBound(world).lowerBound, 3);
    expect(own[1]!["overBoundMean"]).not.toBe(own[0]!["overBoundMean"]);
  });
});

describe("dynamicLyapunov", MORE_IN_FULL, () => {
  const options: DynamicLyapunovOptions = {
    ...dynamicLyapunovDefaults,
    population: shortOrFull({ users: 2, seed: 2, stepCapacity: 20 }, dynamicLyapunovDefaults.population),
    runs: [
      { tradeoff: 200, slots: shortOrFull(16, 512) },
      { tradeoff: 1000, slots: shortOrFull(32, 1024) },
    ],
    seeds: 4,
  };
  const runs = once(() => dynamicLyapunov(options, 1));
  const runRows = (): Row[] => runs().runs.rows as unknown as Row[];
  const laws = once(() => dynamicLyapunovLaws(runs()).rows as unknown as Row[]);
  const { users } = options.population;

  it("has an optimum between bounds, whose mix keeps the budgets", () => {
    const { lowerBound, upperBound, mix, prices } = runs().optimum;
    expect(upperBound).toBeGreaterThanOrEqual(lowerBound);
    expect(upperBound / lowerBound - 1).toBeLessThan(2e-9);
    for (const n of prices.keys()) {
      expect(prices[n]).toBeGreaterThan(0);
      expect(mix.reduce((sum, { share, choice }) => sum + share * choice.use[n]!, 0)).toBeCloseTo(
        options.energyBudget,
        9,
      );
    }
  });

  it(
    "tells stretches that make up each run, none cheaper than the least Lagrangian, none further over budget than owed",
    MORE_IN_FULL,
    () => {
      for (const { tradeoff, slots } of options.runs) {
        for (let seed = 1; seed <= 4; seed++) {
          const own = runRows().filter((row) => row["tradeoff"] === tradeoff && row["seed"] === seed);
          expect(own.map(({ until }) => until)).toEqual(stretchEnds(slots));
          expect(own.map(({ from }) => from)).toEqual([0, ...stretchEnds(slots).slice(0, -1)]);
          for (const { excess, overBudget, queueEnd, until } of own) {
            expect(excess).toBeGreaterThanOrEqual(-1e-9);
            expect(overBudget).toBeLessThanOrEqual(queueEnd! / (users * until!) + 1e-9);
          }
        }
      }
    },
  );

  it("has the policy's costs, energies and queues, computed apart", () => {
    const { slots } = options.runs[0]!;
    const { states, optimum } = runs();
    const scenario = generateColumns(options.population);
    const drawn = drawStates(states, slots, 2);
    const world = worldOfStates(scenario, states, drawn);
    const policy = lyapunov(world, { tradeoff: 200, energyBudget: options.energyBudget }, baseline("exact"));
    const started = simulate(world, policy).requests.map(({ user, run }) => ({ user, ...run! }));
    const own = runRows().filter((row) => row["tradeoff"] === 200 && row["seed"] === 2);
    const spent = Array.from({ length: slots }, () => Array<number>(users).fill(0));
    for (const { user, slot, deviceEnergy } of started) spent[slot]![user]! += deviceEnergy;
    const queues = [Array<number>(users).fill(0)];
    for (const energies of spent) queues.push(queues.at(-1)!.map((z, n) => Math.max(0, z + energies[n]! - 4)));
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
    for (const { from, until, ...row } of own) {
      const length = until! - from!;
      const within = started.filter(({ slot }) => slot >= from! && slot < until!);
      const cost = sum(within.map((run) => run.cost));
      expect(row["cost"]).toBeCloseTo(cost / length, 9);
      expect(row["queue"]).toBeCloseTo(sum(queues.slice(from, until).flat()) / length, 7);
      expect(row["queueEnd"]).toBeCloseTo(sum(queues[until!]!), 7);
      const squares = spent
        .slice(from, until)
        .flat()
        .map((energy) => (energy - 4) ** 2);
      expect(row["drift"]).toBeCloseTo(sum(squares) / 2 / length, 7);
      // Σ over slots of cost less the dual of the slot's state, and the growth of the queues at the prices
      const { prices } = optimum;
      const duals = Array.from(drawn.slice(from, until), (s) => {
        return planAtPrices(states[s]!, prices).least - 4 * sum([...prices]);
      });
      const grown = sum(queues[until!]!.map((z, n) => prices[n]! * (z - queues[from!]![n]!)));
      expect(row["excess"]).toBeCloseTo((cost - sum(duals) + grown) / length, 7);
    }
  });

  it("keeps the laws in the long run", ONLY_IN_FULL, () => {
    for (const row of laws()) {
      expect(row["excessCiHigh"]).toBeLessThan(row["costBoundMade"]!);
      expect(row["costBoundMade"]).toBeLessThan(row["costBound"]!);
      expect(row["queueCiHigh"]).toBeLessThan(row["queueBound"]!);
      expect(row["queueCiHigh"]).toBeGreaterThan(row["queuePriced"]!);
      expect(row["overBudget"]).toBeLessThanOrEqual(row["overBudgetBound"]!);
    }
    const [excess, , queue] = dynamicLyapunovSlopes(runs()).rows as unknown as Row[];
    expect(excess!["slopeCiHigh"]).toBeLessThan(-0.6);
    expect(queue!["slopeCiHigh"]).toBeLessThan(1);
  });

  it("fits slopes and sums up seeds as by hand", ONLY_IN_FULL, () => {
    const rows = runRows();
    const meanOf = (tradeoff: number, seed: number, name: string): number => {
      const [third, last] = rows.filter((row) => row["tradeoff"] === tradeoff && row["seed"] === seed).slice(-2);
      return (third![name]! + last![name]!) / 2;
    };
    const seeds = [1, 2, 3, 4];
    const slopes = seeds.map(
      (seed) => Math.log(meanOf(1000, seed, "queue") / meanOf(200, seed, "queue")) / Math.log(5),
    );
    const average = slopes.reduce((sum, slope) => sum + slope / 4, 0);
    // t of 3 degrees of freedom at 95 %: 3.18245
    const half = (3.18245 * Math.sqrt(slopes.reduce((sum, slope) => sum + (slope - average) ** 2 / 3, 0))) / 2;
    const row = dynamicLyapunovSlopes(runs()).rows.find(
      ({ law, from }) => law === "queue" && from === 200,
    ) as unknown as Row;
    expect(row["slopeMean"]).toBeCloseTo(average, 9);
    expect(row["slopeCiLow"]).toBeCloseTo(average - half, 5);
    expect(row["slopeCiHigh"]).toBeCloseTo(average + half, 5);
    expect(laws()[0]!["queueMean"]).toBeCloseTo(
      seeds.reduce((sum, seed) => sum + meanOf(200, seed, "queue") / 4, 0),
      9,
    );
  });

  it("refuses a budget that no policy keeps", () => {
    expect(() => dynamicLyapunov({ ...options, energyBudget: 0 }, 1)).toThrow(
      new InputError("energyBudget: no policy keeps 0 J a slot; allow more"),
    );
  });
});

describe("independent slots", () => {
  const scenario = generateColumns(dynamicLyapunovDefaults.population);
  const states = slotStates(scenario, { asks: 0.3, rates: [1, 0.25] });

  it("have every state once, with its probability", () => {
    expect(states).toHaveLength(27);
    expect(states.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
    const seen = states.map(({ devices, columns }) => `${devices} ${Array.from(columns.users.uplinkRate)}`);
    expect(new Set(seen).size).toBe(27);
    const all = states.find(
      ({ devices, columns }) =>
        devices.length === 3 && columns.users.uplinkRate[1] === scenario.users.uplinkRate[1]! / 4,
    );
    expect(all!.probability).toBeCloseTo(0.15 ** 3, 12);
    expect(all!.columns.users.downlinkRate[1]).toBe(scenario.users.downlinkRate[1]! / 4);
  });

  it("are drawn as often as they are likely, the first the same whatever follows", () => {
    const drawn = drawStates(states, 20000, 5);
    expect(drawStates(states, 100, 5)).toEqual(drawn.slice(0, 100));
    for (const [s, { probability }] of states.entries()) {
      const found = drawn.filter((other) => other === s).length / 20000;
      expect(Math.abs(found - probability)).toBeLessThan(4.5 * Math.sqrt(probability / 20000));
    }
  });

  it("make a world whose slots are those states", () => {
    const drawn = drawStates(states, 50, 5);
    const world = worldOfStates(scenario, states, drawn);
    for (const [k, s] of drawn.entries()) {
      const requests = world.arrivals.filter(({ time }) => time === k);
      const { devices, columns } = states[s]!;
      expect(requests.map(({ user }) => user)).toEqual(devices);
      const slot = slotColumns(
        world,
        k,
        requests.map(({ user, time }, index) => ({ index, user, task: user, arrival: time, state: "waiting" })),
      );
      expect(slot.users.uplinkRate).toEqual(columns.users.uplinkRate);
      expect(slot.users.downlinkRate).toEqual(columns.users.downlinkRate);
      expect(slot.edge).toEqual(columns.edge);
    }
  });
});
