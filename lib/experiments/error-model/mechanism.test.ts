import { describe, expect, it } from "vitest";
import { ddim } from "../../diffusion/ddim.js";
import { diffusionModel } from "../../diffusion/diffusion-model.js";
import { dpmSolver } from "../../diffusion/dpm-solver.js";
import { gaussianNoise } from "../../diffusion/gaussian-noise.js";
import { heun } from "../../diffusion/heun.js";
import { noiseLevels } from "../../diffusion/noise-schedule.js";
import { type Sampler, sample } from "../../diffusion/sampler.js";
import { stream } from "../../numerics/stream.js";
import type { Table } from "../../report/table.js";
import { ONLY_IN_FULL } from "../../testing/long.js";
import { once } from "../../testing/once.js";
import { type ErrorMechanismOptions, errorMechanism, errorMechanismDefaults, type MechanismCase } from "./mechanism.js";
import { errorMechanismLaws } from "./mechanism-laws.js";

const options: ErrorMechanismOptions = { ...errorMechanismDefaults, seeds: 2 };
const studyOf = (...cases: MechanismCase[]): { mechanism: Table; laws: Table } => {
  const mechanism = errorMechanism({ ...options, cases }, 1);
  return { mechanism, laws: errorMechanismLaws(mechanism, options) };
};
// With coarse steps some samples end at another component, and a mean of few errors depends on how many do.
const exact = once(() =>
  studyOf(
    { model: "mixture", early: ["geometric", "cosine"], coarse: [], samples: 16 },
    { model: "mixture", early: [], coarse: ["geometric"], samples: 160 },
  ),
);
const learned = once(() => studyOf({ model: "glyphs", early: ["geometric"], coarse: ["geometric"], samples: 2 }));

type Row = Table["rows"][number];
const rowsOf = ({ rows }: Table, wanted: Row): Row[] =>
  rows.filter((row) => Object.entries(wanted).every(([key, value]) => row[key] === value));

describe.each([
  { model: "mixture", study: exact },
  { model: "glyphs", study: learned },
])("$model", ONLY_IN_FULL, ({ study }) => {
  it.each(["ddpm", "ddim"])(
    "%s, stopped early on the geometric schedule: exponential at theory's rate in the tail",
    (sampler) => {
      const tail = { schedule: "geometric", sampler, sense: "early", answer: "state", range: "tail" };
      const { laws } = study();
      const [exponential] = rowsOf(laws, { ...tail, law: "exponential" });
      const [power] = rowsOf(laws, { ...tail, law: "power" });
      expect(Math.abs(Number(exponential!["rate"]) / Number(exponential!["theory"]) - 1)).toBeLessThan(0.1);
      expect(exponential!["r2"]).toBeGreaterThan(0.99);
      expect(exponential!["r2"]).toBeGreaterThan(Number(power!["r2"]));
    },
  );

  it.each(["ddpm", "ddim", "heun", "dpm-solver"])("%s, coarser steps: a power law in the tail", (sampler) => {
    const tail = { schedule: "geometric", sampler, sense: "coarse", range: "tail" };
    const { laws } = study();
    const [power] = rowsOf(laws, { ...tail, law: "power" });
    const [exponential] = rowsOf(laws, { ...tail, law: "exponential" });
    expect(power!["r2"]).toBeGreaterThan(0.95);
    expect(power!["r2"]).toBeGreaterThan(Number(exponential!["r2"]));
    expect(Math.abs(Number(power!["rate"]) / Number(power!["theory"]) - 1)).toBeLessThan(
      sampler === "ddpm" ? 0.4 : 0.2,
    );
  });

  it("spreads over seeds", () => {
    for (const row of study().mechanism.rows) {
      expect(row["errorLeast"]).toBeLessThan(Number(row["errorLargest"]));
      expect(row["errorMean"]).toBeGreaterThanOrEqual(Number(row["errorLeast"]));
      expect(row["errorMean"]).toBeLessThanOrEqual(Number(row["errorLargest"]));
    }
  });
});

it(
  "one step ends far from the mixture; 64 of second order end where its own samples lie, 64 of first order come near",
  ONLY_IN_FULL,
  () => {
    const { mechanism } = exact();
    for (const sampler of ["ddpm", "ddim", "heun", "dpm-solver"]) {
      const [one] = rowsOf(mechanism, { sampler, sense: "coarse", steps: 1 });
      const [many] = rowsOf(mechanism, { sampler, sense: "coarse", steps: 64 });
      const floor = Number(many!["wassersteinFloor"]);
      const second = sampler === "heun" || sampler === "dpm-solver";
      expect(one!["wasserstein"]).toBeGreaterThan(5 * floor);
      expect(many!["wasserstein"]).toBeLessThan((second ? 1.2 : 1.6) * floor);
    }
  },
);

it("on the cosine schedule stopping early is no exponential law, and theory gives no rate", ONLY_IN_FULL, () => {
  for (const sampler of ["ddpm", "ddim"]) {
    const tail = { schedule: "cosine", sampler, sense: "early", answer: "state", range: "tail", law: "exponential" };
    const [law] = rowsOf(exact().laws, tail);
    expect(law!["r2"]).toBeLessThan(0.95);
    expect(law!["theory"]).toBe("NA");
  }
});

it("Heun's and DPM-Solver++'s runs pass through the states of DDIM's", () => {
  const { denoiser } = diffusionModel("mixture");
  const levels = noiseLevels("geometric", 256);
  const start = gaussianNoise(16 * denoiser.dimension, stream(1, 0));
  const middle = (sampler: Sampler): Float64Array => {
    let state = new Float64Array(0);
    sample(sampler, { denoiser, levels }, start, (done, x) => {
      if (done === 128) state = x.slice();
    });
    return state;
  };
  const reference = middle(ddim);
  const size = Math.hypot(...reference);
  for (const sampler of [heun, dpmSolver]) {
    expect(Math.hypot(...middle(sampler).map((x, i) => x - reference[i]!)) / size).toBeLessThan(0.02);
  }
});

it("tells its progress, and the same seed gives the same table", () => {
  const small = {
    ...options,
    cases: [{ model: "ring", early: ["linear"], coarse: ["cosine"], samples: 4 }],
    steps: 16,
    stops: [0, 8],
    spacings: [2, 4],
  } as const;
  const told: number[] = [];
  const table = errorMechanism(small, 1, (done) => told.push(done));
  expect(told).toEqual([0.5, 1]);
  expect(table.rows).toHaveLength(2 * 2 * 2 + 4 * 2);
  expect(errorMechanism(small, 1)).toEqual(table);
  expect(errorMechanism(small, 2)).not.toEqual(table);
  const heunRow = rowsOf(table, { sampler: "heun", steps: 4 });
  expect(heunRow[0]!["evaluations"]).toBe(7);
});
