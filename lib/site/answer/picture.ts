/**
 * What a user's steps make: real reverse diffusion of the glyphs (MODEL.md §11), its error after every number of steps, and what the user takes
 * if it believes one law or another. Everything follows from the question, seed included.
 */
import { averageRelativeError } from "../../diffusion/average-error.js";
import { ddim } from "../../diffusion/ddim.js";
import { diffusionModel } from "../../diffusion/diffusion-model.js";
import { dpmSolver } from "../../diffusion/dpm-solver.js";
import { gaussianNoise } from "../../diffusion/gaussian-noise.js";
import { noiseLevels } from "../../diffusion/noise-schedule.js";
import { sample } from "../../diffusion/sampler.js";
import type { ErrorLawName, ErrorModel } from "../../laws/error/error-laws.js";
import { fitErrorLaw, fittedModel } from "../../laws/error/fit.js";
import { cost, pricedCost } from "../../model/cost.js";
import { averageError } from "../../model/error.js";
import { maxWholeSteps, type Place } from "../../model/placement.js";
import { type Problem, toProblem } from "../../model/problem.js";
import { bestWholeSteps } from "../../model/whole-steps.js";
import { stream } from "../../numerics/stream.js";
import type { Scenario, User } from "../../scenario/types.js";
import { type Law, SAMPLES, type Sense } from "./beliefs.js";

export interface PictureQuestion {
  readonly id: number;
  /** The same for the same scenario. */
  readonly key: string;
  readonly scenario: Scenario;
  /** By index. */
  readonly user: number;
  /** λ at the edge [1/step]. */
  readonly price: number;
  readonly law: Law;
  readonly sense: Sense;
  /** Of the noise that all runs begin with. */
  readonly noise: number;
}

/** What a place makes of it. */
export interface Made {
  /** Whole steps that are best if the law holds. */
  readonly steps: number;
  /** ε̄(s) by the law, and measured. */
  readonly promised: number;
  readonly measured: number;
  /** What these steps cost more than the best for the measured error [objective unit]. */
  readonly regret: number;
  /** The pictures, of shape {@link SHOWN} × side². */
  readonly pictures: Float64Array;
}

export interface PictureAnswer {
  readonly id: number;
  readonly key: string;
  readonly user: number;
  readonly law: Law;
  readonly sense: Sense;
  /** Steps of a full run: the most that a place of the user does, at most {@link LONGEST}. */
  readonly most: number;
  /** Steps and the errors measured after them, by rising steps. */
  readonly steps: readonly number[];
  readonly errors: readonly number[];
  /** The law at the same steps. */
  readonly believed: readonly number[];
  /** Absent where the place is closed. */
  readonly device?: Made;
  readonly edge?: Made;
  /** What all runs begin with, and the noise-free ends that errors are relative to. */
  readonly noise: Float64Array;
  readonly truth: Float64Array;
}

/** Pictures that are shown, the first of those whose error is measured. */
export const SHOWN = 8;
/** Full runs are no longer [step]. */
export const LONGEST = 64;
/** Nor shorter: of fewer points no law can be told [step]. */
const SHORTEST = 6;
/** Errors are measured after about so many numbers of steps. */
const POINTS = 14;
/** How much finer the run is whose end is the truth of coarse ones. */
const FINER = 2;

/** Runs of one noise, and their errors. */
interface Runs {
  readonly of: string;
  readonly truth: Float64Array;
  readonly start: Float64Array;
  /** Samples after s of the full steps. */
  readonly after: (s: number) => Float64Array;
  readonly steps: readonly number[];
  readonly errors: readonly number[];
}

/** Answers questions; runs are kept for those that follow. */
export class Pictures {
  readonly #model = diffusionModel("glyphs").denoiser;
  #runs: Runs | undefined;

