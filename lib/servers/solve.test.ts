import highsModule from "highs";
import { describe, expect, it } from "vitest";
import { namesOf } from "../input/checks.js";
import { InputError } from "../input/errors.js";
import type { Scenario } from "../scenario/types.js";
import { InfeasibleError } from "../solver/infeasible.js";
import { solve } from "../solver/solve.js";
import { bestByEnumeration, choicesByListing } from "../testing/enumerated-servers.js";
import { MORE_IN_FULL, ONLY_IN_FULL, shortOrFull } from "../testing/long.js";
import { randomScenario } from "../testing/random-scenario.js";
import { randomServers } from "../testing/random-servers.js";
import { serversBound } from "./bound.js";
import { toServersColumns } from "./columns.js";
import { solveServersExact } from "./exact.js";
import { generateServers, generateServersColumns } from "./generate.js";
import { homesOf } from "./infeasible.js";
import { SERVERS_METHODS } from "./methods.js";
import { distanceFromServersBound, evaluateServers, serversViolations, timedServers } from "./plan.js";
import { toServersProblem } from "./problem.js";
import { withSteps } from "./rounding.js";
import { type ServersSolution, solveServers } from "./solve.js";
import type { ServersScenario } from "./types.js";

const SEEDS = Array.from({ length: shortOrFull(24, 3000) }, (_, i) => i + 1);

/** Null where no plan exists. */
function solved(scenario: ServersScenario, method: ServersSolution["method"]): ServersSolution | null {
  try {
    return solveServers(scenario, { method });
  } catch (error) {
    if (!(error instanceof InfeasibleError)) throw error;
    return null;
  }
}

describe("random scenarios of two and three servers, and of one that not everyone reaches", () => {
  it("exact is the best of all plans, the bound below it and the others above, or there is none", MORE_IN_FULL, () => {
    let [plans, priced, closer] = [0, 0, 0];
    for (const seed of SEEDS) {
      const scenario = randomServers(seed, seed % 6 === 0 ? 1 : 2 + (seed % 2));
      const optimum = bestByEnumeration(scenario);
      const exact = solved(scenario, "exact");
      expect({ seed, feasible: exact !== null }).toEqual({ seed, feasible: optimum < Infinity });
      if (exact === null) continue;
      const { status, objective, dualBound, scale, prices } = exact;
      const near = 1e-9 * scale;
      expect({ seed, status }).toEqual({ seed, status: "optimal" });
      expect(Math.abs(objective - optimum), `seed ${seed}`).toBeLessThanOrEqual(near);
      plans++;
      if (prices.some((λ) => λ > 0)) priced++;
      for (const name of namesOf(SERVERS_METHODS)) {
        const solution = solved(scenario, name)!;
        expect(serversViolations(scenario, solution.plan), `seed ${seed}, ${name}`).toEqual([]);
        expect(solution.objective, `seed ${seed}, ${name}`).toBeGreaterThanOrEqual(optimum - near);
        // one server that everyone reaches has its price by another search
        const agreed = scenario.servers.length > 1 ? 0 : 2e-8 * scale;
        expect(Math.abs(solution.dualBound - dualBound), `seed ${seed}, ${name}`).toBeLessThanOrEqual(agreed);
        expect(dualBound, `seed ${seed}`).toBeLessThanOrEqual(optimum + near);
        const distance = solution.objective - solution.lowerBound;
        expect(Math.abs(distance - solution.excess), `seed ${seed}, ${name}`).toBeLessThanOrEqual(near);
        expect(solution.gap, `seed ${seed}, ${name}`).toBeGreaterThanOrEqual(0);
        if (name === "dual" && solution.objective <= optimum + near) closer++;
      }
    }
    expect(plans).toBeGreaterThan(0.7 * SEEDS.length);
    expect(priced).toBeGreaterThan(0.4 * SEEDS.length);
    expect(closer).toBeGreaterThan(0.6 * plans);
  });
});

// Its types are read as CommonJS, whose default import is the whole module; what is loaded is the ES module's default.
const highs = await (highsModule as unknown as typeof highsModule.default)();

/** The largest D by HiGHS: the least cost of mixes of all choices. */
function dualByHighs(scenario: ServersScenario): number {
  const signed = (x: number): string => `${x < 0 ? "-" : "+"} ${Math.abs(x).toPrecision(17)}`;
  const choices = choicesByListing(scenario);
  const objective = choices.flatMap((own, n) => own.map(({ cost }, j) => `${signed(cost)} z${n}_${j}`));
  const rows = choices.map((own, n) => ` r${n}: ${own.map((_, j) => `z${n}_${j}`).join("\n + ")} = 1`);
  for (const [e, { stepCapacity }] of scenario.servers.entries()) {
    const uses = choices.flatMap((own, n) =>
      own.flatMap(({ server, steps }, j) => (server === e ? [`+ ${steps} z${n}_${j}`] : [])),
    );
    if (stepCapacity !== null && uses.length > 0) rows.push(` c${e}: ${uses.join("\n ")} <= ${stepCapacity}`);
  }
  const text = `Minimize\n obj: ${objective.join("\n ")}\nSubject To\n${rows.join("\n")}\nEnd`;
  const result = highs.solve(text, { output_flag: false });
  expect(result.Status).toBe("Optimal");
  return result.ObjectiveValue;
}

