/** A column of so many entries that all have this value. */
export function column(count: number, value = 0): Float64Array {
  const entries = new Float64Array(count);
  return value === 0 ? entries : entries.fill(value);
}

/** 0, 1, …, one for each of so many. */
export function indicesUpTo(count: number): Int32Array {
  return new Int32Array(count).map((_, n) => n);
}
