import { expect, test } from "vitest";
import { REFERENCE } from "../testing/reference.js";
import { toColumns } from "./columns.js";
import { scenarioHash } from "./hash.js";
import { parseScenario, readScenario, writeScenario } from "./schema.js";
import type { User } from "./types.js";

test("what a request may ask for counts, in any order of its fields; where nobody says any of it, the hash is as it was", () => {
  const { scenario } = REFERENCE.find(({ name }) => name === "small-10")!;
  const hash = (change: object) => scenarioHash(toColumns({ ...scenario, ...change }));
  const [first, ...others] = scenario.users;
  const turbo = { name: "turbo", workload: 1e12, errorModel: first!.errorModel };
  const services = { draft: { maxSteps: 4 }, final: { workload: 1e12, deadline: 3 } };
  const hashes = [
    {},
    { users: [{ ...first!, maxSteps: 3 }, ...others] },
    { users: [{ ...first!, maxSteps: 4 }, ...others] },
    { users: [{ ...first!, maxError: 0.3 }, ...others] },
    { users: [{ ...first!, maxError: 0.4 }, ...others] },
    { users: [{ ...first!, models: [turbo] }, ...others] },
    { users: [{ ...first!, models: [{ ...turbo, maxSteps: 4 }] }, ...others] },
    { users: [{ ...first!, models: [turbo, turbo] }, ...others] },
    { users: [first!, { ...others[0]!, models: [turbo] }, ...others.slice(1)] },
    { users: [{ ...first!, link: { ...first!.link, latentBits: 3e5 } }, ...others] },
    { edge: { ...scenario.edge, split: true } },
    { services: {} },
    { services },
    { services: { ...services, draft: { maxSteps: 5 } } },
  ].map(hash);
  expect(new Set(hashes).size).toBe(14);
  expect(hash({ services: { final: { deadline: 3, workload: 1e12 }, draft: { maxSteps: 4 } } })).toBe(hashes[12]);
  expect(hash({ edge: { ...scenario.edge, split: false } })).toBe(hashes[0]);
  expect(hashes[0]).toBe("6da0384f37397ec4");
});

test("a zero has one sign: in the hash, and written", () => {
  const { scenario } = REFERENCE.find(({ name }) => name === "small-10")!;
  const [first, ...others] = scenario.users;
  const powered = (transmitPower: number, rate: number) => {
    const errorModel = { kind: "exponential", initial: 0.5, decay: rate };
    const user = { ...first!, link: { ...first!.link, transmitPower }, errorModel } as User;
    return parseScenario({ ...scenario, weights: { ...scenario.weights, energy: rate }, users: [user, ...others] });
  };
  const hash = (s: typeof scenario) => scenarioHash(toColumns(s));
  const negative = powered(-0, -0);
  expect(Object.is(negative.users[0]!.link.transmitPower, -0)).toBe(true);
  expect(hash(negative)).toBe(hash(powered(0, 0)));
  expect(hash(readScenario(writeScenario(negative)))).toBe(hash(negative));
  expect(writeScenario(negative)).not.toContain("-0");
  expect(hash(powered(1e-9, 0))).not.toBe(hash(powered(0, 0)));
});
