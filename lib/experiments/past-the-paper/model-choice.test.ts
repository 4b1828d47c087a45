import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { InputError } from "../../input/errors.js";
import { MORE_IN_FULL, ONLY_IN_FULL, shortOrFull } from "../../testing/long.js";
import { once } from "../../testing/once.js";
import {
  measuredLaw,
  modelChoice,
  modelChoiceDefaults,
  modelChoiceDifferences,
  modelChoiceRuns,
} from "./model-choice.js";
import { modelChoiceChart } from "./model-choice-chart.js";

const options = {
  ...modelChoiceDefaults,
  capacities: shortOrFull([80, 160], [80, 160, 320]),
  scenarios: shortOrFull(2, 10),
};
const found = once(() => {
  const runs = modelChoiceRuns(options, 1);
  return { runs, table: modelChoice(runs), differences: modelChoiceDifferences(runs) };
});

describe("the choice of a model", () => {
  it("is between curves that were measured", () => {
    const csv = readFileSync(new URL("../../../data/published/quality-vs-steps.csv", import.meta.url), "utf8");
    for (const [sampler, name] of [
      ["base", "DPM-Solver++"],
      ["distilled", "Guided distillation"],
    ] as const) {
      const { steps, error } = measuredLaw(sampler);
      expect(steps).toEqual([1, 2, 4, 8]);
      for (const [i, s] of steps.entries()) {
        const fid = Number((100 * error[i]!).toPrecision(12));
        expect(csv).toMatch(
          new RegExp(
            `^SD2\\.1-base fine-tune \\(512\\),.*${name.replaceAll("+", "\\+")},LAION-Aesthetics 6\\+,FID,${s},${fid},`,
            "m",
          ),
        );
      }
    }
  });

  it("never costs more than either model alone, in any draw: a theorem", MORE_IN_FULL, () => {
    const { runs } = found();
    for (const { stepCapacity, seed, offer, objective } of runs.rows) {
      const either = runs.rows.find(
        (row) => row["stepCapacity"] === stepCapacity && row["seed"] === seed && row["offer"] === "either",
      )!;
      expect(objective, `${offer}, ${stepCapacity}, ${seed}`).toBeGreaterThanOrEqual(
        Number(either["objective"]) * (1 - 1e-12),
      );
    }
  });

  it("tells parts of all users, and what one model alone costs more", ONLY_IN_FULL, () => {
    const { runs, table, differences } = found();
    for (const row of table.rows) {
      const parts = ["localBase", "localDistilled", "edgeBase", "edgeDistilled"].map((name) =>
        Number(row[`${name}Mean`]),
      );
      expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 5);
    }
    expect(differences.rows.map(({ stepCapacity, offer }) => [stepCapacity, offer])).toEqual(
      options.capacities.flatMap((capacity) => ["base", "distilled"].map((offer) => [capacity, offer])),
    );
    const own = runs.rows.filter(({ stepCapacity, offer }) => stepCapacity === 160 && offer === "base");
    expect(own).toHaveLength(10);
    expect(own.every(({ localDistilled, edgeDistilled }) => localDistilled === 0 && edgeDistilled === 0)).toBe(true);
  });

  it("is drawn with all capacities", ONLY_IN_FULL, () => {
    const { table, differences } = found();
    const { data, caption, table: drawn } = modelChoiceChart(table, differences);
    expect(data).toHaveLength(10);
    for (const { x } of data.slice(4)) expect(x).toEqual(options.capacities);
    expect(caption).toContain("Over 10 scenarios");
    for (const row of drawn.rows) expect(Object.keys(row).sort()).toEqual(drawn.columns.map(({ name }) => name).sort());
  });

  it("refuses no scenarios", () => {
    expect(() => modelChoiceRuns({ ...options, scenarios: 0 }, 1)).toThrow(InputError);
  });
});
