/** A capacity in work, `edge.workCapacity`, in the place of steps (MODEL.md §12). */

import { beforeAll, describe, expect, it } from "vitest";
import { violations } from "../model/constraints.js";
import { evaluate, type Plan } from "../model/objective.js";
import { parsePlan } from "../model/plan.js";
import { toProblem } from "../model/problem.js";
import { toColumns } from "../scenario/columns.js";
import { scenarioHash } from "../scenario/hash.js";
import { parseScenario, readScenario, writeScenario } from "../scenario/schema.js";
import type { Edge, Scenario } from "../scenario/types.js";
import { faultsByCheckPy, optimaByCheckPy, skippedWithoutPython } from "../testing/check-py.js";
import { EVERY_METHOD, expectAccepted, expectExactIsBest } from "../testing/enumerated.js";
import { everyone, FALSIFICATIONS, proven, truthInWork } from "../testing/falsified-certificates.js";
import { hasPlan } from "../testing/feasible-problems.js";
import { MORE_IN_FULL, ONLY_IN_FULL, shortOrFull, someOrAll } from "../testing/long.js";
import { solveMilp } from "../testing/milp.js";
import { modelsScenario } from "../testing/models-scenario.js";
import { oneUser } from "../testing/one-user.js";
import { randomScenario } from "../testing/random-scenario.js";
import { solutionFile } from "../testing/solution-file.js";
import { splitScenario } from "../testing/split-scenario.js";
import { workScenario } from "../testing/work-scenario.js";
import { parseClaims } from "../verify/claims.js";
import { verify } from "../verify/verify.js";
import { lagrangianBound } from "./certificate/bound.js";
import { coreSize } from "./certificate/exact.js";
import type { MethodName } from "./methods/methods.js";
import { RELAXATIONS } from "./sca/relaxations.js";
import { solve } from "./solve.js";

const SEEDS = shortOrFull(10, 900);

/** Of tests that ask each scenario for more. */
const FEWER = shortOrFull(4, 60);

/** The scenario with a capacity of work in the place of its own. */
function withWork({ edge: { stepCapacity: _, ...edge }, ...rest }: Scenario, workCapacity: number | null): Scenario {
  return { ...rest, edge: { ...edge, workCapacity } };
}

/** What the edge tasks of a plan use [FLOP]. */
function workOf({ users }: Scenario, { offload, steps }: Pick<Plan, "offload" | "steps">): number {
  return users.reduce((sum, { workload }, n) => sum + offload[n]! * steps[n]! * workload, 0);
}

describe.skipIf(skippedWithoutPython("no plan is tried"))("against every plan", MORE_IN_FULL, () => {
  let scenarios: Scenario[];
  let optima: (number | null)[];
  beforeAll(() => {
    scenarios = Array.from({ length: SEEDS }, (_, i) => workScenario(i + 1));
    // one step of one user just fills the capacity, at a kink of its error; all take what they can of an unlimited one
    scenarios.push(workScenario(843), workScenario(1850));
    optima = optimaByCheckPy(scenarios);
  });

  it("capacities bind, are just filled, and leave some without a plan, in scenarios of every kind", () => {
    const counts = { binds: 0, filled: 0, without: 0, floors: 0, laws: 0, deadlines: 0, closed: 0, alike: 0 };
    for (const [i, scenario] of scenarios.entries()) {
      if (optima[i] === null) {
        counts.without++;
        continue;
      }
      const { users, edge } = scenario;
      const { plan, price } = solve(scenario, { method: "exact" });
      counts.binds += Number(price > 0);
      counts.filled += Number(Math.abs(workOf(scenario, plan) / edge.workCapacity! - 1) < 1e-12);
      counts.floors += Number(users.some(({ maxError }) => maxError !== undefined));
      counts.laws += Number(users.some(({ errorModel }) => ["table", "mixture", "worst"].includes(errorModel.kind)));
      counts.deadlines += Number(users.some(({ deadline }) => deadline !== undefined));
      counts.closed += Number(users.some(({ device }) => device.maxSteps === 0));
      counts.alike += Number(toProblem(scenario).kinds !== null);
    }
    for (const count of Object.values(counts)) expect(count, JSON.stringify(counts)).toBeGreaterThan(SEEDS / 50);
    expect(counts.binds).toBeGreaterThan(SEEDS / 3);
  });

  it("exact is the best of all plans, and no bound is above it", () => {
    expectExactIsBest(scenarios, optima);
  });

  it("every method keeps the capacity, and both checks accept what it says", () => {
    expectAccepted(someOrAll(3, scenarios), optima);
  });

  it("both checks accept a heuristic's plan as proven, with everybody in the core, only where it is the optimum", () => {
    const cases = scenarios.flatMap((scenario, i) => {
      if (optima[i] === null) return [];
      const plan = { ...proven(solutionFile(scenario, "greedy")), core: everyone(scenario) };
      const worse = plan.objective - optima[i]! > 1e-11 * plan.scale;
      return [{ scenario, plan, worse }];
    });
    const faults = faultsByCheckPy(cases.map(({ scenario, plan }) => [scenario, plan]));
    for (const [i, { scenario, plan, worse }] of cases.entries()) {
      const { users } = toColumns(scenario);
      const { flaws } = verify(scenario, parsePlan(plan, users.count), parseClaims(plan, users));
      expect([flaws.length > 0, faults[i]!.length > 0]).toEqual([worse, worse]);
    }
    expect(cases.filter(({ worse }) => worse).length).toBeGreaterThan(SEEDS / 20);
  });
});

