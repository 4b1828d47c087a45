/** Why a mutant survives that no test can tell from the source, or need not. */
import type { Mutant } from "./mutant.js";

/** A mutant and why it survives. */
export interface Reason extends Mutant {
  /** Whether no outcome differs but how long it takes, or what rounding leaves. */
  readonly equivalent: boolean;
  readonly why: string;
}

export const REASONS: readonly Reason[] = [];
