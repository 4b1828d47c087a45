/** With nothing varying the dynamic world is the static one, slot after slot. */

import { describe, expect, it } from "vitest";
import { toColumns } from "../scenario/columns.js";
import { solve } from "../solver/solve.js";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { FEASIBLE } from "../testing/reference.js";
import { oracleBound } from "./oracle.js";
import { lyapunov } from "./policies/lyapunov.js";
import { makePolicy } from "./policies/policies.js";
import { pricing } from "./policies/pricing.js";
import { warm } from "./policies/warm.js";
import { simulate } from "./simulate.js";
import { makeWorld, type World } from "./world.js";

const SLOTS = 4;

/** Every user asks at the beginning of every slot. */
function still(scenario: Parameters<typeof toColumns>[0]): World {
  const columns = toColumns(scenario);
  const arrivals = Array.from({ length: SLOTS }, (_, k) =>
    Array.from({ length: columns.users.count }, (_, user) => ({ time: 0.7 * k, user })),
  ).flat();
  return makeWorld(columns, { slots: SLOTS, slotSeconds: 0.7, arrivals }, 1);
}

const costs = (world: World, policy: Parameters<typeof simulate>[1]): number[] =>
  simulate(world, policy).slots.map(({ cost }) => cost);

/** In the short suite every tenth. */
const SOME = FEASIBLE.filter((_, i) => i % shortOrFull(10, 1) === 0);

describe.each(SOME.map(({ name, scenario }) => ({ name, scenario })))("$name", MORE_IN_FULL, ({ name, scenario }) => {
  const world = still(scenario);
  const optimum = solve(scenario, { method: "exact" });
  const scale = Math.abs(optimum.objective) + 1;

  it("exact finds the optimum in every slot, sca and warm the plan of the paper's algorithm", () => {
    const sca = solve(scenario);
    for (const cost of costs(world, makePolicy("exact", world))) {
      expect(Math.abs(cost - optimum.objective) / scale).toBeLessThan(1e-9);
    }
    for (const name of ["sca", "warm"] as const) {
      const { requests } = simulate(world, makePolicy(name, world));
      for (const [i, { run }] of requests.entries()) {
        const n = i % world.scenario.users.count;
        const { offload, steps, wait } = run!;
        expect({ name, n, offload, steps, wait }).toEqual({
          name,
          n,
          offload: sca.plan.offload[n],
          steps: sca.plan.steps[n],
          wait: 0,
        });
      }
    }
  });

  it("static is worse by no more than the price of what is left of the capacity", () => {
    if (name === "bang-bang-20") return; // at a price where steps jump from 1 to all, rounding says which
    const { price, lowerBound } = solve(scenario);
    for (const { cost, used, capacity } of simulate(world, pricing({ gain: 0 })).slots) {
      const unused = price === 0 ? 0 : price * (capacity - used);
      expect(cost - lowerBound - unused).toBeLessThan(1e-9 * scale);
    }
  });

  it("lyapunov with a budget that is never used up is warm", () => {
    if (scenario.weights.energy === 0) return;
    const rich = lyapunov(world, { tradeoff: 1, energyBudget: 1e9 }, warm());
    expect(costs(world, rich)).toEqual(costs(world, warm()));
  });

  it("the oracle bound lies between the static bound and the optimum of all slots", () => {
    const { lowerBound } = oracleBound(world, undefined, { tolerance: 1e-10 });
    const { lowerBound: fixed } = solve(scenario);
    expect(lowerBound).toBeGreaterThanOrEqual(SLOTS * fixed - 1e-9 * scale);
    expect(lowerBound).toBeLessThanOrEqual(SLOTS * optimum.objective + 1e-9 * scale);
  });
});

it("price comes to the static optimum where there are many users", () => {
  const { scenario } = FEASIBLE.reduce((a, b) => (b.scenario.users.length > a.scenario.users.length ? b : a));
  const world = still(scenario);
  const { objective } = solve(scenario, { method: "exact" });
  for (const cost of costs(world, makePolicy("price", world))) expect(cost / objective - 1).toBeLessThan(0.01);
});
