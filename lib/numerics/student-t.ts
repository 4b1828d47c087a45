/** Student's t distribution with a whole number of degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4). */

/** P(|T| ≤ t). */
function withinProbability(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const cosine2 = Math.cos(angle) ** 2;
  const odd = freedom % 2 === 1;
  let term = odd ? Math.cos(angle) : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= freedom - 2; k += 2) {
    term *= (cosine2 * (k - 1)) / k;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}

/**
 * The t that |T| stays below with this probability: half the width of a two-sided interval, in standard errors.
 * @param probability In (0, 1).
 * @param freedom Degrees of freedom, a whole number ≥ 1.
 */
export function studentQuantile(probability: number, freedom: number): number {
  let low = 0;
  let high = 1;
  while (withinProbability(high, freedom) < probability) high *= 2;
  // until no number is left between them
  for (let middle = high / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (withinProbability(middle, freedom) < probability) low = middle;
    else high = middle;
  }
  return high;
}