describe("where all workloads are alike", () => {
  /** Who does what; of alike users, in any order. */
  const told = ({ users }: Scenario, { offload, steps }: Plan): string[] =>
    users.map(({ id: _, ...user }, n) => JSON.stringify([user, offload[n], steps[n]])).sort();

  it.each(EVERY_METHOD)("%s finds the plan of as many steps", MORE_IN_FULL, (method) => {
    let [compared, priced] = [0, 0];
    for (let seed = 1; seed <= FEWER; seed++) {
      const { users, ...rest } = randomScenario(seed, 30);
      const workload = users[0]!.workload;
      const steps = { ...rest, users: users.map((user) => ({ ...user, workload })) };
      if (!hasPlan(steps)) continue;
      const { stepCapacity: B } = steps.edge;
      const work = withWork(steps, B == null ? null : workload * B);
      const [a, b] = [steps, work].map((scenario) => solve<MethodName>(scenario, { method }));
      const where = `seed ${seed}`;
      expect(told(steps, b!.plan), where).toEqual(told(steps, a!.plan));
      expect(Math.abs(b!.objective - a!.objective), where).toBeLessThanOrEqual(1e-14 * a!.scale);
      expect(b!.status, where).toBe(a!.status);
      expect(Math.abs(b!.price * workload - a!.price), where).toBeLessThanOrEqual(1e-12 * a!.price);
      expect(Math.abs(b!.dualBound - a!.dualBound), where).toBeLessThanOrEqual(1e-11 * a!.scale);
      compared++;
      priced += Number(a!.price > 0);
    }
    expect(compared).toBeGreaterThan(0.75 * FEWER);
    expect(priced).toBeGreaterThan(0.4 * FEWER);
  });
});

it("is the same in other units of work", MORE_IN_FULL, () => {
  let several = 0;
  const scenarios = Array.from({ length: FEWER }, (_, i) => i + 1).flatMap((seed) => [
    { seed, scenario: workScenario(seed, 12) },
    ...[modelsScenario(4 * seed), splitScenario(4 * seed)].flatMap(
      ({ edge: { stepCapacity: _, ...edge }, ...rest }) => [
        { seed, scenario: { ...rest, edge: { workCapacity: 0, ...edge } } },
        { seed, scenario: { ...rest, edge: { ...edge, workCapacity: 2e12 } } },
      ],
    ),
  ]);
  for (const { seed, scenario } of scenarios) {
    if (!hasPlan(scenario)) continue;
    several += Number(toColumns(scenario).users.models !== null || scenario.edge.split === true);
    // an exaFLOP for a FLOP: f, ω and W, and κ so that joules stay
    const scaled = (x: number): number => x * 2 ** -60;
    const { edge, users } = scenario;
    const place = <P extends Edge | Scenario["users"][number]["device"]>(own: P): P => ({
      ...own,
      speed: scaled(own.speed),
      switchedCapacitance: own.switchedCapacitance * 2 ** 180,
    });
    const workCapacity = edge.workCapacity == null ? null : scaled(edge.workCapacity);
    const other = {
      ...scenario,
      edge: { ...place(edge), workCapacity },
      users: users.map(({ models, ...user }) => ({
        ...user,
        workload: scaled(user.workload),
        device: place(user.device),
        ...(models && { models: models.map((model) => ({ ...model, workload: scaled(model.workload) })) }),
      })),
    };
    for (const relaxation of RELAXATIONS) {
      const { name } = relaxation;
      const [a, b] = [scenario, other].map((one) => solve(one, { relaxation }));
      expect(b!.objective, `seed ${seed}, ${name}`).toBeCloseTo(a!.objective, 9);
      expect(b!.relaxedObjective, `seed ${seed}, ${name}`).toBeCloseTo(a!.relaxedObjective, 8);
      expect(b!.status, `seed ${seed}, ${name}`).toBe(a!.status);
      expect(violations(toColumns(other), b!.plan), `seed ${seed}, ${name}`).toEqual([]);
    }
    const [a, b] = [scenario, other].map((one) => solve(one, { method: "exact" }));
    expect(b!.objective, `seed ${seed}`).toBeCloseTo(a!.objective, 9);
  }
  expect(several).toBeGreaterThan(FEWER);
});

