/** How many steps are wanted at a price, worked out by hand where the slope has a closed form. */
import { describe, expect, it } from "vitest";
import type { UtilityName } from "../laws/utility/utilities.js";
import type { Scenario } from "../scenario/types.js";
import { oneUser } from "../testing/one-user.js";
import { cost, costCurvature, costSlope } from "./cost.js";
import { type Place, turnAt } from "./placement.js";
import { toProblem } from "./problem.js";
import { bestSteps, fewestStepsPrice, flatPrice, mostBestSteps, stepsSlope } from "./steps.js";
import { bestWholeSteps, stepSaving, WholeChoice } from "./whole-steps.js";

const device = { speed: 2e12, switchedCapacitance: 5e-37, maxSteps: 20 };
const noError = { errorModel: { kind: "exponential", initial: 0, decay: 1 } } as const;
const local = (
  user: Partial<Scenario["users"][number]> = {},
  weights: Partial<Scenario["weights"]> = {},
  utility: UtilityName = "linear",
): Place => toProblem({ ...oneUser(user, weights), utility }).local;

describe("bestSteps", () => {
  it("with linear utility and exponential error are where 4e^(−0.1s) is what a step costs", () => {
    // 1.08 − 0.01 + λ
    for (const price of [0, 0.5, 1, 2])
      expect(bestSteps(local(), 0, price)).toBeCloseTo(10 * Math.log(4 / (1.07 + price)), 9);
    expect(bestSteps(local(), 0, 2.5)).toBeCloseTo(10 * Math.log(4 / 3.57), 9);
    expect(bestSteps(local(), 0, 3)).toBe(1);
    expect(bestSteps(local({}, { localUtility: 1.2 }), 0, 0)).toBe(20);
    expect(bestSteps(local({}, { error: 200 }), 0, 0)).toBe(20);
  });

  it("of a table are the kink that a search over both sides finds, also where a price just balances a slope", () => {
    const tables = [
      { steps: [1, 2, 4, 8, 16], error: [0.9, 0.6, 0.4, 0.3, 0.28] },
      { steps: [0.5, 1.5, 7.25], error: [0.7, 0.5, 0.1] },
      { steps: [1, 6, 11, 16], error: [0.8, 0.6, 0.4, 0.2] },
      { steps: [3, 5], error: [0.4, 0.4] },
      { steps: [1], error: [0.4] },
    ];
    let kinks = 0;
    for (const { steps, error } of tables) {
      const table = { kind: "table" as const, steps, error };
      const slopes = steps.slice(1).map((s, i) => (error[i]! - error[i + 1]!) / (s - steps[i]!));
      for (const limits of [{}, { maxSteps: 5 }, { maxError: 0.45 }, { deadline: 6 }]) {
        for (const weights of [{}, { error: 0 }, { localUtility: 1.2 }, { time: 0, energy: 0, localUtility: 0 }]) {
          if (limits.maxError! < Math.min(...error)) continue;
          const place = local({ errorModel: table, ...limits }, weights);
          const other = { ...limits, errorModel: { kind: "mixture" as const, weights: [1], laws: [table] } };
          const searched = local(other, weights);
          const free = place.utilityWeight - place.stepCost[0]!;
          const balanced = slopes.map((slope) => free + place.errorWeight * slope);
          for (const price of [0, 0.3, 1, 3, 12, free, ...balanced].filter((one) => one >= 0)) {
            const s = bestSteps(place, 0, price);
            expect(s, `${JSON.stringify([steps, limits, weights])}, ${price}`).toBe(bestSteps(searched, 0, price));
            kinks += Number(s > 1 && steps.includes(s));
          }
        }
      }
    }
    expect(kinks).toBeGreaterThan(50);
  });

  it("with logarithmic utility alone are where w/(1 + s) is what a step costs", () => {
    const place = local(noError, { localUtility: 10 }, "log");
    for (const price of [0, 0.5, 2]) expect(bestSteps(place, 0, price)).toBeCloseTo(10 / (1.08 + price) - 1, 9);
    expect(bestSteps(place, 0, 4)).toBe(1);
    expect(bestSteps(local(noError, { localUtility: 30 }, "log"), 0, 0)).toBe(20);
  });

  it("with both are where both together are: more than either", () => {
    const place = local({}, { localUtility: 3 }, "log");
    const s = bestSteps(place, 0, 0);
    expect(costSlope(place, 0, s, false, 0)).toBeCloseTo(0, 9);
    expect(s).toBeGreaterThan(10 * Math.log(4 / 1.08));
    expect(s).toBeLessThan(20);
  });

  it("beyond a battery's turn are where the slope of b·s^1.5 meets the error's", () => {
    const place = local({ device: { ...device, battery: 8 } }, { localUtility: 0 });
    const s = bestSteps(place, 0, 0);
    expect(1.5 * Math.SQRT1_2 * Math.sqrt(s)).toBeCloseTo(4 * Math.exp(-s / 10), 9);
    // at the turn, where the slope jumps from 1.08 − 4e^(−0.2) to a higher one
    const battery = local({ device: { ...device, battery: 8 } });
    const [left, right] = [costSlope(battery, 0, 2, false, 0), costSlope(battery, 0, 2, true, 0)];
    expect(right).toBeGreaterThan(left);
    expect(bestSteps(battery, 0, -(left + right) / 2)).toBe(2);
  });

  it("beyond the turn are just all that there are, where the last is worth what it costs", () => {
    for (const battery of [8, 12, 16]) {
      for (const deadline of [7.3, 11.9, 13.7, 17.1]) {
        const place = local({ device: { ...device, battery }, deadline }, { error: 400 });
        const most = place.maxSteps[0]!;
        expect(turnAt(place, 0)).toBeLessThan(most);
        expect(costSlope(place, 0, most, true, 0)).toBeLessThan(0);
        expect(bestSteps(place, 0, 0)).toBe(most);
      }
    }
  });

  it("of what is flat are the fewest, and all below that price", () => {
    const place = local(noError, { localUtility: 0.01 });
    const flat = flatPrice(place, 0);
    expect(flat).toBeCloseTo(0.01 - 1.08, 14);
    expect([bestSteps(place, 0, flat), mostBestSteps(place, 0, flat)]).toEqual([1, 20]);
    expect([bestSteps(place, 0, flat - 1e-9), mostBestSteps(place, 0, flat - 1e-9)]).toEqual([20, 20]);
    expect([bestSteps(place, 0, flat + 1e-9), mostBestSteps(place, 0, flat + 1e-9)]).toEqual([1, 1]);
    // with a falling error nothing is flat, and so it is with a utility that bends
    expect(flatPrice(local(), 0)).toBeNaN();
    expect(flatPrice(local(noError, { localUtility: 1 }, "log"), 0)).toBeNaN();
    // unless either weighs nothing
    expect(flatPrice(local({}, { error: 0 }), 0)).toBeCloseTo(0.01 - 1.08, 14);
    expect(flatPrice(local(noError, { localUtility: 0 }, "log"), 0)).toBeCloseTo(-1.08, 14);
    // up to a turn only, and not from a turn at once
    const turning = local({ ...noError, device: { ...device, battery: 8 } });
    expect(mostBestSteps(turning, 0, flatPrice(turning, 0))).toBeCloseTo(2, 12);
    expect(flatPrice(local({ ...noError, device: { ...device, battery: 3.9 } }), 0)).toBeNaN();
  });
});

