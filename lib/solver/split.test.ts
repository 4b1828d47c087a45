/** Users who may split their tasks between the edge and their device: the same in every method as those who may not (MODEL.md §12). */
import { beforeAll, describe, expect, it } from "vitest";
import { convexOf, convexSharesOf } from "../model/convex.js";
import { cost, subdifferential } from "../model/cost.js";
import { evaluate } from "../model/objective.js";
import { fewestSteps, wholeSteps } from "../model/placement.js";
import { parsePlan } from "../model/plan.js";
import { toProblem } from "../model/problem.js";
import { toColumns } from "../scenario/columns.js";
import { parseScenario } from "../scenario/schema.js";
import { optimaByCheckPy, skippedWithoutPython } from "../testing/check-py.js";
import {
  EVERY_METHOD,
  expectAccepted,
  expectExactIsBest,
  expectRefused,
  type Falsified,
  falseClaims,
} from "../testing/enumerated.js";
import { hasPlan } from "../testing/feasible-problems.js";
import { MORE_IN_FULL, shortOrFull, someOrAll } from "../testing/long.js";
import { randomScenario } from "../testing/random-scenario.js";
import { type SolutionFile, solutionFile } from "../testing/solution-file.js";
import { splitScenario } from "../testing/split-scenario.js";
import type { MethodName } from "./methods/methods.js";
import { solve } from "./solve.js";

const SEEDS = shortOrFull(4, 400);

describe("limits", () => {
  it.each(EVERY_METHOD)("%s: no split, or one that never pays, is the paper's problem", MORE_IN_FULL, (method) => {
    const seeds = shortOrFull(4, 30);
    let compared = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const scenario = randomScenario(seed, 12);
      if (!hasPlan(scenario)) continue;
      const own = solve<MethodName>(scenario, { method });
      const zeros = new Float64Array(scenario.users.length);
      const all = { ...own, plan: { ...own.plan, deviceSteps: zeros, deviceTime: zeros } };
      const edge = { ...scenario.edge, split: true };
      // nobody can
      expect(solve<MethodName>(parseScenario({ ...scenario, edge }), { method }), `seed ${seed}`).toEqual(all);
      // nobody may
      const users = scenario.users.map((user) => ({ ...user, link: { ...user.link, latentBits: 1e3 } }));
      expect(solve<MethodName>(parseScenario({ ...scenario, users }), { method }), `seed ${seed}`).toEqual(own);
      // it costs more than anything else
      if (scenario.weights.time === 0) continue;
      const dear = scenario.users.map((user) => ({ ...user, link: { ...user.link, latentBits: 1e20 } }));
      const found = solve<MethodName>(parseScenario({ ...scenario, users: dear, edge }), { method });
      if (method === "sca" || method === "random-init") continue; // a relaxation of their own
      expect(found.plan, `seed ${seed}`).toEqual(all.plan);
      expect(found.objective, `seed ${seed}`).toBe(own.objective);
      expect(Math.abs(found.dualBound - own.dualBound)).toBeLessThanOrEqual(1e-12 * own.scale);
      compared++;
    }
    if (method !== "sca" && method !== "random-init") expect(compared).toBeGreaterThan(seeds / 2);
  });

  it("a device without steps splits nothing", MORE_IN_FULL, () => {
    const seeds = shortOrFull(6, 30);
    for (let seed = 1; seed <= seeds; seed++) {
      const scenario = splitScenario(seed);
      const closed = scenario.users.map((user) => ({ ...user, device: { ...user.device, maxSteps: 0 } }));
      if (!hasPlan({ ...scenario, users: closed })) continue;
      const { plan, objective } = solve({ ...scenario, users: closed }, { method: "exact" });
      expect(Math.max(...plan.deviceSteps!)).toBe(0);
      const without = { ...scenario, users: closed, edge: { ...scenario.edge, split: false } };
      expect(solve(without, { method: "exact" }).objective).toBe(objective);
    }
  });
});

