/** The noise of a run of DDPM, shared by runs of fewer steps (MODEL.md §11). */
import { gaussianNoise } from "./gaussian-noise.js";
import { type NoiseLevel, snrOf } from "./noise-schedule.js";

/** Increments of a Brownian path whose time is the signal-to-noise ratio: `size` numbers for each step that ends with noise. */
export function brownianPath(levels: readonly NoiseLevel[], size: number, random: () => number): Float64Array[] {
  return levels.slice(1).flatMap((to, i) => {
    if (to.noise === 0) return [];
    const deviation = Math.sqrt(snrOf(to) - snrOf(levels[i]!));
    const increment = gaussianNoise(size, random);
    for (let j = 0; j < size; j++) increment[j]! *= deviation;
    return [increment];
  });
}

/** The same path for a run that takes `every` steps at once. */
export function coarserPath(path: readonly Float64Array[], every: number): Float64Array[] {
  return Array.from({ length: Math.floor(path.length / every) }, (_, step) => {
    const sum = new Float64Array(path[0]!.length);
    for (const increment of path.slice(step * every, (step + 1) * every)) {
      for (let i = 0; i < sum.length; i++) sum[i]! += increment[i]!;
    }
    return sum;
  });
}