  answer({ id, key, scenario, user: n, price, law, sense, noise }: PictureQuestion): PictureAnswer {
    const user = scenario.users[n]!;
    const own = problemWith(scenario, user, user.errorModel);
    const most = Math.min(LONGEST, Math.max(SHORTEST, ...placesOf(own).map((place) => maxWholeSteps(place, 0))));
    const runs = this.#runsOf(most, sense, noise);
    const { steps, errors } = runs;
    const table: ErrorModel = { kind: "table", steps: [...steps], error: [...errors] };
    const measured = problemWith(scenario, user, table);
    const believed =
      law === "own" ? own : law === "measured" ? measured : problemWith(scenario, user, fitted(law, steps, errors));
    const made = (place: "local" | "edge"): Made | undefined => {
      if (own[place].open[0] === 0) return undefined;
      const at = place === "edge" ? price : 0;
      const taken = Math.min(most, bestWholeSteps(believed[place], 0, at));
      const best = bestWholeSteps(measured[place], 0, at);
      const after = runs.after(taken);
      const costs = (s: number): number =>
        place === "edge" ? pricedCost(measured.edge, 0, s, at) : cost(measured.local, 0, s);
      return {
        steps: taken,
        promised: averageError(believed.scenario.users, 0, taken),
        measured: averageRelativeError(after, runs.truth, this.#model.dimension),
        regret: Math.max(0, costs(taken) - costs(best)),
        pictures: this.#shown(after),
      };
    };
    const [device, edge] = [made("local"), made("edge")];
    return {
      id,
      key,
      user: n,
      law,
      sense,
      most,
      steps,
      errors,
      believed: steps.map((s) => averageError(believed.scenario.users, 0, s)),
      ...(device && { device }),
      ...(edge && { edge }),
      noise: this.#shown(runs.start),
      truth: this.#shown(runs.truth),
    };
  }

  #shown(samples: Float64Array): Float64Array {
    return samples.slice(0, SHOWN * this.#model.dimension);
  }

  #runsOf(most: number, sense: Sense, noise: number): Runs {
    const of = `${most} ${sense} ${noise}`;
    if (this.#runs?.of === of) return this.#runs;
    const denoiser = this.#model;
    const start = gaussianNoise(SAMPLES * denoiser.dimension, stream(noise, 0));
    const found = sense === "coarse" ? coarse(most) : early(most);
    const { truth, after } = found;
    const steps = spread(most);
    const errors = steps.map((s) => averageRelativeError(after(s), truth, denoiser.dimension));
    this.#runs = { of, truth, start, after, steps, errors };
    return this.#runs;

    /** The full run re-spaced to s steps; the truth is the common solution that all of them end near. */
    function coarse(all: number): Pick<Runs, "truth" | "after"> {
      const known = new Map<number, Float64Array>();
      const run = (s: number): Float64Array => sample(ddim, { denoiser, levels: noiseLevels("geometric", s) }, start);
      const after = (s: number): Float64Array => {
        if (!known.has(s)) known.set(s, run(s));
        return known.get(s)!;
      };
      const finest = { denoiser, levels: noiseLevels("geometric", FINER * all) };
      return { truth: sample(dpmSolver, finest, start), after };
    }

    /** One run, looked at after s steps; the truth is its own end. */
    function early(all: number): Pick<Runs, "truth" | "after"> {
      const states: Float64Array[] = [];
      const run = { denoiser, levels: noiseLevels("geometric", all) };
      const truth = sample(ddim, run, start, (_, x) => void states.push(x.slice()));
      return { truth, after: (s) => states[s] ?? truth };
    }
  }
}

/** Whole numbers from 1 to the most, denser where fewer. */
function spread(most: number): number[] {
  const all = Array.from({ length: POINTS }, (_, k) => Math.round(Math.exp((k / (POINTS - 1)) * Math.log(most))));
  return [...new Set([...all, ...Array.from({ length: Math.min(6, most) }, (_, k) => k + 1)])].sort((a, b) => a - b);
}

/** A law fitted to what is measured; an end without error tells nothing of a law. */
function fitted(law: ErrorLawName, steps: readonly number[], errors: readonly number[]): ErrorModel {
  const kept = [...steps.keys()].filter((k) => errors[k]! > 0);
  return fittedModel(fitErrorLaw(law, { steps: kept.map((k) => steps[k]!), errors: kept.map((k) => errors[k]!) }), 1);
}

/** One user by itself, with an error law in place of its own, and without a floor of quality, which another law might never meet. */
function problemWith(scenario: Scenario, { maxError: _, ...user }: User, errorModel: ErrorModel): Problem {
  return toProblem({ ...scenario, users: [{ ...user, errorModel }] });
}

function placesOf({ local, edge }: Problem): Place[] {
  return [local, edge].filter((place) => place.open[0] === 1);
}