describe("relaxations", () => {
  it("solve a problem that is convex and no dearer for any steps at the edge", MORE_IN_FULL, () => {
    const seeds = shortOrFull(6, 100);
    let below = 0;
    let open = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const problem = toProblem(splitScenario(seed));
      for (const convex of [convexOf(problem), convexSharesOf(problem)]) {
        for (const name of ["local", "edge"] as const) {
          const [place, relaxed] = [problem[name], convex[name]];
          for (let n = 0; n < problem.count; n++) {
            if (place.open[n] === 0) continue;
            for (const use of wholeSteps(place, n)) {
              const way = relaxed.choice === null ? place.choice?.wayAt(n, use) : undefined;
              const at = way === undefined ? use : way.steps - way.deviceSteps;
              const [own, hull] = [cost(place, n, use), cost(relaxed, n, at)];
              const rounding = 1e-11 * (1 + Math.abs(own));
              expect(hull, `seed ${seed}, ${name} of user ${n}, ${use}`).toBeLessThanOrEqual(own + rounding);
              expect(at).toBeLessThanOrEqual(relaxed.maxSteps[n]! * (1 + 1e-12));
              expect(at).toBeGreaterThanOrEqual(fewestSteps(relaxed, n));
              below += Number(hull < own - 1e-9);
              const [before, after] = subdifferential(relaxed, n, at, 0);
              if (at > fewestSteps(relaxed, n) && at < relaxed.maxSteps[n]!)
                expect(after).toBeGreaterThanOrEqual(before - 1e-9 * (1 + Math.abs(after)));
              open++;
            }
          }
        }
      }
    }
    expect(open).toBeGreaterThan(50 * seeds);
    expect(below).toBeGreaterThan(2 * seeds);
  });
});

describe.skipIf(skippedWithoutPython("splits are not compared with all plans"))(
  `on ${SEEDS} random scenarios`,
  MORE_IN_FULL,
  () => {
    const scenarios = Array.from({ length: SEEDS }, (_, i) => parseScenario(splitScenario(i + 1)));
    let optima: (number | null)[];
    beforeAll(() => {
      optima = optimaByCheckPy(scenarios);
    });

    it("exact is the best of all plans, and no bound is above it; many users split", () => {
      expectExactIsBest(scenarios, optima);
      expect(optima.filter((optimum) => optimum !== null).length).toBeGreaterThan(0.8 * SEEDS);
      const split = scenarios.filter((scenario, i) => {
        if (optima[i] === null) return false;
        return solve(scenario, { method: "exact" }).plan.deviceSteps!.some((j) => j > 0);
      });
      expect(split.length).toBeGreaterThan(0.25 * SEEDS);
    });

    it("both checks accept what every method says", () => {
      expectAccepted(someOrAll(2, scenarios), optima);
    });

    it("both checks refuse other splits, a bound that is too high, and a worse plan that is said to be the best", () => {
      const pairs: Falsified[] = [];
      for (const [i, scenario] of scenarios.entries()) {
        if (optima[i] === null) continue;
        const best = solutionFile(scenario, "exact");
        const raised = 1e-6 * best.scale;
        pairs.push(...falseClaims(scenario, best, raised));
        const n = best.deviceSteps!.findIndex((j) => j > 0);
        const changed = (steps: number, device: number): SolutionFile => ({
          ...best,
          steps: best.steps.map((s, m) => (m === n ? s + steps : s)),
          deviceSteps: best.deviceSteps!.map((j, m) => (m === n ? j + device : j)),
        });
        if (n >= 0) {
          for (const [steps, device] of [
            [0, 1],
            [1, 1],
            [0, -1],
            [0, 0.5],
          ] as const) {
            const file = changed(steps, device);
            const columns = toColumns(scenario);
            const plan = parsePlan(file, columns.users.count, columns.users.models, true);
            if (!(Math.abs(evaluate(columns, plan).objective - best.objective) <= raised)) pairs.push([scenario, file]);
          }
          pairs.push([scenario, { ...best, offload: best.offload.map((a, m) => (m === n ? 0 : a)) }]);
          pairs.push([scenario, { ...best, deviceTime: best.deviceTime!.map((t, m) => (m === n ? 0 : t)) }]);
          pairs.push([scenario, { ...best, deviceTime: best.deviceTime!.map((t, m) => (m === n ? t / 1000 : t)) }]);
        }
      }
      expect(pairs.length).toBeGreaterThan(3 * SEEDS);
      expectRefused(pairs);
    });
  },
);