describe("the bound", () => {
  it("is the dual that HiGHS finds, but for 10⁻⁷ of the scale", MORE_IN_FULL, () => {
    let compared = 0;
    for (let seed = 1001; seed <= shortOrFull(1012, 1600); seed++) {
      const scenario = randomServers(seed, 2 + (seed % 3), 12);
      const solution = solved(scenario, "dual");
      if (solution === null) continue;
      const { dualBound, scale } = solution;
      expect(Math.abs(dualBound - dualByHighs(scenario)), `seed ${seed}`).toBeLessThanOrEqual(1e-7 * scale);
      compared++;
    }
    expect(compared).toBeGreaterThan(shortOrFull(6, 60));
  });

  it(
    "of many users is found near a sample's prices, in few evaluations, and is that of all who are asked at once",
    ONLY_IN_FULL,
    () => {
      const options = { users: 3000, servers: 4, seed: 5 };
      const many = serversBound(toServersProblem(generateServersColumns(options)));
      expect(many.evaluations).toBeLessThanOrEqual(8);
      const plan = solveServers(generateServersColumns(options));
      expect(plan.gap).toBeLessThan(1e-6);
      expect(plan.prices).toEqual(many.prices);
    },
  );
});

describe("one server that everyone reaches", MORE_IN_FULL, () => {
  const seeds = shortOrFull(5, 60);

  const one = ({ edge, users, services: _, ...rest }: Scenario): ServersScenario => ({
    ...rest,
    servers: [{ id: "edge", ...edge, stepCapacity: edge.stepCapacity ?? null }],
    users: users.map(({ link, ...user }) => ({ ...user, links: { edge: link } })),
  });

  it.each([
    ["dual", "sca"],
    ["exact", "exact"],
  ] as const)(
    "%s: plan and objective are those of the same edge by %s to the last bit, bound and price too",
    (method, name) => {
      let compared = 0;
      for (let seed = 1; seed <= seeds; seed++) {
        const scenario = randomScenario(seed);
        const solution = solved(one(scenario), method);
        if (solution === null) {
          expect(() => solve(scenario)).toThrow(InfeasibleError);
          continue;
        }
        const { plan, objective, dualBound, price, gap } = solve(scenario, { method: name });
        expect(solution.plan.server).toEqual(Int32Array.from(plan.offload, (a) => a - 1));
        expect(solution.plan.steps).toEqual(plan.steps);
        expect(solution.plan.computationTime).toEqual(plan.computationTime);
        expect(solution).toMatchObject({ objective, dualBound, gap });
        expect([...solution.prices]).toEqual([price]);
        compared++;
      }
      expect(compared).toBeGreaterThan((2 / 3) * seeds);
    },
  );

  it("has that bound also by column generation, beside a server that is closed", () => {
    let compared = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const scenario = randomScenario(seed);
      const { servers, users, ...rest } = one(scenario);
      const closed = { ...servers[0]!, id: "closed", stepCapacity: 0 };
      const both = users.map(({ links, ...user }) => ({ ...user, links: { ...links, closed: links["edge"]! } }));
      const two = solved({ ...rest, servers: [...servers, closed], users: both }, "dual");
      if (two === null) continue;
      const { dualBound, scale } = solve(scenario);
      expect(Math.abs(two.dualBound - dualBound), `seed ${seed}`).toBeLessThanOrEqual(1e-8 * scale);
      expect(two.prices[1]).toBe(0);
      compared++;
    }
    expect(compared).toBeGreaterThan((2 / 3) * seeds);
  });
});

