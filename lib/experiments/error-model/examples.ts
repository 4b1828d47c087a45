/** A few published curves with the four laws fitted to them, point by point, as the figure `error-model-fits` shows them. */

import { InputError } from "../../input/errors.js";
import { FITTED_LAWS, fitErrorLaw, predict } from "../../laws/error/fit.js";
import { power } from "../../numerics/power.js";
import type { Table } from "../../report/table.js";
import type { ErrorCurve } from "./curves.js";

export interface Example {
  readonly model: string;
  readonly sampler: string;
  readonly dataset: string;
  readonly metric: string;
}

/** One or two of the best measured of the larger families; all count. */
export const errorModelExampleDefaults: readonly Example[] = [
  { model: "DDPM UNet", sampler: "DDPM eta=1.0", dataset: "CIFAR-10 32x32", metric: "FID" },
  { model: "DDPM UNet", sampler: "DDIM eta=0.0", dataset: "CIFAR-10 32x32", metric: "FID" },
  { model: "EDM pre-trained UNet", sampler: "DPM-Solver++(3M)", dataset: "CIFAR-10 32x32", metric: "FID" },
  { model: "DiT-XL/2", sampler: "DDIM", dataset: "ImageNet 256", metric: "FID" },
  { model: "MDLM", sampler: "ancestral", dataset: "OpenWebText", metric: "generative perplexity (GPT-2 Large)" },
  { model: "Stable Video Diffusion", sampler: "EDM Euler", dataset: "UCF-101", metric: "FVD" },
];

/** Points of a law's line over the measured steps, evenly spaced in their logarithm. */
const LINE_POINTS = 41;

/**
 * A row for each measured point and each point of a law's line.
 * @throws InputError if an example is none of the curves.
 */
export function errorModelExamples(curves: readonly ErrorCurve[], examples: readonly Example[]): Table {
  const rows = examples.flatMap((example) => {
    const curve = findCurve(curves, example);
    const { family } = curve;
    const row = (shown: string, steps: number, error: number) => ({ ...example, family, shown, steps, error });
    const measured = curve.steps.map((steps, i) => row("measured", steps, curve.errors[i]!));
    const [fewest, most] = [curve.steps[0]!, curve.steps.at(-1)!];
    const lines = FITTED_LAWS.flatMap((law) => {
      const fit = fitErrorLaw(law, curve);
      return Array.from({ length: LINE_POINTS }, (_, i) => {
        const steps = Number((fewest * power(most / fewest, i / (LINE_POINTS - 1))).toPrecision(6));
        return row(law, steps, Number(predict(fit, steps).toPrecision(6)));
      });
    });
    return [...measured, ...lines];
  });
  return { name: "error-model-examples", columns, rows };
}

/** The curve of a series. @throws InputError if there is none. */
export function findCurve(curves: readonly ErrorCurve[], example: Example): ErrorCurve {
  const found = curves.find(
    ({ series }) =>
      series.model === example.model &&
      series.sampler === example.sampler &&
      series.dataset === example.dataset &&
      series.metric === example.metric,
  );
  if (found) return found;
  throw new InputError(`curve: there is none of ${JSON.stringify(example)} with four points or more`);
}

const columns: Table["columns"] = [
  { name: "model", unit: "", description: "As published, like the next three." },
  { name: "sampler", unit: "", description: "What made the steps." },
  { name: "dataset", unit: "", description: "What it was measured on." },
  { name: "metric", unit: "", description: "What was measured; its value is the error." },
  { name: "family", unit: "", description: "Family of the architecture, our grouping." },
  { name: "shown", unit: "", description: "measured, or the law whose fit it is." },
  { name: "steps", unit: "step", description: "Reverse diffusion steps." },
  { name: "error", unit: "of the metric", description: "Measured, or as the fit says." },
];
