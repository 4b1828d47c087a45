/** Which law the errors of real reverse diffusion follow, beside what theory says of their rate (MODEL.md §11). */
import { groups } from "d3-array";
import { noiseLevels, sigmaOf } from "../../diffusion/noise-schedule.js";
import { type Curve, type ErrorFit, fitErrorLaw } from "../../laws/error/fit.js";
import type { Table } from "../../report/table.js";
import { relativeR2 } from "./fit-quality.js";
import { type ErrorMechanismOptions, rounded } from "./mechanism.js";

const LAWS = ["exponential", "power"] as const;

/** What the curves are told apart by. */
const KEYS = ["model", "schedule", "sampler", "sense", "answer"] as const;

type Key = (typeof KEYS)[number];

/** Orders of convergence. */
const ORDERS: Readonly<Record<string, number>> = { ddpm: 1, ddim: 1, heun: 2, "dpm-solver": 2 };

/**
 * Two laws' fits to each curve of the study `errorMechanism`: to all its points, and to its tail, where theory speaks: early
 * from 5/8 of S on, coarse from S/32 steps on.
 */
export function errorMechanismLaws(mechanism: Table, { steps }: Pick<ErrorMechanismOptions, "steps">): Table {
  const keyOf = (row: Table["rows"][number]): string => KEYS.map((key) => row[key]).join(" ");
  const measurable = mechanism.rows.filter((row) => (row["steps"] as number) > 0);
  const rows = groups(measurable, keyOf).flatMap(([, points]) => {
    const curve = Object.fromEntries(KEYS.map((name) => [name, points[0]![name] as string])) as Record<Key, string>;
    const tailFrom = curve.sense === "early" ? (5 * steps) / 8 : steps / 32;
    return [
      { range: "all", own: points },
      { range: "tail", own: points.filter((row) => (row["steps"] as number) >= tailFrom) },
    ].flatMap(({ range, own }) => {
      const measured: Curve = {
        steps: own.map((row) => row["steps"] as number),
        errors: own.map((row) => row["errorMean"] as number),
      };
      return LAWS.map((law) => {
        const fit = fitErrorLaw(law, measured);
        return {
          ...curve,
          range,
          law,
          points: own.length,
          initial: rounded(fit.initial),
          rate: rounded(fit.rate),
          r2: rounded(relativeR2(fit, measured)),
          theory: theoreticalRate(law, curve, steps),
        };
      });
    });
  });
  return { name: "error-mechanism-laws", columns, rows };
}

/**
 * Coarse: the sampler's order. Early on the geometric schedule, where ln σ falls by h a step: what is missing is noise of size σ
 * in DDPM's state, and σ² times half the score in that of the probability-flow ODE.
 */
function theoreticalRate(law: ErrorFit["law"], curve: Readonly<Record<Key, string>>, steps: number): number | string {
  if (curve.sense === "coarse") return law === "power" ? ORDERS[curve.sampler]! : "NA";
  if (law === "power" || curve.schedule !== "geometric") return "NA";
  const [first, second] = noiseLevels("geometric", steps).map(sigmaOf);
  return rounded((curve.sampler === "ddpm" ? 1 : 2) * Math.log(first! / second!));
}

const columns: Table["columns"] = [
  { name: "model", unit: "", description: "As in error-mechanism, like the next four." },
  { name: "schedule", unit: "", description: "geometric, cosine or linear." },
  { name: "sampler", unit: "", description: "ddpm, ddim, heun or dpm-solver." },
  { name: "sense", unit: "", description: "early or coarse." },
  { name: "answer", unit: "", description: "state or denoised." },
  { name: "range", unit: "", description: "all points with s ≥ 1, or the tail: s ≥ 5S/8 (early), s ≥ S/32 (coarse)." },
  { name: "law", unit: "", description: "exponential, initial·e^(−rate·s), or power, initial·s^(−rate)." },
  { name: "points", unit: "1", description: "Points that the law is fitted to." },
  { name: "initial", unit: "1", description: "Factor of the law." },
  { name: "rate", unit: "1/step or 1", description: "Decay of an exponential law, exponent of a power law." },
  { name: "r2", unit: "1", description: "R² of the relative residuals, against the best constant." },
  { name: "theory", unit: "1/step or 1", description: "The rate that theory gives the tail; NA where it gives none." },
];
