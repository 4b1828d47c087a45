import highsModule from "highs";
import { describe, expect, it } from "vitest";
import { slotStates } from "../experiments/dynamic/independent-slots.js";
import { stream } from "../numerics/stream.js";
import { generate, generateColumns } from "../population/generate.js";
import { withCapacity } from "../scenario/capacity.js";
import { toColumns } from "../scenario/columns.js";
import { InfeasibleError } from "../solver/infeasible.js";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { modelsScenario } from "../testing/models-scenario.js";
import { splitScenario } from "../testing/split-scenario.js";
import { largestDrift, planAtPrices, stationaryOptimum } from "./stationary-optimum.js";

// Its types are read as CommonJS, whose default import is the whole module; what is loaded is the ES module's default.
const highs = (highsModule as unknown as typeof highsModule.default)();

/** Cost and energy of an option of one request. */
interface Option {
  readonly cost: number;
  readonly energy: number;
  readonly steps: number;
}

/**
 * Devices of one step that the deadline leaves no choice of speed, and an edge of up to three steps whose energy is free: every
 * request has four options, told from the formulas of P1.
 */
function finite(seed: number) {
  const next = stream(seed, 0);
  const between = (low: number, high: number): number => low + (high - low) * next();
  const users = Array.from({ length: 3 }, (_, n) => {
    const speed = between(0.5e12, 2e12);
    return {
      id: `u${n}`,
      workload: 1e12,
      device: { speed, switchedCapacitance: between(1, 6) * 1e-36, maxSteps: 1 },
      link: {
        uplinkBits: between(1e6, 3e6),
        downlinkBits: 0,
        uplinkRate: 2e7,
        downlinkRate: 1,
        transmitPower: between(1, 3),
        receivePower: 0,
      },
      errorModel: { kind: "exponential" as const, initial: between(0.5, 1), decay: between(0.1, 0.6) },
      deadline: 1e12 / speed,
    };
  });
  const weights = { time: 1, error: 3, energy: 0.1, localUtility: 3, edgeUtility: 0 };
  const edge = { speed: 1e14, switchedCapacitance: 0, maxSteps: 3, stepCapacity: 4 };
  const rates = [1, 0.4];
  const options = (n: number, rate: number): Option[] => {
    const { deadline, device, link, errorModel } = users[n]!;
    const { initial, decay } = errorModel;
    const error = (s: number): number => 3 * initial * Math.exp(-decay * s);
    const joules = device.switchedCapacitance * 1e36 * (1 / deadline) ** 2;
    const transfer = link.uplinkBits / (2e7 * rate);
    return [
      { cost: deadline + error(1) + 0.1 * joules - 3, energy: joules, steps: 0 },
      ...[1, 2, 3].map((s) => ({
        cost: transfer + 0.01 * s + error(s) + 0.1 * link.transmitPower * transfer,
        energy: link.transmitPower * transfer,
        steps: s,
      })),
    ];
  };
  return { scenario: toColumns({ weights, edge, users }), rates, options };
}

describe("stationaryOptimum", () => {
  it("is that of an independent program over all plans of all states", MORE_IN_FULL, async () => {
    const seeds = shortOrFull(1, 6);
    const { solve } = await highs;
    let binding = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const { scenario, rates, options } = finite(seed);
      const asks = 0.6;
      const energyBudget = 0.5 + 0.1 * seed;
      const found = stationaryOptimum(slotStates(scenario, { asks, rates }), { devices: 3, energyBudget })!;
      const [costs, energies, sums]: [string[], string[][], string[]] = [[], [[], [], []], []];
      for (let index = 0; index < 27; index++) {
        const levels = [0, 1, 2].map((n) => Math.floor(index / 3 ** n) % 3);
        const probability = levels.reduce((p, level) => p * (level === 0 ? 1 - asks : asks / 2), 1);
        let plans: Option[][] = [[]];
        for (const [n, level] of levels.entries()) {
          const own = level === 0 ? [{ cost: 0, energy: 0, steps: 0 }] : options(n, rates[level - 1]!);
          plans = plans.flatMap((plan) => own.map((option) => [...plan, option]));
        }
        const names = plans.flatMap((plan, j) => {
          if (plan.reduce((sum, { steps }) => sum + steps, 0) > 4) return [];
          const name = `x${index}_${j}`;
          const cost = plan.reduce((sum, option) => sum + option.cost, 0);
          costs.push(`${cost < 0 ? "-" : "+"} ${Math.abs(cost)} ${name}`);
          for (const [n, { energy }] of plan.entries()) energies[n]!.push(`+ ${energy} ${name}`);
          return [name];
        });
        sums.push(` s${index}: ${names.join("\n + ")} = ${probability}`);
      }
      const budgets = energies.map((terms, n) => ` e${n}: ${terms.join("\n ")} <= ${energyBudget}`);
      const program = `Minimize\n obj: ${costs.join("\n ")}\nSubject To\n${[...budgets, ...sums].join("\n")}\nEnd`;
      const { Status, ObjectiveValue } = solve(program, { output_flag: false });
      expect(Status).toBe("Optimal");
      expect(found.lowerBound).toBeCloseTo(ObjectiveValue, 6);
      expect(found.upperBound).toBeCloseTo(ObjectiveValue, 6);
      binding += found.prices.filter((price) => price > 0).length;
    }
    expect(binding).toBeGreaterThan(seeds);
  });

  it("costs no less with a smaller budget, nor above what its price says, and the free optimum with a large one", () => {
    const states = slotStates(generateColumns({ users: 2, seed: 2, stepCapacity: 10 }), { asks: 0.5, rates: [1] });
    const free = states.reduce((sum, s) => sum + s.probability * planAtPrices(s, new Float64Array(2)).cost, 0);
    expect(stationaryOptimum(states, { devices: 2, energyBudget: 1e3 })!.upperBound).toBeCloseTo(free, 9);
    const found = [2, 3, 5, 8].map((energyBudget) => stationaryOptimum(states, { devices: 2, energyBudget })!);
    for (const [i, { upperBound, lowerBound }] of found.slice(1).entries()) {
      const { prices, lowerBound: scarce } = found[i]!;
      expect(upperBound).toBeLessThanOrEqual(scarce + 1e-7);
      // p is convex: p(Ē′) ≥ p(Ē) − Σ μ·(Ē′ − Ē)
      const by = [2, 3, 5, 8][i + 1]! - [2, 3, 5, 8][i]!;
      expect(lowerBound).toBeGreaterThanOrEqual(scarce - (prices[0]! + prices[1]!) * by - 1e-7);
    }
  });

  it("refuses energy that costs nothing", () => {
    const { scenario, rates } = finite(1);
    const states = slotStates({ ...scenario, weights: { ...scenario.weights, energy: 0 } }, { asks: 0.5, rates });
    expect(() => stationaryOptimum(states, { devices: 3, energyBudget: 1 })).toThrow(/^weights\.energy: must be > 0/);
  });
});