it("relaxations converge, with residuals as small as those of steps", MORE_IN_FULL, () => {
  let [asked, unfinished] = [0, 0];
  const seeds = shortOrFull(3, 150);
  for (let seed = 1; seed <= seeds; seed++) {
    const scenario = workScenario(seed, 30);
    if (!hasPlan(scenario)) continue;
    for (const relaxation of RELAXATIONS) {
      const { status } = solve(scenario, { relaxation });
      expect(status, `seed ${seed}, ${relaxation.name}`).not.toBe("numerical-error");
      asked++;
      unfinished += Number(status === "iteration-limit");
    }
    const { status } = solve(scenario, { continuation: true });
    expect(status, `seed ${seed}`).toBe("converged");
  }
  expect(asked).toBeGreaterThan(1.3 * seeds);
  expect(unfinished).toBeLessThan(asked / 20);
});

it("a user of whom no step fits changes nothing for the others", MORE_IN_FULL, () => {
  let priced = 0;
  const pairs = [];
  for (let seed = 1; seed <= FEWER; seed++) {
    const scenario = workScenario(seed, 8);
    if (!hasPlan(scenario) || !scenario.edge.workCapacity || scenario.weights.time === 0) continue;
    const { workload, device } = oneUser({}).users[0]!;
    const huge = {
      workload: workload * 1e15,
      device: { ...device, speed: device.speed * 1e15, switchedCapacitance: 0 },
    };
    const [user] = oneUser({ id: "huge", ...huge }).users;
    const more = { ...scenario, users: [user!, ...scenario.users] };
    for (const method of EVERY_METHOD) {
      if (method === "random" || method === "random-init") continue;
      const [a, b] = [scenario, more].map((one) => solve<MethodName>(one, { method }));
      expect([...b!.plan.offload], `seed ${seed}, ${method}`).toEqual([0, ...a!.plan.offload]);
      expect([...b!.plan.steps].slice(1), `seed ${seed}, ${method}`).toEqual([...a!.plan.steps]);
      expect(Math.abs(b!.price / a!.price - 1) || 0).toBeLessThan(1e-11);
      priced += Number(a!.price > 0);
    }
    for (const relaxation of RELAXATIONS) expect(solve(more, { relaxation }).status).not.toBe("numerical-error");
    const solution = solve(more, { method: "exact" });
    const claims = parseClaims(JSON.parse(JSON.stringify(solution)), toColumns(more).users);
    expect(verify(more, solution.plan, claims)).toMatchObject({ violations: [], flaws: [] });
    pairs.push([more, solutionFile(more, "exact")] as const);
  }
  expect(priced).toBeGreaterThan(FEWER);
  if (!skippedWithoutPython("check.py is not tried on a huge user")) expect(faultsByCheckPy(pairs).flat()).toEqual([]);
});

