import { describe, expect, it } from "vitest";
import { InfeasibleError } from "../solver/infeasible.js";
import { MORE_IN_FULL, ONLY_IN_FULL, shortOrFull } from "../testing/long.js";
import { randomServers } from "../testing/random-servers.js";
import { checkServersSolution, type ServersClaims } from "./check.js";
import { parseServersClaims } from "./claims.js";
import { toServersColumns } from "./columns.js";
import { generateServers } from "./generate.js";
import { SERVERS_METHODS, type ServersMethodName } from "./methods.js";
import { type ServersSolution, solveServers } from "./solve.js";

const METHOD_NAMES = SERVERS_METHODS.map(({ name }) => name);

describe("a solution before several servers", () => {
  it.each<ServersMethodName>(METHOD_NAMES)(
    "of %s holds, also from its JSON, on random scenarios",
    MORE_IN_FULL,
    (method) => {
      let optimal = 0;
      for (let seed = 1; seed <= shortOrFull(4, 60); seed++) {
        const scenario = randomServers(seed, 1 + (seed % 3));
        const columns = toServersColumns(scenario);
        try {
          const solution = solveServers(scenario, { method });
          for (const claims of [solution, parseServersClaims(JSON.parse(JSON.stringify(solution)), columns)]) {
            const { violations, flaws, objective, dual } = checkServersSolution(scenario, claims);
            expect({ seed, violations, flaws }).toEqual({ seed, violations: [], flaws: [] });
            expect(objective).toBe(solution.objective);
            expect(Number.isFinite(dual)).toBe(true);
          }
          if (solution.status === "optimal") optimal++;
        } catch (error) {
          if (!(error instanceof InfeasibleError)) throw error;
        }
      }
      expect(optimal > 0).toBe(method === "exact");
    },
  );

  it("is not taken for optimal where another plan is better, on random scenarios", MORE_IN_FULL, () => {
    let [refused, accepted, close] = [0, 0, 0];
    const seeds = shortOrFull(8, 150);
    for (let seed = 1; seed <= seeds; seed++) {
      const scenario = randomServers(seed);
      try {
        const exact = solveServers(scenario, { method: "exact" });
        for (const method of METHOD_NAMES) {
          const other = solveServers(scenario, { method });
          const worse = other.objective - exact.objective;
          if (worse > 0 && worse < 1e-6 * exact.scale) continue;
          const claims = { ...other, status: "optimal" as const, lowerBound: other.objective, excess: 0, gap: 0 };
          const { flaws } = checkServersSolution(scenario, claims);
          const better = flaws.filter((flaw) => flaw.startsWith("status: is optimal, but there is a better plan"));
          expect({ seed, method, better: better.length }).toEqual({ seed, method, better: worse > 0 ? 1 : 0 });
          if (worse > 0) refused++;
          else accepted++;
          if (worse > 0 && worse < 0.4 * (other.objective - other.dualBound)) close++;
        }
      } catch (error) {
        if (!(error instanceof InfeasibleError)) throw error;
      }
    }
    expect(Math.min(refused, accepted)).toBeGreaterThan(0.4 * seeds);
    expect(close).toBeGreaterThan(seeds / 30);
  });

  const scenario = generateServers({ users: 12, servers: 2, seed: 4, stepCapacity: 50 });
  const solved = (method: ServersMethodName): ServersSolution => solveServers(scenario, { method });

  it("is what these are made of", () => {
    const [exact, nearest] = [solved("exact"), solved("nearest")];
    expect(exact.status).toBe("optimal");
    expect(exact.prices.every((λ) => λ > 0)).toBe(true);
    expect(exact.objective).toBeGreaterThan(exact.dualBound);
    expect(nearest.objective).toBeGreaterThan(exact.objective);
    expect(checkServersSolution(scenario, exact).flaws).toEqual([]);
  });

  it("is proven by a table of what may be better alone, and not verified where that is too large", () => {
    const exact = solved("exact");
    expect(checkServersSolution(scenario, exact, 150).flaws).toEqual([]);
    expect(checkServersSolution(scenario, exact, 50).flaws).toEqual([
      "status: not verified, the table has more than 50 entries",
    ]);
  });

  it("is proven where a hundred users with measured errors and floors leave much to try", ONLY_IN_FULL, () => {
    const crowd = generateServers({ users: 100, servers: 2, seed: 4, errorKind: "measured", floorShare: 0.4 });
    const exact = solveServers(crowd, { method: "exact" });
    expect(exact.status).toBe("optimal");
    expect(checkServersSolution(crowd, exact).flaws).toEqual([]);
  });

  type Claims = (nearest: ServersSolution) => ServersClaims;
  const faulted = (claims: Claims, flaw: RegExp): void => {
    const { violations, flaws } = checkServersSolution(scenario, claims(solved("nearest")));
    expect(violations).toEqual([]);
    expect(flaws.filter((found) => flaw.test(found))).toHaveLength(1);
  };

  it.each<[string, Claims, RegExp]>([
    [
      "objective",
      (nearest) => ({ ...nearest, objective: nearest.objective * (1 + 1e-9) }),
      /^objective: is .*, but recomputed it is /,
    ],
    [
      "dualBound",
      (nearest) => ({ ...nearest, dualBound: nearest.dualBound * (1 + 1e-9) }),
      /^dualBound: is .*, but recomputed it is /,
    ],
    ["lowerBound", (nearest) => ({ ...nearest, lowerBound: nearest.objective }), /^lowerBound: is /],
    ["excess", (nearest) => ({ ...nearest, excess: nearest.excess / 2 }), /^excess: is /],
    ["gap", (nearest) => ({ ...nearest, gap: nearest.gap / 2 }), /^gap: is /],
    ["scale", (nearest) => ({ ...nearest, scale: 2 * nearest.scale }), /^scale: is /],
    ["another price", (nearest) => ({ ...nearest, prices: nearest.prices.map((λ) => 1.001 * λ) }), /^dualBound: is /],
    [
      "a price below 0",
      (nearest) => ({ ...nearest, prices: Float64Array.of(-1, 0) }),
      /^prices\[0\]: is -1 at server s1; must be >= 0/,
    ],
    ["no gap", (nearest) => ({ ...nearest, gap: undefined }), /^gap: missing beside dualBound/],
  ])("is faulted for its %s", (_, claims, flaw) => faulted(claims, flaw));

  it("is faulted for its optimal, as another plan is better", ONLY_IN_FULL, () => {
    faulted(
      (nearest) => ({ ...nearest, status: "optimal", lowerBound: nearest.objective, excess: 0, gap: 0 }),
      /^status: is optimal, but there is a better plan, by /,
    );
  });

  it("has its violations told, by user and by server", () => {
    const { server, steps, computationTime } = solved("exact").plan;
    const n = server.indexOf(0);
    const unreached = scenario.users.findIndex(({ links }) => Object.keys(links).length === 1);
    const other = "s1" in scenario.users[unreached]!.links ? 1 : 0;
    const told = (plan: ServersClaims["plan"]) =>
      checkServersSolution(scenario, { plan }).violations.map(({ constraint, message }) => `${constraint}: ${message}`);
    expect(told({ server, steps: steps.map((s) => s + 90), computationTime })).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^stepCapacity: steps at server s1 are \d+, more than its stepCapacity 50$/),
        expect.stringMatching(
          new RegExp(`^maxSteps: user u${n + 1}: steps, limited by servers\\[0\\].maxSteps, is \\d+, more than 100$`),
        ),
      ]),
    );
    expect(told({ server: server.map((e, i) => (i === unreached ? other : e)), steps, computationTime })).toContain(
      `server: user u${unreached + 1}: has no link to server s${other + 1}`,
    );
    expect(told({ server: server.map((e, i) => (i === 3 ? 2 : e)), steps, computationTime })).toEqual([
      "server: user u4: server is 2, neither -1 nor the index of one of 2",
    ]);
  });
});

