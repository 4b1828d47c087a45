/**
 * The Sobol sequence: points that fill the unit cube evenly. Any 2^k points from the first on put the same number into each of
 * 2^k equal slices along every axis. Direction numbers of S. Joe and F. Y. Kuo, SIAM J. Sci. Comput. 30 (2008) 2635–2654.
 */
import { whole } from "../input/checks.js";
import { stream } from "./stream.js";

/** Of the dimensions from the second on: coefficients of a primitive polynomial in binary, and the first direction numbers. */
const JOE_KUO: readonly { readonly a: number; readonly m: readonly number[] }[] = [
  { a: 0, m: [1] },
  { a: 1, m: [1, 3] },
  { a: 1, m: [1, 3, 1] },
  { a: 2, m: [1, 1, 1] },
  { a: 1, m: [1, 1, 3, 3] },
  { a: 4, m: [1, 3, 5, 13] },
  { a: 2, m: [1, 1, 5, 5, 17] },
  { a: 4, m: [1, 1, 5, 5, 5] },
  { a: 7, m: [1, 1, 7, 11, 19] },
];

const BITS = 32;
const MOST_DIMENSIONS = JOE_KUO.length + 1;

/**
 * The first points, each in [0, 1)^dimensions, in the Gray-code order of Antonov and Saleev.
 * @param dimensions From 1 to 10.
 * @param seed Of a random digital shift, which keeps the evenness and makes each point uniform; without, the first point is 0.
 * @throws InputError for an argument out of range.
 */
export function sobolSequence(dimensions: number, count: number, seed?: number): Float64Array[] {
  whole("dimensions", dimensions, 1, MOST_DIMENSIONS);
  whole("count", count, 1, 2 ** BITS);
  const columns = Array.from({ length: dimensions }, (_, d) => {
    const shift = seed === undefined ? 0 : Math.floor(stream(seed, d)() * 2 ** BITS);
    return column(directions(d), count, shift);
  });
  return Array.from({ length: count }, (_, i) => Float64Array.from(columns, (x) => x[i]!));
}

function column(v: Uint32Array, count: number, shift: number): Float64Array {
  const values = new Float64Array(count);
  let x = shift >>> 0;
  for (let i = 0; i < count; i++) {
    values[i] = x / 2 ** BITS;
    // The next point differs in the direction of the lowest bit that is 0 in i.
    x = (x ^ v[31 - Math.clz32(~i & (i + 1))]!) >>> 0;
  }
  return values;
}

/** Direction numbers of a dimension, from 0, as fractions of 2^32. */
function directions(dimension: number): Uint32Array {
  const v = new Uint32Array(BITS);
  if (dimension === 0) return v.map((_, k) => 2 ** (BITS - 1 - k));
  const { a, m } = JOE_KUO[dimension - 1]!;
  const degree = m.length;
  for (let k = 0; k < BITS; k++) {
    if (k < degree) {
      v[k] = m[k]! * 2 ** (BITS - 1 - k);
      continue;
    }
    let next = v[k - degree]! ^ (v[k - degree]! >>> degree);
    for (let j = 1; j < degree; j++) {
      if (((a >>> (degree - 1 - j)) & 1) === 1) next ^= v[k - j]!;
    }
    v[k] = next;
  }
  return v;
}
