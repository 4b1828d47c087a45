/**
 * What a request of each service looks like: sizes, error, limits. A user's value is uniform in the range.
 * Sizes of 512² images are rows of data/published/radio.csv; everything else is a choice. Errors of images are as in the reference
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

const textToImage: Demand = {
  uplinkBits: prompt,
  downlinkBits: image,
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
    deadline: [6, 20],
    battery: [30, 150],
  },
  "image-to-image": { ...textToImage, uplinkBits: [2e6, 5e6] },
  "text-to-video": {
    ...textToImage,
    downlinkBits: [10e6, 25e6],
    error: { initial: [0.6 * frames, frames], decay: [0.06, 0.15] },
    deadline: [60, 180],
    maxError: [0.2 * frames, 0.4 * frames],
  },
};