describe("a solution's JSON", () => {
  const scenario = generateServers({ users: 3, servers: 2, seed: 4 });
  const columns = toServersColumns(scenario);
  const plan = { server: ["s1", null, "s2"], steps: [1, 2, 3], computationTime: [1, 1, 1] };

  it("names servers by their ids, and the device by null", () => {
    expect([...parseServersClaims(plan, columns).plan.server]).toEqual([0, -1, 1]);
    expect([...parseServersClaims({ plan: { ...plan, server: [-1, 1, 0] } }, columns).plan.server]).toEqual([-1, 1, 0]);
  });

  it.each([
    [
      { ...plan, server: ["s1", null, "s9"] },
      'server[2]: must be a server\'s id, or null for the device, not "s9"; did you mean s1?',
    ],
    [{ ...plan, server: ["s1", null, 2] }, "server[2]: must be a server's id, or null for the device, not 2"],
    [
      { ...plan, server: [null] },
      "server: must be a list of servers' ids, or null for the device, one for each of the 3 users, not [null]",
    ],
    [{ ...plan, steps: [1, 2] }, "steps: must be a list of numbers [steps], one for each of the 3 users, not [1,2]"],
    [{ ...plan, prices: [1] }, "prices: must be a list of numbers, one for each of the 2 servers, not [1]"],
    [{ ...plan, users: ["u1", "u3", "u2"] }, 'users[1]: must be "u2" as in the scenario, not "u3"'],
    [{ steps: [1, 2, 3], computationTime: [1, 1, 1] }, /^server: /],
  ])("is refused: %o", (value, problem) => {
    expect(() => parseServersClaims(value, columns)).toThrow(problem);
  });
});
