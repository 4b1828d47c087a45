/** Every option that a sweep can set does what it does in a call of `solve`, `generate` or `simulate`. */
import { describe, expect, it } from "vitest";
import { outcomes } from "../dynamic/outcomes.js";
import { makePolicy, type PolicyName, type PolicyOptions } from "../dynamic/policies/policies.js";
import { simulate } from "../dynamic/simulate.js";
import { makeWorld, type WorldOptions } from "../dynamic/world.js";
import { generate } from "../population/generate.js";
import type { GenerateOptions } from "../population/options.js";
import { toColumns } from "../scenario/columns.js";
import type { MethodName } from "../solver/methods/methods.js";
import { bigM } from "../solver/sca/big-m.js";
import { type SolveOptions, solve } from "../solver/solve.js";
import { POPULATION, SIMULATE, SOLVE } from "./options.js";
import type { SimulatePlan, SweepPlan } from "./plan.js";
import { seedsOf } from "./replications.js";
import { sweep } from "./run.js";
import type { Value } from "./value.js";

const scenario = generate({ users: 8, seed: 4, deadlineShare: 0.5, stepCapacity: 70 });

/** The row of a plan with one value set. */
async function rowWith(plan: SweepPlan, path: string, value: Value) {
  const { rows } = await sweep({ ...plan, vary: { [path]: [value] } });
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

/** Names of options, of a nested one that of what it is in. */
const names = (cases: readonly (readonly [string, ...unknown[]])[]) => [
  ...new Set(cases.map(([path]) => path.split(".")[0])),
];

describe("an option of solve", () => {
  const cases: readonly (readonly [path: string, value: Value, method: MethodName, options: SolveOptions])[] = [
    ["relaxation", "big-m", "sca", { relaxation: bigM }],
    ["penalty", 2.5, "sca", { penalty: 2.5 }],
    ["penaltyFactor", 3, "sca", { penalty: 3 * solve(scenario).penalty }],
    ["continuation", true, "random-init", { continuation: true }],
    ["start", "random", "sca", { start: "random" }],
    ["iterationLimit", 1, "random-init", { iterationLimit: 1 }],
    ["stateLimit", 1, "exact", { stateLimit: 1 }],
  ];

  it.each(cases)("%s is %s", async (path, value, method, options) => {
    const { chance: seed } = seedsOf({}, 0);
    const { objective, status, iterations } = solve<MethodName>(scenario, { ...options, method, seed });
    expect(await rowWith({ scenario, method }, path, value)).toMatchObject({ objective, status, iterations });
  });

  it("is one of these", () => {
    expect(names(cases)).toEqual(Object.keys(SOLVE));
  });
});

describe("an option of generate", () => {
  const { users: seed } = seedsOf({}, 0);
  const mix = { "text-to-image-512": 1, "image-to-image": 3 } as const;
  const cases: readonly (readonly [path: string, value: Value, options: Partial<GenerateOptions>])[] = [
    ["users", 5, { users: 5 }],
    ["services", "text-to-video", { services: "text-to-video" }],
    ["services.image-to-image", 3, { services: mix }],
    ["devices.iPad Pro (M1)", 2, { devices: { "iPad Pro (M1)": 2 } }],
    ["gpu", "b200", { gpu: "b200" }],
    ["stepCapacity", null, { stepCapacity: null }],
    ["edgeMaxSteps", 6, { edgeMaxSteps: 6 }],
    ["deviceMaxSteps", 3, { deviceMaxSteps: 3 }],
    ["deadlineShare", 1, { deadlineShare: 1 }],
    ["batteryShare", 1, { batteryShare: 1 }],
    ["floorShare", 1, { floorShare: 1 }],
    ["split", true, { split: true }],
    ["errorKind", "measured", { errorKind: "measured" }],
    ["utility", "log", { utility: "log" }],
    ["weights.error", 20, { weights: { error: 20 } }],
  ];

  it.each(cases)("%s is %s", async (path, value, options) => {
    const population = {
      users: 9,
      services: { "text-to-image-512": 1 },
      ...(path !== "stepCapacity" && { stepCapacity: ["floorShare", "split"].includes(path) ? 100 : 20 }), // 20 hold no floor, and no split pays
    } as const;
    const { users: _, ...rest } = population;
    const { objective } = solve(generate({ ...population, ...options, seed }));
    expect(objective).not.toBe(solve(generate({ ...population, seed })).objective);
    const plan: SweepPlan = { population: path === "users" ? rest : population };
    if (path === "services") delete (plan as { population: { services?: unknown } }).population.services;
    expect(await rowWith(plan, path, value)).toMatchObject({ objective });
  });

  it("is one of these, or a field of the scenario", () => {
    expect(names(cases)).toEqual([...Object.keys(POPULATION), "utility", "weights"]);
  });
});

describe("an option of simulate", () => {
  const outage = { from: 3, until: 9 };
  // who asks for a video has no device, and waits
  const services = { "text-to-image-512": 3, "text-to-video": 1 };
  const busy = generate({ users: 8, seed: 4, services, deadlineShare: 0.5, stepCapacity: 2 });
  const cases: readonly (readonly [
    path: string,
    value: Value,
    world: WorldOptions,
    more?: object,
    policy?: PolicyName,
  ])[] = [
    ["slots", 8, { slots: 8 }],
    ["slotSeconds", 2, { slotSeconds: 2 }],
    ["pattern", "bursty", { arrivals: { pattern: "bursty" } }],
    ["rate", 3, { arrivals: { rate: 3 } }],
    ["diurnal", 0.9, { arrivals: { diurnal: 0.9 } }],
    ["quiet", 4, { arrivals: { quiet: 4 } }],
    ["channel", "mobile", { channel: "mobile" }],
    ["tenants", true, { capacity: { tenants: true } }],
    ["outage.left", 0, { capacity: { outage: { ...outage, left: 0 } } }],
    ["dropCost", 500, { dropCost: 500 }],
    ["ignoreDeadlines", true, {}, { ignoreDeadlines: true }],
    ["tradeoff", 1, {}, { tradeoff: 1 }, "lyapunov"],
    ["energyBudget", 0.5, {}, { energyBudget: 0.5 }, "lyapunov"],
  ];

  /** The objective of each policy where no option is set, found once. */
  const plainly = new Map<PolicyName, number>();

  it.each(cases.map((one) => [one[0], one] as const))(
    "%s",
    async (path, [, value, options, more = {}, policy = "greedy"]) => {
      const { chance: seed } = seedsOf({}, 0);
      const result = (worldOptions: WorldOptions, others: PolicyOptions & { readonly ignoreDeadlines?: boolean }) => {
        const world = makeWorld(toColumns(busy), { slots: 12, ...worldOptions }, seed);
        const { ignoreDeadlines = false } = others;
        return outcomes(simulate(world, makePolicy(policy, world, { ...others, seed }), { ignoreDeadlines }));
      };
      const { objective, requests, switches } = result(options, more);
      const plain = plainly.get(policy) ?? result({}, {}).objective;
      plainly.set(policy, plain);
      expect(objective).not.toBe(plain);
      const fixed: SimulatePlan = {
        policy,
        ...(path !== "slots" && { slots: 12 }),
        ...(path.startsWith("outage") && { outage }),
      };
      expect(await rowWith({ scenario: busy, simulate: fixed }, path, value)).toMatchObject({
        objective,
        switches,
        ...requests,
      });
    },
  );

  it("is one of these", () => {
    expect(names(cases)).toEqual(Object.keys(SIMULATE));
  });
});