describe("larger problems", () => {
  it("have the optimum of an integer program", ONLY_IN_FULL, async () => {
    let [compared, entered] = [0, 0];
    for (let seed = 1; seed <= FEWER; seed++) {
      const scenario = workScenario(seed, 20);
      if (!hasPlan(scenario)) continue;
      const { status, objective, scale, core } = solve(scenario, { method: "exact" });
      expect(status, `seed ${seed}`).toBe("optimal");
      const plan = (await solveMilp(scenario))!;
      const independent = evaluate(toColumns(scenario), plan).objective;
      // its own rows are kept to 1e-6 only
      if (violations(toColumns(scenario), plan).length > 0) continue;
      expect(Math.abs(objective - independent), `seed ${seed}`).toBeLessThanOrEqual(1e-9 * scale);
      compared++;
      entered += Number(coreSize(core) > 0);
    }
    expect(compared).toBeGreaterThan(0.65 * FEWER);
    expect(entered).toBeGreaterThan(0.15 * FEWER);
  });

  it("of alike users are proven, and both checks go through the proof", MORE_IN_FULL, () => {
    const seeds = shortOrFull(3, 24);
    const pairs = [];
    for (let seed = 1; seed <= seeds; seed++) {
      const few = withWork(randomScenario(seed, 6), 0);
      const users = Array.from({ length: 90 }, (_, n) => ({ ...few.users[n % few.users.length]!, id: `u${n}` }));
      const edge = { ...few.edge, maxSteps: Math.min(few.edge.maxSteps, 3 + (seed % 10)) };
      const mean = users.reduce((sum, { workload }) => sum + workload, 0) / users.length;
      const scenario = { ...few, users, edge: { ...edge, workCapacity: mean * (90 + 17.3 * seed) } };
      if (!hasPlan(scenario)) continue;
      const solution = solve(scenario, { method: "exact" });
      expect(solution.status, `seed ${seed}`).toBe("optimal");
      const claims = parseClaims(JSON.parse(JSON.stringify(solution)), toColumns(scenario).users);
      expect(verify(scenario, solution.plan, claims).flaws, `seed ${seed}`).toEqual([]);
      pairs.push([scenario, solutionFile(scenario, "exact")] as const);
    }
    expect(pairs.length).toBeGreaterThan(0.6 * seeds);
    expect(pairs.filter(([, plan]) => plan.core!.some(({ copies }) => copies > 1)).length).toBeGreaterThan(
      0.12 * seeds,
    );
    if (skippedWithoutPython("check.py is not tried on alike users")) return;
    expect(faultsByCheckPy(pairs).flat()).toEqual([]);
  });
});

describe("what is falsified", MORE_IN_FULL, () => {
  /** Its proof is gone through for a minute, as forty different workloads add up to very many sums. */
  const LONGEST = shortOrFull(/everybody in the core/, null);
  const cases = FALSIFICATIONS.filter(
    ({ of, name }) => (of === "heuristic" || of === "optimum") && !LONGEST?.test(name),
  ).filter((_, i) => i % shortOrFull(14, 1) === 0);
  const falsified = (): (readonly [Scenario, object])[] => {
    const truths = { heuristic: truthInWork("heuristic"), optimum: truthInWork("optimum") };
    return cases.map(({ of, falsify }) => {
      const { scenario, plan } = truths[of as keyof typeof truths];
      return [scenario, falsify(plan, scenario)];
    });
  };

  it("is refused by check", () => {
    for (const [i, [scenario, plan]] of falsified().entries()) {
      const { users } = toColumns(scenario);
      const found = (): number => {
        const { violations, flaws } = verify(scenario, parsePlan(plan, users.count), parseClaims(plan, users));
        // as for a plan of 0.1, that there is no certificate is for the command to say
        return violations.length + flaws.length + Number(/no dual bound/.test(cases[i]!.name));
      };
      let faults: number | "unreadable";
      try {
        faults = found();
      } catch {
        faults = "unreadable";
      }
      expect(faults, cases[i]!.name).not.toBe(0);
    }
  });

  it.skipIf(skippedWithoutPython("check.py is shown nothing false"))("is refused by check.py", () => {
    const truths = someOrAll(1, ["heuristic", "optimum"] as const).map(truthInWork);
    const faults = faultsByCheckPy([
      ...falsified(),
      ...truths.map(({ scenario, plan }): readonly [Scenario, object] => [scenario, plan]),
    ]);
    for (const [i, { name, fault }] of cases.entries()) expect(faults[i]!.join("\n"), name).toMatch(fault);
    expect(faults.slice(cases.length)).toEqual(truths.map(() => []));
  });

  it("names the capacity", () => {
    const { scenario, plan } = truthInWork("heuristic");
    const edge = { ...scenario.edge, workCapacity: 0.9 * workOf(scenario, parsePlan(plan, plan.users.length)) };
    const [found, ...others] = violations(toColumns({ ...scenario, edge }), parsePlan(plan, plan.users.length));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ constraint: "workCapacity", limit: edge.workCapacity });
    expect(found!.message).toMatch(/^work of all edge tasks together is .* FLOP, more than edge.workCapacity /);
  });
});

