/** A small fault put into a source on purpose. */
import type { Mutant as StrykerMutant } from "@stryker-mutator/api/core";

/** By what is written, not by where it stands: a line added above does not change it. */
export interface Mutant {
  /** Path below the workspace. */
  readonly file: string;
  /** What the source says. */
  readonly code: string;
  /** What it says instead. */
  readonly instead: string;
}

/**
 * @param source Text of the file. @param location Where in it, lines from `firstLine` and columns from `firstColumn` on.
 */
export function mutantOf(
  file: string,
  source: string,
  { location: { start, end }, replacement }: Pick<StrykerMutant, "location" | "replacement">,
  firstLine: 0 | 1,
): Mutant {
  const lines = source.split("\n");
  const lengths = lines.map((line) => line.length + 1);
  const offset = ({ line, column }: typeof start): number =>
    lengths.slice(0, line - firstLine).reduce((sum, length) => sum + length, 0) + column - firstLine;
  return { file, code: source.slice(offset(start), offset(end)), instead: replacement };
}
