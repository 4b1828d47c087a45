/** Distance of two sets of samples: 1-D Wasserstein distances along random directions (Bonneel et al. 2015). */
import { gaussianNoise } from "./gaussian-noise.js";

/**
 * √(mean over directions of W₂²) between two sets of as many samples, each of shape samples × dimension.
 * 0 only for the same sets; two sets from one distribution are apart by the sampling noise.
 */
export function slicedWasserstein(
  a: Float64Array,
  b: Float64Array,
  dimension: number,
  directions: number,
  random: () => number,
): number {
  const count = a.length / dimension;
  let sum = 0;
  for (let d = 0; d < directions; d++) {
    const direction = gaussianNoise(dimension, random);
    const length = Math.hypot(...direction);
    const [u, v] = [sortedAlong(direction, a), sortedAlong(direction, b)];
    for (let n = 0; n < count; n++) sum += ((u[n]! - v[n]!) / length) ** 2;
  }
  return Math.sqrt(sum / (count * directions));
}

function sortedAlong(direction: Float64Array, x: Float64Array): Float64Array {
  const dimension = direction.length;
  const products = new Float64Array(x.length / dimension);
  for (let n = 0; n < products.length; n++) {
    let product = 0;
    for (let j = 0; j < dimension; j++) product += direction[j]! * x[n * dimension + j]!;
    products[n] = product;
  }
  return products.sort();
}
