/** What the page asks the solvers for: a scenario and where the reader's hand is. */
import type { Scenario } from "../../scenario/types.js";
import type { Start } from "../../solver/sca/starts.js";

/** Where the reader's hand is. Absent values are the defaults of MODEL.md §9, or what the market finds. */
export interface Hand {
  /** S in place of the scenario's [steps]. */
  readonly capacity?: number | undefined;
  /** The price under the hand [1/step]; absent is the price that clears the market. */
  readonly price?: number | undefined;
  /** τ [objective unit]; absent is the default. */
  readonly penalty?: number | undefined;
  /** a⁽⁰⁾; a list is the reader's own, one entry a user. */
  readonly start: Start | readonly number[];
  /** The selected user, whose costs are drawn, by index. */
  readonly user: number;
  /** The reader's own places, 1 for the edge, one entry a user; absent while nobody is placed. */
  readonly mine?: readonly number[] | undefined;
}

/** Everything that an {@link Answer} depends on; plain data, for a worker. */
export interface Question extends Hand {
  /** Counts up: of two answers the one with the larger id is the later. */
  readonly id: number;
  /** The same for the same scenario, so that what it alone decides is kept. */
  readonly key: string;
  readonly scenario: Scenario;
  /** Of the random start. */
  readonly seed: number;
}
