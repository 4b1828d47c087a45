/**
 * The error of real reverse diffusion against its steps, in both senses of fewer steps (MODEL.md §11): *early*, s of a run's S
 * steps are done and then it stops; *coarse*, the S steps are re-spaced to s.
 */
import { max } from "simple-statistics";
import { averageRelativeError } from "../../diffusion/average-error.js";
import { brownianPath, coarserPath } from "../../diffusion/brownian-path.js";
import { ddim } from "../../diffusion/ddim.js";
import { ddpm } from "../../diffusion/ddpm.js";
import { type DiffusionModel, type DiffusionModelName, diffusionModel } from "../../diffusion/diffusion-model.js";
import { dpmSolver } from "../../diffusion/dpm-solver.js";
import { gaussianNoise } from "../../diffusion/gaussian-noise.js";
import { heun } from "../../diffusion/heun.js";
import { noiseLevels, type ScheduleName } from "../../diffusion/noise-schedule.js";
import { type Sampler, sample } from "../../diffusion/sampler.js";
import { slicedWasserstein } from "../../diffusion/sliced-wasserstein.js";
import { stream } from "../../numerics/stream.js";
import { type Statistic, spread, spreadColumns } from "../../report/summary.js";
import type { Table } from "../../report/table.js";
import { inTurn, type Study } from "../../sweep/study.js";

export interface MechanismCase {
  readonly model: DiffusionModelName;
  /** Schedules whose runs stop early, and those whose steps are re-spaced. */
  readonly early: readonly ScheduleName[];
  readonly coarse: readonly ScheduleName[];
  /** Samples behind each seed's average error. */
  readonly samples: number;
}

export interface ErrorMechanismOptions {
  readonly cases: readonly MechanismCase[];
  readonly seeds: number;
  /** S, the steps of a full run. */
  readonly steps: number;
  /** Where runs stop, below S. */
  readonly stops: readonly number[];
  /** To what the steps are re-spaced; each divides S. */
  readonly spacings: readonly number[];
}

const everySchedule: readonly ScheduleName[] = ["geometric", "cosine", "linear"];

export const errorMechanismDefaults: ErrorMechanismOptions = {
  cases: [
    { model: "ring", early: ["geometric"], coarse: ["geometric"], samples: 128 },
    { model: "mixture", early: everySchedule, coarse: everySchedule, samples: 48 },
    { model: "glyphs", early: everySchedule, coarse: [], samples: 4 },
    { model: "glyphs", early: [], coarse: ["geometric"], samples: 12 },
  ],
  seeds: 5,
  steps: 256,
  stops: Array.from({ length: 16 }, (_, i) => 16 * i),
  spacings: [1, 2, 4, 8, 16, 32, 64],
};

/** Those that stop early: Heun's and DPM-Solver++'s runs pass through the same states as DDIM's. */
const STOPPED = [ddpm, ddim];
const RESPACED = [ddpm, ddim, heun, dpmSolver];

/** The run whose end is the truth for coarser ones has so many times S steps. */
const FINER = 2;

const DIRECTIONS = 32;

const STATISTICS: readonly Statistic[] = ["mean", "least", "largest"];

/** A case on one of its schedules, with all seeds, which one distance is measured over. */
interface MechanismCell {
  readonly of: MechanismCase;
  readonly schedule: ScheduleName;
  readonly sense: "early" | "coarse";
  readonly options: ErrorMechanismOptions;
  readonly seed: number;
}

/** A cell is a case, schedule and sense; the seeds are `seed`, `seed` + 1, … */
export const errorMechanismStudy: Study<ErrorMechanismOptions, Table, MechanismCell, Table["rows"]> = {
  cells: (options, seed) =>
    options.cases.flatMap((of) =>
      (["early", "coarse"] as const).flatMap((sense) =>
        of[sense].map((schedule) => ({ of, schedule, sense, options, seed })),
      ),
    ),
  find: ({ of: { model: name, samples }, schedule, sense, options, seed }) => {
    const model = diffusionModel(name);
    const measure = sense === "early" ? stoppedEarly : coarserSteps;
    const bySeed = Array.from({ length: options.seeds }, (_, k) =>
      measure({ model, schedule, samples, options, seed: seed + k }),
    );
    const distance = distanceTo(model, samples * options.seeds, seed);
    return bySeed[0]!.map(({ sampler, answer, steps, evaluations }, i) => {
      const errors = bySeed.map((answers) => answers[i]!.error);
      return {
        model: name,
        schedule,
        sampler: sampler.name,
        sense,
        answer,
        steps,
        evaluations,
        ...roundedAll(spread("error", errors, STATISTICS)),
        wasserstein: rounded(distance.from(joined(bySeed.map((answers) => answers[i]!.samples)))),
        wassersteinFloor: rounded(distance.floor),
      };
    });
  },
  result: (found) => ({ name: "error-mechanism", columns, rows: found.flat() }),
};

