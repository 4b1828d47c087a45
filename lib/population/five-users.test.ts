import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cost } from "../model/cost.js";
import { toProblem } from "../model/problem.js";
import { parseScenario, writeScenario } from "../scenario/schema.js";
import { fiveUsers } from "./five-users.js";

describe("fiveUsers", () => {
  it("is a scenario, and the file of the same name", () => {
    expect(parseScenario(fiveUsers)).toEqual(fiveUsers);
    const file = new URL("../../data/scenarios/five-users.json", import.meta.url);
    expect(readFileSync(file, "utf8")).toBe(writeScenario(fiveUsers));
  });

  it("has the costs that its documentation states", () => {
    const { local, edge } = toProblem(fiveUsers);
    const stepTime = [1, 2, 1, 2.5, 0.5];
    const initial = [1, 1, 0.5, 2, 1];
    const transferTime = [2, 3, 1, 4, 2];
    for (let n = 0; n < 5; n++) {
      for (let s = 1; s <= 20; s++) {
        const error = 50 * initial[n]! * Math.exp(-0.2 * s);
        expect(cost(local, n, s)).toBeCloseTo((1.04 * stepTime[n]! - 0.04) * s + error, 12);
        expect(cost(edge, n, s)).toBeCloseTo(transferTime[n]! + 0.1 * s + error, 12);
      }
    }
  });
});
