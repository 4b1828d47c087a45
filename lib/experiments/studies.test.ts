/** Every experiment's cells, at small options: plain data comes of them, and nothing but the cell decides it. */

import { inspect } from "node:util";
import { deserialize, serialize } from "node:v8";
import { describe, expect, it } from "vitest";
import { inTurn, partDone } from "../sweep/study.js";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { catalogue } from "./catalogue.js";
import { dynamicRegretDefaults } from "./dynamic/regret.js";
import { errorModelRegretDefaults } from "./error-model/regret.js";
import { stepLimitsDefaults } from "./step-limits/runs.js";
import { tauLawDefaults } from "./tau/law.js";

const { price, static: fixed } = dynamicRegretDefaults.policies;

/** By experiment, what of its options is smaller. */
const SMALLER: Readonly<Record<string, object>> = {
  "critical-path": {},
  "speed-tradeoff": {},
  "step-tradeoff": {},
  "place-tradeoff": {},
  "linearised-penalty": {},
  "demand-price": {},
  "sca-convergence": {},
  "dual-function": {},
  "reduced-costs": {},
  "gap-by-users": {
    sizes: [
      { users: 10, scenarios: 2 },
      { users: 30, scenarios: 1 },
    ],
  },
  "gap-by-start": {},
  baselines: { users: 5, scenarios: 2, axes: { "device.maxSteps": [2], "edge.stepCapacity": [5, 10] } },
  ablation: { sizes: [3, 10], scenarios: 2 },
  "capacity-price": { scenarios: 2, capacities: [60, 300] },
  "step-limits": { scenarios: 2, points: stepLimitsDefaults.points.slice(0, 3) },
  "phone-power": { scenarios: 2, powers: [1, 5] },
  "weights-design": { populations: 2, points: 8 },
  "weights-sweep": { populations: 2, values: 1 },
  "weights-sobol": { samples: 2, replicates: 2, ...shortOrFull({ users: 8 }, {}) },
  "weights-measured": { populations: 2, points: 8 },
  "error-model": {},
  "error-model-examples": {},
  "error-mechanism": {
    cases: [{ model: "ring", early: ["geometric", "linear"], coarse: ["geometric"], samples: 8 }],
    seeds: 2,
    steps: 16,
    stops: [0, 4, 8, 10, 12, 14],
    spacings: [1, 2, 4, 8],
  },
  "reverse-diffusion": {},
  "masked-steps": { seeds: 2, samples: 4, steps: shortOrFull([1, 2, 4], [1, 2, 4, 8, 16]) },
  "error-model-regret": { scenarios: 2, curves: errorModelRegretDefaults.curves.slice(0, 2) },
  "tau-sensitivity": { scenarios: 2, penaltyFactors: [1], randomStarts: 1, population: { users: 8 } },
  "tau-law": {
    scenario: { ...tauLawDefaults.scenario, users: 50, stepCapacity: 500 },
    penaltyFactors: [1, 10],
    starts: 2,
  },
  "dynamic-timeline": { slots: 20 },
  "dynamic-regret": { worlds: ["steady", "moving"], seeds: 1, policies: { price, static: fixed } },
  "dynamic-lyapunov": {
    population: { users: 2, seed: 2, stepCapacity: 20 },
    runs: [
      { tradeoff: 300, slots: 32 },
      { tradeoff: 3000, slots: 64 },
    ],
    seeds: 2,
  },
  "dynamic-shock": { slots: 12, outage: { from: 4, until: 8, left: 0.5 }, policies: ["price", "static"], seeds: 2 },
  "dynamic-stress": {
    slots: 12,
    outage: { from: 4, until: 8 },
    left: [1, 0.5],
    loads: [1],
    policies: ["price", "static"],
    seeds: 2,
  },
  "field-models": { loads: [1, 2], scenarios: 2 },
  "floor-price": { floors: [0.2, 1], scenarios: 2 },
  "hedge-regret": { probabilities: [0.5], scenarios: 2 },
  "model-choice": { capacities: [160], scenarios: 2 },
  "work-price": { capacities: [200], scenarios: 2 },
  "split-region": { deviceMaxSteps: [20], capacities: [300], latentSizes: [0.5], scenarios: 2 },
  "servers-balance": { population: { users: 40 }, servers: [2], scenarios: 2 },
  "handover-gain": { population: { users: 8 }, servers: [2], speeds: [0, 2], slots: 4, requests: 4, worlds: 2 },
};

/** Every number of a result, which may have functions. */
const told = (result: unknown): string => inspect(result, { depth: null, maxArrayLength: null, maxStringLength: null });

/** In the short suite every sixth, but for those that take longest. */
const SLOW = ["ablation", "tau-sensitivity", "dynamic-regret", "dynamic-lyapunov", "dynamic-stress"];
const SOME = catalogue.filter(({ name }, i) => shortOrFull(i % 6 === 0 && !SLOW.includes(name), true));

describe("an experiment's cells", () => {
  it("are tried of the whole catalogue", () => {
    expect(Object.keys(SMALLER)).toEqual(catalogue.map(({ name }) => name));
  });

  it.each(SOME)(
    "of $name find the same anywhere and in any order",
    MORE_IN_FULL,
    ({ name, study, options, seed = 0 }) => {
      const small = { ...options, ...SMALLER[name] };
      const elsewhere = study
        .cells(small, seed)
        .map((cell, i) => [i, cell] as const)
        .reverse()
        .map(([i, cell]) => [i, deserialize(serialize(study.find(cell)))] as const)
        .sort(([i], [j]) => i - j)
        .map(([, found]) => found);
      expect(told(study.result(elsewhere, small, seed))).toBe(told(inTurn(study)(small, seed)));
    },
  );

  it("are told as done by how much they have to do", () => {
    const sized = catalogue.find(({ name }) => name === "gap-by-users")!;
    const cells = sized.study.cells({ ...sized.options, ...SMALLER["gap-by-users"] }, 1);
    expect(cells.map(partDone(sized.study, cells))).toEqual([0.2, 0.4, 1]);
  });
});