describe("slopes and prices of steps", () => {
  it("a single step is taken from −φ′(1) on", () => {
    const place = local();
    expect(fewestStepsPrice(place, 0)).toBeCloseTo(4 * Math.exp(-0.1) - 1.07, 12);
    expect(bestSteps(place, 0, fewestStepsPrice(place, 0))).toBe(1);
    expect(bestSteps(place, 0, fewestStepsPrice(place, 0) - 1e-6)).toBeGreaterThan(1);
    // beyond a turn at 1/4 the battery's slope counts: b = √(κω³/E) = 2
    const weak = local({ device: { ...device, battery: 1 } });
    expect(fewestStepsPrice(weak, 0)).toBeCloseTo(4 * Math.exp(-0.1) + 0.01 - 3, 12);
  });

  it("steps fall with the price as −1/φ″, and not at all at an end or a turn", () => {
    const place = local();
    const s = bestSteps(place, 0, 0.5);
    // φ″ = 0.4e^(−0.1s) = 0.1·1.57
    expect(stepsSlope(place, 0, s, 0.5)).toBeCloseTo(-1 / 0.157, 9);
    expect([stepsSlope(place, 0, 1, 9), stepsSlope(place, 0, 20, 0)]).toEqual([0, 0]);
    const battery = local({ device: { ...device, battery: 8 } });
    expect(stepsSlope(battery, 0, 2, 1)).toBe(0);
    for (const [steps, beyond] of [
      [3, true],
      [1.5, false],
    ] as const) {
      // φ′ = −λ
      const price = -costSlope(battery, 0, steps, beyond, 0);
      expect(stepsSlope(battery, 0, steps, price)).toBeCloseTo(-1 / costCurvature(battery, 0, steps, beyond), 9);
    }
  });
});

describe("whole steps", () => {
  it("are those of least cost, the fewer of equals", () => {
    const place = local();
    for (const price of [0, 0.37, 1, 2, 3, 4]) {
      const costs = Array.from({ length: 20 }, (_, i) => cost(place, 0, i + 1) + price * (i + 1));
      expect(bestWholeSteps(place, 0, price)).toBe(costs.indexOf(Math.min(...costs)) + 1);
    }
    // at what the 7th step saves, 6 cost as much as 7
    expect(bestWholeSteps(place, 0, stepSaving(place, 0, 7))).toBe(6);
    expect(bestWholeSteps(place, 0, stepSaving(place, 0, 7) * (1 - 1e-9))).toBe(7);
    expect(stepSaving(place, 0, 7)).toBeCloseTo(40 * (Math.exp(-0.6) - Math.exp(-0.7)) - 1.07, 12);
  });

  it("are told with their cost, and the cost with the price", () => {
    const choice = new WholeChoice(local());
    const value = choice.valueAt(0, 0.5);
    expect(choice.cost).toBe(cost(local(), 0, choice.steps));
    expect(value).toBeCloseTo(choice.cost + 0.5 * choice.steps, 12);
    // no more than the most
    expect(new WholeChoice(local({ deadline: 3 })).valueAt(0, 0)).toBeCloseTo(cost(local(), 0, 3), 12);
  });
});
