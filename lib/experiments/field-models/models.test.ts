import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { errorOf } from "../../laws/error/all-laws.js";
import { parseScenario, writeScenario } from "../../scenario/schema.js";
import { solve } from "../../solver/solve.js";
import { faultsByCheckPy, skippedWithoutPython } from "../../testing/check-py.js";
import { solutionFile } from "../../testing/solution-file.js";
import { claimsOf, verify } from "../../verify/index.js";
import { MODELS_OF_THE_FIELD } from "./models.js";

const folder = fileURLToPath(new URL("../../../data/models-of-the-field/", import.meta.url));
const readme = readFileSync(`${folder}README.md`, "utf8");
const models = MODELS_OF_THE_FIELD.map((scenario) => ({ name: scenario.name!, scenario }));

describe("data/models-of-the-field", () => {
  it("has a file for each, and a text", () => {
    const files = ["README.md", ...models.map(({ name }) => `${name}.json`)];
    expect(readdirSync(folder).sort()).toEqual(files.sort());
  });

  it.each(models)("the file of $name is the scenario, as the library reads it", ({ name, scenario }) => {
    expect(parseScenario(scenario)).toEqual(scenario);
    expect(readFileSync(`${folder}${name}.json`, "utf8")).toBe(writeScenario(scenario));
  });

  it.each(models)("$name is solved, certified, and has the optimum that the text states", ({ name, scenario }) => {
    const solution = solve(scenario, { method: "exact" });
    expect(solution.status).toBe("optimal");
    const { violations, flaws, dual } = verify(scenario, solution.plan, claimsOf(solution));
    expect([violations, flaws]).toEqual([[], []]);
    expect(dual).not.toBeNull();
    const steps = solution.plan.steps.reduce((sum, s) => sum + s, 0);
    const row = `| \`${name}.json\` | ${scenario.users.length} | ${solution.objective.toFixed(4)} | ${steps} | ${solution.price.toFixed(4)} |`;
    expect(readme).toContain(row);
  });

  it.skipIf(skippedWithoutPython("the other systems' optima are not shown to check.py"))("check.py agrees", () => {
    expect(faultsByCheckPy(models.map(({ scenario }) => [scenario, solutionFile(scenario, "exact")]))).toEqual(
      models.map(() => []),
    );
  });
});

/** Numbers of the published settings, apart from the code that makes the scenarios. */
describe("the scenarios say what was published", () => {
  const [agod, eat, dedgeai] = models.map(({ scenario }) => scenario);

  it("AGOD: the mean ramp but for a constant, the tasks in service, the mean pool", () => {
    const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
    const range = (low: number, high: number, step: number): number[] =>
      Array.from({ length: Math.ceil((high - low) / step - 1e-9) }, (_, i) => low + i * step);
    const [ax, ay, bx, by] = [range(0, 100, 10), range(0, 0.5, 0.05), range(150, 250, 10), range(0.5, 1, 0.05)].map(
      mean,
    );
    const quality = (t: number): number =>
      t < ax! ? 0 : t < bx! ? ((by! - ay!) / (bx! - ax!)) * (t - ax!) : by! - ay!;
    for (const t of [1, 44, 45, 46, 100, 194, 195, 250]) {
      expect(agod!.weights.error * errorOf(agod!.users[0]!.errorModel, t)).toBeCloseTo(quality(250) - quality(t), 12);
    }
    expect(agod!.edge.maxSteps).toBe(Math.max(...range(100, 260, 10)));
    expect(agod!.edge.stepCapacity).toBe(20 * mean(range(400, 1000, 100)));
    const tasks = range(100, 260, 10);
    const runtime = tasks.map((t) => 60 * (0.001 * t * t + 2.5 * t - 14));
    expect(agod!.users).toHaveLength(Math.floor(0.001 * mean(runtime)));
    expect(agod!.users.slice(0, tasks.length).map(({ maxSteps }) => maxSteps)).toEqual(tasks);
  });

  it("EAT: ten times its quality but for a constant, the reward of time at its kink, its seconds", () => {
    const quality = (s: number): number => (s < 5 ? 0 : s > 30 ? 0.27 : (0.16 * Math.log(s)) / Math.log(6) - 0.02);
    for (let s = 1; s <= 32; s++) {
      const error = eat!.weights.error * errorOf(eat!.users[0]!.errorModel, s);
      expect(error).toBeCloseTo(10 * (quality(30) - quality(s)), 5);
    }
    const wanted = solve(eat!, { method: "exact" }).plan.steps.slice(0, 4);
    expect(readme).toContain(`it wants ${wanted.slice(0, 3).join(", ")} or ${wanted[3]} steps`);
    const reward = (seconds: number): number => Math.min(10, 250 / seconds);
    expect([reward(24.9), reward(25), reward(25.1) < 10]).toEqual([10, 10, true]);
    expect(eat!.weights.time).toBeCloseTo((reward(25) - reward(25 + 1e-6)) / 1e-6, 5);
    const seconds = eat!.users.slice(0, 4).map(({ workload, link }) => [workload, link.uplinkBits / link.uplinkRate]);
    expect(seconds).toEqual([
      [0.315, 24],
      [0.15625, 24],
      [0.14, 32],
      [0.1, 30],
    ]);
  });

  it("DEdgeAI: a slot's steps at a mean station, all within the published ranges", () => {
    const { speed, stepCapacity } = dedgeai!.edge;
    const mean = dedgeai!.users.reduce((sum, { workload }) => sum + workload, 0) / dedgeai!.users.length;
    expect(mean).toBeCloseTo(0.2048e9, -3);
    expect(stepCapacity).toBe(Math.floor(speed / mean));
    for (const { workload, link, maxSteps } of dedgeai!.users) {
      expect(workload).toBeGreaterThan(0.1024e9);
      expect(workload).toBeLessThan(0.3072e9);
      expect(link.downlinkBits).toBeGreaterThan(0.6e6);
      expect(link.downlinkBits).toBeLessThan(1e6);
      expect(maxSteps).toBeGreaterThanOrEqual(1);
      expect(maxSteps).toBeLessThanOrEqual(14);
      expect(workload / speed).toBeLessThan(dedgeai!.weights.edgeUtility);
    }
    const asked = dedgeai!.users.reduce((sum, { maxSteps }) => sum + maxSteps!, 0);
    expect(readme).toContain(`${asked} steps are asked for`);
    const results = dedgeai!.users.map(({ link }) => link.downlinkBits);
    expect(results).toEqual(results.toSorted((a, b) => a - b));
  });
});
