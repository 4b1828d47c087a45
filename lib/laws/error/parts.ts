/** Laws within a law: how their numbers stand one behind the other, each behind its index in the list of all laws. */
import type { ErrorFunction } from "./error-law.js";

/** What a law within another must tell. */
export interface Part extends ErrorFunction {
  width(p: Float64Array, at: number): number;
}

/** Calls back with each law and where its numbers begin. @param before How many numbers stand before the index of a law. */
export function eachPart(
  lawAt: (index: number) => Part,
  before: number,
  p: Float64Array,
  at: number,
  found: (law: Part, from: number) => void,
): number {
  let next = at + 1;
  for (let i = 0; i < p[at]!; i++) {
    const law = lawAt(p[next + before]!);
    const from = next + before + 1;
    found(law, from);
    next = from + law.width(p, from);
  }
  return next - at;
}

/** What a law tells of s steps, where its numbers begin. */
type Told = (law: Part, p: Float64Array, from: number, s: number) => number;

/** A number made of one after another of the laws. Parameters as of {@link eachPart}. */
function overParts(
  lawAt: (index: number) => Part,
  before: number,
  first: number,
  next: (soFar: number, ...told: Parameters<Told>) => number,
): ErrorFunction["value"] {
  return (p, at, s) => {
    let made = first;
    for (let i = 0, from = at + before + 2; i < p[at]!; i++) {
      const law = lawAt(p[from - 1]!);
      made = next(made, law, p, from, s);
      from += law.width(p, from) + before + 1;
    }
    return made;
  };
}

/** The largest of what the laws tell, and of 0. Parameters as of {@link eachPart}. */
export function largestPart(lawAt: (index: number) => Part, before: number, of: Told): ErrorFunction["value"] {
  return overParts(lawAt, before, 0, (largest, law, p, from, s) => Math.max(largest, of(law, p, from, s)));
}

/** ε̄′(s) to the left of s. */
export function slopeBefore(law: ErrorFunction, p: Float64Array, at: number, s: number): number {
  return (law.slopeBefore ?? law.slope)(p, at, s);
}

/** What a law of parts says of its numbers, and of where it bends: as its parts do. @param before As of {@link eachPart}. */
export function ofParts(
  lawAt: (index: number) => Part,
  before: number,
): Required<Pick<Part, "width" | "bends" | "nextKink" | "envelope">> {
  return {
    width: (p, at) => eachPart(lawAt, before, p, at, () => {}),
    nextKink: overParts(lawAt, before, Infinity, (next, law, p, from, s) =>
      law.nextKink ? Math.min(next, law.nextKink(p, from, s)) : next,
    ),
    bends: (p, at) => {
      let bends = false;
      eachPart(lawAt, before, p, at, (law, from) => {
        bends ||= law.bends?.(p, from) ?? false;
      });
      return bends;
    },
    envelope: (p, at, most) => {
      const numbers = [p[at]!];
      eachPart(lawAt, before, p, at, (law, from) => {
        numbers.push(...p.subarray(from - before - 1, from));
        const own = law.envelope?.(p, from, most) ?? p.subarray(from, from + law.width(p, from));
        for (const number of own) numbers.push(number);
      });
      return numbers;
    },
  };
}