describe("exact", () => {
  it("past a limit answers with its plan and the true gap, and calls nothing optimal", MORE_IN_FULL, () => {
    const seeds = SEEDS.slice(0, 120);
    let stopped = 0;
    for (const seed of seeds) {
      const scenario = randomServers(seed);
      const exact = solved(scenario, "exact");
      if (exact === null) continue;
      const limited = solveServers(scenario, { method: "exact", stateLimit: 1 });
      expect(limited.objective).toBeGreaterThanOrEqual(exact.objective - 1e-9 * exact.scale);
      if (limited.status === "optimal")
        expect(limited.objective).toBeLessThanOrEqual(exact.objective + 1e-9 * exact.scale);
      else {
        stopped++;
        expect(limited.status).toBe("iteration-limit");
        expect(limited.lowerBound).toBeLessThanOrEqual(exact.objective + 1e-9 * exact.scale);
      }
    }
    expect(stopped).toBeGreaterThan(seeds.length / 12);
  });

  it("finds the best plan from a poor one too", MORE_IN_FULL, () => {
    let better = 0;
    for (const seed of SEEDS) {
      const scenario = randomServers(seed, 2 + (seed % 2));
      if (solved(scenario, "exact") === null) continue;
      const problem = toServersProblem(toServersColumns(scenario));
      const bound = serversBound(problem);
      const optimum = bestByEnumeration(scenario);
      const near = 1e-9 * bound.scale;
      const homes = homesOf(problem);
      // everyone on its device who has one
      const poor = withSteps(problem, homes, homes, bound.prices);
      const excess = distanceFromServersBound(problem, bound.prices, bound.best, poor);
      const { server, steps, proven } = solveServersExact(problem, bound, poor, excess);
      const plan = timedServers(problem.scenario, server, steps);
      expect({ seed, proven }).toEqual({ seed, proven: true });
      expect(serversViolations(scenario, plan), `seed ${seed}`).toEqual([]);
      const { objective } = evaluateServers(problem.scenario, plan);
      expect(Math.abs(objective - optimum), `seed ${seed}`).toBeLessThanOrEqual(near);
      if (excess > optimum - bound.lowerBound + near) better++;
    }
    expect(better).toBeGreaterThan(SEEDS.length / 3);
  });

  it("takes no more than its seconds", () => {
    const scenario = generateServers({ users: 40, servers: 5, seed: 1 });
    const { status, gap, plan } = solveServers(scenario, { method: "exact", timeLimit: 1e-9 });
    expect(status).toBe("iteration-limit");
    expect(gap).toBeGreaterThan(0);
    expect(serversViolations(scenario, plan)).toEqual([]);
  });

  it.each([
    [{ method: "best" }, /^method: must be one of dual, exact, nearest, least-loaded, not "best"$/],
    [{ stateLimit: 0 }, /^stateLimit: must be a number >= 1, not 0$/],
    [{ timeLimit: Number.NEGATIVE_INFINITY }, /^timeLimit: must be a number > 0 \[s\], not -Infinity$/],
  ])("refuses the option %o", (options, message) => {
    const scenario = generateServers({ users: 2, servers: 2, seed: 1 });
    expect(() => solveServers(scenario, options as object)).toThrow(InputError);
    expect(() => solveServers(scenario, options as object)).toThrow(message);
  });
});

describe("users whose device is closed", () => {
  const { servers, users, ...rest } = generateServers({ users: 6, servers: 2, seed: 1, stepCapacity: 2 });
  const [link] = Object.values(users[0]!.links);
  /** Of each user the servers that it reaches, by their numbers, and the steps that its floor asks for. */
  const scenario = (reach: readonly string[], fewest: readonly number[] = [], capacity = 2): ServersScenario => ({
    ...rest,
    servers: servers.map((server) => ({ ...server, stepCapacity: capacity })),
    users: reach.map((own, n) => ({
      ...users[n]!,
      device: { ...users[n]!.device, maxSteps: 0 },
      errorModel: { kind: "exponential", initial: 1, decay: Math.LN2 },
      links: Object.fromEntries([...own].map((e) => [`s${e}`, link!])),
      ...(fewest[n] !== undefined && { maxError: 2 ** -fewest[n] }),
    })),
  });

  it("move on where others find no room", () => {
    // the first two could fill s1, which the last two need
    for (const reach of [
      ["12", "12", "1", "1"],
      ["1", "12", "1", "12"],
      ["12", "1", "12", "1"],
    ]) {
      const { plan } = solveServers(scenario(reach));
      for (const [n, own] of reach.entries()) expect(plan.server[n]).toBe(own === "1" ? 0 : 1);
    }
  });

  it("find room for floors that fit in one way alone", () => {
    const { plan } = solveServers(scenario(["12", "12", "12", "12"], [3, 3, 2, 2], 5));
    expect(serversViolations(scenario(["12", "12", "12", "12"], [3, 3, 2, 2], 5), plan)).toEqual([]);
  });

  it.each([
    [
      scenario(["1", "1", "1", "12"]),
      "infeasible: server s1 has a stepCapacity of 2, but 3 users can't compute on their device, reach no other server and need a step each: u1, u2, u3",
    ],
    [
      scenario(["12", "12", "1", "12", "2"]),
      "infeasible: servers s1, s2 have a stepCapacity of 4, but 5 users can't compute on their device, reach no other server and need a step each: u1, u2, u3, u4, u5",
    ],
    [
      scenario(["12", "12", "12"], [2, 2, 2], 3),
      "infeasible: servers s1, s2 have a stepCapacity of 6, but 3 users can't compute on their device, reach no other server and need 6 steps to keep maxError, which do not fit whole: u1, u2, u3",
    ],
    [
      scenario(["12", "12", "12"], [3, 3, 2], 4),
      "infeasible: servers s1, s2 have a stepCapacity of 8, but 3 users can't compute on their device, reach no other server and need 8 steps to keep maxError, which do not fit whole: u1, u2, u3",
    ],
    [
      scenario(["12", ""]),
      "infeasible: no step fits on the device or at a server that is reached (maxSteps, deadline, battery) for u2",
    ],
  ])("make a scenario infeasible: %#", (given, message) => {
    expect(() => solveServers(given)).toThrow(InfeasibleError);
    expect(() => solveServers(given)).toThrow(message);
    expect(bestByEnumeration(given)).toBe(Infinity);
  });
});
