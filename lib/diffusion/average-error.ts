/** The paper's average error, with the samples' own noise-free ends as the truth (MODEL.md §11). */

/** Mean over samples of ‖x − end‖₂/‖end‖₂; both of shape samples × dimension. */
export function averageRelativeError(x: Float64Array, end: Float64Array, dimension: number): number {
  const count = end.length / dimension;
  let sum = 0;
  for (let n = 0; n < count; n++) {
    let [difference, norm] = [0, 0];
    for (let i = n * dimension; i < (n + 1) * dimension; i++) {
      difference += (x[i]! - end[i]!) ** 2;
      norm += end[i]! ** 2;
    }
    // ‖x − end‖₂/‖end‖₂
    sum += Math.sqrt(difference / norm);
  }
  return sum / count;
}
