/** Which paper or repository a published series was read in: its tables share models, data sets and tools, so they are one witness. */
import type { PublishedSeries } from "./published-series.js";

/** The first whose pattern the published text meets; any other text is a source of its own. */
const SOURCES: readonly (readonly [name: string, text: RegExp])[] = [
  ["AnimateLCM", /^AnimateLCM/],
  ["ChebBooster", /^ChebBooster/],
  ["DDIM", /^DDIM arXiv/],
  ["diff-sampler", /zju-pi\/diff-sampler/],
  ["DPM-Solver", /^DPM-Solver arXiv/],
  ["efficient-diffusion survey", /^Efficient-diffusion survey/],
  ["Gamma Models", /^Denoising Diffusion Gamma Models/],
  ["iDDIM", /^iDDIM/],
  ["LCM", /^LCM arXiv/],
  ["Neon", /^Neon/],
  ["Partition Generative Models", /^(Partition Generative Models|PGM)/],
  ["Progressive Distillation", /^Progressive Distillation/],
  ["ReMDM, student", /^student/],
  ["SD3", /^SD3 arXiv/],
  ["SF-V", /^SF-V/],
  ["U-ViT", /^U-ViT arXiv/],
];

/** Name of the source that the series' first row was read in. */
export function sourceOf({ sources }: Pick<PublishedSeries, "sources">): string {
  const text = sources[0]!;
  return SOURCES.find(([, pattern]) => pattern.test(text))?.[0] ?? text;
}
