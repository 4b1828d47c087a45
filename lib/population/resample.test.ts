import { describe, expect, it } from "vitest";
import { parseScenario } from "../scenario/schema.js";
import { fiveUsers } from "./five-users.js";
import { resample } from "./resample.js";

const { users } = fiveUsers;
const originals = (seed: number, count = 5) => resample(users, count, seed).map(({ id }) => id.split(".")[0]!);

describe("resample", () => {
  it("draws one's own users, each as it is but for an id of its own", () => {
    const drawn = resample(users, 60, 3);
    expect(parseScenario({ ...fiveUsers, users: drawn }).users).toEqual(drawn);
    for (const [i, { id, ...rest }] of drawn.entries()) {
      const [original, draw] = id.split(".");
      expect(draw).toBe(String(i + 1));
      expect({ ...rest, id: original }).toEqual(users.find((user) => user.id === original));
    }
    expect(new Set(drawn.map(({ id }) => id)).size).toBe(60);
  });

  it("is the same for a seed, another one for others, and begins as a longer one", () => {
    expect(resample(users, 20, 1)).toEqual(resample(users, 20, 1));
    expect(originals(1, 20)).not.toEqual(originals(2, 20));
    expect(resample(users, 20, 1).slice(0, 7)).toEqual(resample(users, 7, 1));
  });

  it("draws each user with the same chance, and with replacement", () => {
    const counts = new Map<string, number>();
    let repeats = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const drawn = originals(seed);
      if (new Set(drawn).size < 5) repeats += 1;
      for (const id of drawn) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    // binomial(5000, 1/5) has the deviation 28; all five differ with probability 5!/5⁵ = 0.038, of deviation 6
    expect(counts.size).toBe(5);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(4 * 28);
    expect(Math.abs(repeats - 962)).toBeLessThan(4 * 6);
  });

  it("refuses no draws and seeds that are none", () => {
    expect(() => resample(users, 0, 1)).toThrow("count: must be a whole number from 1 to 10000000, not 0");
    expect(() => resample(users, 1, -1)).toThrow("seed: must be a whole number from 0 to 4294967295, not -1");
  });
});
