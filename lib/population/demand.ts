/**
 * What a request of each service looks like: sizes, error, limits. A user's value is uniform in the range.
 * Sizes of 512² images are rows of data/published/radio.csv, those of latents of data/published/model-cost.csv; everything else is a choice. Errors of images are as in the reference
 * scenarios; those of videos make 25 to 60 steps pay off on an H100 at the default weights. Floors are a fifth to two fifths of the
 * largest error.
 */
import type { ServiceName } from "./preset.js";

/** The least and the largest. */
export type Range = readonly [low: number, high: number];

/** What a request of a service asks for; each number is drawn uniformly from its range. */
export interface Demand {
  /** D↑ [bit]. */
  readonly uplinkBits: Range;
  /** D↓ [bit]. */
  readonly downlinkBits: Range;
  /** D↓ of a split task, the latent of the service's model [bit]; absent where no device runs it. */
  readonly latentBits?: number;
  /** Parameters of error laws that are other than the laws' usual ones, by name. */
  readonly error: Readonly<Record<string, Range>>;
  /** T^max [s]. */
  readonly deadline: Range;
  /** E^max [J]. */
  readonly battery: Range;
  /** ε̄^max [1]. */
  readonly maxError: Range;
}

/** 250 to 2,000 characters. */
const prompt: Range = [2e3, 16e3];
const image: Range = [0.6e6, 1e6];

/** 4 values of 16 bits for each 8 × 8 pixels: of Stable Diffusion 1.4/1.5 at 512², and of SDXL at 1024². */
const latentOf = (pixels: number): number => 4 * 16 * (pixels / 8) ** 2;

const textToImage: Demand = {
  uplinkBits: prompt,
  downlinkBits: image,
  latentBits: latentOf(512),
  error: {},
  deadline: [3, 12],
  battery: [10, 50],
  maxError: [0.2, 0.4],
};

/** The error of a clip is the sum over its frames. */
const frames = 49;

export const demands: Readonly<Record<ServiceName, Demand>> = {
  "text-to-image-512": textToImage,
  "text-to-image-1024": {
    ...textToImage,
    downlinkBits: [4 * image[0], 4 * image[1]],
    latentBits: latentOf(1024),
    deadline: [6, 20],
    battery: [30, 150],
  },
  "image-to-image": { ...textToImage, uplinkBits: [2e6, 5e6] },
  "text-to-video": {
    uplinkBits: prompt,
    battery: textToImage.battery,
    downlinkBits: [10e6, 25e6],
    error: { initial: [0.6 * frames, frames], decay: [0.06, 0.15] },
    deadline: [60, 180],
    maxError: [0.2 * frames, 0.4 * frames],
  },
};