/** A row for each case, schedule, sampler, sense, answer and number of steps. */
export const errorMechanism = inTurn(errorMechanismStudy);

const columns: Table["columns"] = [
  { name: "model", unit: "", description: "ring or mixture (exact score), glyphs (learned)." },
  { name: "schedule", unit: "", description: "geometric, cosine or linear." },
  { name: "sampler", unit: "", description: "ddpm, ddim, heun or dpm-solver." },
  { name: "sense", unit: "", description: "early (s of S steps done) or coarse (S steps re-spaced to s)." },
  { name: "answer", unit: "", description: "What is handed out: the state, or its denoised mean." },
  { name: "steps", unit: "step", description: "s." },
  { name: "evaluations", unit: "1", description: "Evaluations of the denoiser that it took." },
  ...spreadColumns(
    { name: "error", unit: "1", description: "Average error relative to the noise-free end." },
    STATISTICS,
    "seeds",
  ),
  { name: "wasserstein", unit: "1", description: "Sliced Wasserstein distance of all seeds' samples from the target." },
  {
    name: "wassersteinFloor",
    unit: "1",
    description: "The largest such distance of eight sets from the target itself.",
  },
];

interface Measurement {
  readonly model: DiffusionModel;
  readonly schedule: ScheduleName;
  readonly samples: number;
  readonly options: ErrorMechanismOptions;
  readonly seed: number;
}

interface Answer {
  readonly sampler: Sampler;
  readonly answer: "state" | "denoised";
  readonly steps: number;
  readonly evaluations: number;
  readonly error: number;
  readonly samples: Float64Array;
}

/** The state after s of S steps, as it is and denoised, against the end of the same run. */
function stoppedEarly({ model, schedule, samples, options, seed }: Measurement): Answer[] {
  const { denoiser } = model;
  const random = stream(seed, 0);
  const start = gaussianNoise(samples * denoiser.dimension, random);
  const levels = noiseLevels(schedule, options.steps);
  const path = brownianPath(levels, start.length, random);
  return STOPPED.flatMap((sampler) => {
    const stopped: { answer: Answer["answer"]; steps: number; samples: Float64Array }[] = [];
    const end = sample(sampler, { denoiser, levels, path }, start, (steps, x, denoised) => {
      if (!options.stops.includes(steps)) return;
      stopped.push({ answer: "state", steps, samples: x.slice() });
      stopped.push({ answer: "denoised", steps, samples: denoised.slice() });
    });
    return stopped.map(({ answer, steps, samples }) => {
      const evaluations = steps * sampler.evaluations + (answer === "denoised" ? 1 : 0);
      const error = averageRelativeError(samples, end, denoiser.dimension);
      return { sampler, answer, steps, evaluations, error, samples };
    });
  });
}

/** The end of a run of s steps against that of a finer one from the same noise: DDPM's own, the others' common ODE solution. */
function coarserSteps({ model, schedule, samples, options, seed }: Measurement): Answer[] {
  const { denoiser } = model;
  const finest = FINER * options.steps;
  const random = stream(seed, 0);
  const start = gaussianNoise(samples * denoiser.dimension, random);
  const path = brownianPath(noiseLevels(schedule, finest), start.length, random);
  const end = (sampler: Sampler, steps: number): Float64Array => {
    const run = { denoiser, levels: noiseLevels(schedule, steps) };
    return sample(sampler, sampler === ddpm ? { ...run, path: coarserPath(path, finest / steps) } : run, start);
  };
  const [noisy, solution] = [end(ddpm, finest), end(dpmSolver, finest)];
  return RESPACED.flatMap((sampler) =>
    options.spacings.map((steps) => {
      const samples = end(sampler, steps);
      const error = averageRelativeError(samples, sampler === ddpm ? noisy : solution, denoiser.dimension);
      const evaluations = steps * sampler.evaluations - (sampler === heun ? 1 : 0); // its last step is Euler's
      return { sampler, answer: "state", steps, evaluations, error, samples };
    }),
  );
}

/** Sliced Wasserstein distance from `count` samples of the target, and the largest that as many others of its own have. */
function distanceTo(model: DiffusionModel, count: number, seed: number) {
  const { dimension } = model.denoiser;
  const target = model.draw(count, stream(seed, 1));
  const from = (samples: Float64Array): number =>
    slicedWasserstein(samples, target, dimension, DIRECTIONS, stream(seed, 2));
  return { from, floor: max(Array.from({ length: 8 }, (_, k) => from(model.draw(count, stream(seed, 3 + k))))) };
}

/** To ten digits: the rest is rounding, which need not be alike on every machine. */
export function rounded(value: number): number {
  return Number(value.toPrecision(10));
}

function roundedAll(values: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, rounded(value)]));
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const { length } = parts[0]!;
  const all = new Float64Array(parts.length * length);
  parts.forEach((part, i) => {
    all.set(part, i * length);
  });
  return all;
}