describe("largestDrift", () => {
  it("is half the mean of the largest squares, as by hand", () => {
    const { scenario, rates, options } = finite(3);
    const states = slotStates(scenario, { asks: 0.6, rates });
    let byHand = 0;
    for (let n = 0; n < 3; n++) {
      byHand += 0.4 * 0.7 ** 2;
      for (const rate of rates) {
        const most = Math.max(...options(n, rate).map(({ energy }) => energy));
        byHand += 0.3 * Math.max(0.7, most - 0.7) ** 2;
      }
    }
    expect(largestDrift(states, { devices: 3, energyBudget: 0.7 })).toBeCloseTo(byHand / 2, 9);
  });

  it("counts no more than a battery holds", () => {
    const phone = generateColumns({ users: 1, seed: 2 });
    const drift = (battery: number): number => {
      const users = { ...phone.users, battery: Float64Array.of(battery) };
      const states = slotStates({ ...phone, users }, { asks: 1, rates: [1] });
      return largestDrift(states, { devices: 1, energyBudget: 2 });
    };
    // Less than that, and nothing spent is the farthest from the budget.
    expect([drift(5), drift(3)]).toEqual([(5 - 2) ** 2 / 2, 2 ** 2 / 2]);
    expect(drift(Infinity)).toBeGreaterThan(drift(5));
  });

  it("is that of whichever model takes most", () => {
    const {
      users: [phone],
      ...rest
    } = generate({ users: 1, seed: 2 });
    const { errorModel } = phone!;
    const drift = (own: number, ...others: (readonly [workload: number, maxSteps: number])[]): number => {
      const models = others.map(([workload, maxSteps], k) => ({ name: `other ${k}`, workload, maxSteps, errorModel }));
      const columns = toColumns({ ...rest, users: [{ ...phone!, workload: own, models }] });
      return largestDrift(slotStates(columns, { asks: 1, rates: [1] }), { devices: 1, energyBudget: 0 });
    };
    const ω = phone!.workload;
    expect(drift(2 * ω)).toBeCloseTo(4 * drift(ω), 3);
    expect(drift(ω, [2 * ω, 1000])).toBe(drift(2 * ω));
    expect(drift(2 * ω, [ω, 1000])).toBe(drift(2 * ω));
    expect(drift(ω, [2 * ω, 1])).toBe(drift(ω));
  });

  it.each([
    ["several models", modelsScenario],
    ["splits", splitScenario],
  ] as const)("is not below what the best plans of a slot have, with %s", (_, scenarioOf) => {
    let past = 0;
    for (let seed = 1; seed <= shortOrFull(10, 100); seed++) {
      const scenario = toColumns(scenarioOf(seed));
      const { count } = scenario.users;
      const devices = Array.from({ length: count }, (_, n) => n);
      // what devices spend hardly counts, and errors do
      const weights = { ...scenario.weights, time: 1, energy: 1e-6, error: 1e4 };
      const columns = { ...scenario, weights, edge: withCapacity(scenario.edge, seed % 2 === 0 ? 0 : Infinity) };
      const found = ((): Float64Array | null => {
        try {
          return planAtPrices({ probability: 1, devices, columns }, new Float64Array(count)).energy;
        } catch (error) {
          if (error instanceof InfeasibleError) return null;
          throw error;
        }
      })();
      if (found === null) continue;
      const most = largestDrift([{ probability: 1, devices, columns }], { devices: count, energyBudget: 0 });
      const spent = found.reduce((sum, energy) => sum + energy ** 2 / 2, 0);
      expect(spent, `seed ${seed}`).toBeLessThanOrEqual(most * (1 + 1e-9));
      past += Number(spent > 0);
    }
    expect(past).toBeGreaterThan(4);
  });
});
