/**
 * The median of numbers, which are put in another order, by selection (Hoare, Algorithm 65: FIND, CACM 4 (1961) 321): a million take a
 * tenth of the time in which they are sorted. NaN of none; none of them may be NaN.
 */
export function median(values: Float64Array): number {
  const middle = values.length >> 1;
  select(values, middle);
  const upper = values[middle] ?? NaN;
  if (values.length % 2 === 1) return upper;
  let lower = -Infinity;
  for (let i = 0; i < middle; i++) lower = Math.max(lower, values[i]!);
  return (lower + upper) / 2;
}

/** Puts the number of rank k, from 0, in its place: what is before it is at most it, what is behind at least. */
function select(values: Float64Array, k: number): void {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      [values[i], values[j]] = [values[j]!, values[i]!];
      i++;
      j--;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else return;
  }
}