describe("the capacity", () => {
  const closed = (edge: Partial<Edge>): Scenario => {
    const one = withWork(oneUser({ device: { ...oneUser({}).users[0]!.device, maxSteps: 0 } }), null);
    return { ...one, edge: { ...one.edge, ...edge } };
  };

  it("counts as filled but for a part in 10¹², and is never exceeded by more", () => {
    const { workload } = closed({}).users[0]!;
    for (const [part, steps] of [
      [1, 7],
      [1 - 0.9e-12, 7],
      [1 - 1.1e-12, 6],
      [1 + 1e-9, 7],
    ] as const) {
      const scenario = closed({ workCapacity: 7 * workload * part });
      for (const method of EVERY_METHOD) {
        const { plan } = solve<MethodName>(scenario, { method });
        expect([...plan.steps], `${part}, ${method}`).toEqual([steps]);
        expect(violations(toColumns(scenario), plan)).toEqual([]);
        const more = {
          ...plan,
          steps: Float64Array.of(steps + 1),
          computationTime: plan.computationTime.map((t) => 2 * t),
        };
        expect(violations(toColumns(scenario), more).map(({ constraint }) => constraint)).toEqual(["workCapacity"]);
      }
    }
  });

  it("that holds no step of a user without a device leaves no plan", () => {
    const { workload } = closed({}).users[0]!;
    const scenario = closed({ workCapacity: 0.5 * workload });
    expect(() => solve(scenario)).toThrow(
      `infeasible: edge.workCapacity is ${0.5 * workload}, but 1 users can't compute on their device and need ${workload} FLOP, for a step each: `,
    );
    expect(() => solve(scenario)).toThrow(expect.objectContaining({ constraint: "workCapacity" }));
  });

  it("has a price in FLOP, what one more is worth", () => {
    let asked = 0;
    for (let seed = 1; seed <= 30; seed++) {
      const scenario = workScenario(seed, 20);
      const { workCapacity } = scenario.edge;
      if (!workCapacity || !hasPlan(scenario)) continue;
      const at = (W: number) =>
        lagrangianBound(toProblem({ ...scenario, edge: { ...scenario.edge, workCapacity: W } }));
      const here = at(workCapacity);
      const more = at(1.01 * workCapacity);
      const rounding = 1e-10 * here.scale;
      expect(here.price * 0.01 * workCapacity).toBeGreaterThanOrEqual(here.lowerBound - more.lowerBound - rounding);
      expect(more.price * 0.01 * workCapacity).toBeLessThanOrEqual(here.lowerBound - more.lowerBound + rounding);
      asked += Number(here.price > 0);
    }
    expect(asked).toBeGreaterThan(12);
  });

  it.each([
    [
      { stepCapacity: 5, workCapacity: 1e15 },
      "edge.workCapacity: must be left out beside stepCapacity, as one of them limits the edge, not 1000000000000000",
    ],
    [
      { stepCapacity: null, workCapacity: null },
      "edge.workCapacity: must be left out beside stepCapacity, as one of them limits the edge, not null",
    ],
    [{ workCapacity: -1 }, "edge.workCapacity: must be a finite number >= 0 [FLOP], or null for unlimited, not -1"],
    [
      { workCapacity: "1e15" },
      'edge.workCapacity: must be a finite number >= 0 [FLOP], or null for unlimited, not "1e15"',
    ],
    [{ workCapacity: 1e31 }, "edge.workCapacity: must be 0, or from 1e-60 to 1e30 [FLOP], not 1e+31"],
    [
      {},
      "edge.stepCapacity: missing; must be a whole number >= 0 [steps], or null for unlimited; or workCapacity in its place",
    ],
  ])("refuses %j", (limits, problem) => {
    const { edge, ...rest } = oneUser({});
    const { stepCapacity: _, ...server } = edge;
    expect(() => parseScenario({ ...rest, edge: { ...server, ...limits } })).toThrow(problem);
  });

  it("is read, written and part of the fingerprint", () => {
    const scenarios = [oneUser({}), ...[null, 0, 1e15, 2e15].map((W) => withWork(oneUser({}), W))];
    for (const scenario of scenarios) expect(readScenario(writeScenario(scenario))).toEqual(scenario);
    const hashes = scenarios.map((scenario) => scenarioHash(toColumns(scenario)));
    expect(new Set(hashes).size).toBe(scenarios.length);
  });
});
