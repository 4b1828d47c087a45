/** The Lagrangian's own plan, from which the exact solver deviates: feasible, and every user at its best for the price. */
import type { Bound } from "./bound.js";

/** Copies of a user who all take the same steps at the edge, 0 for the device. */
export interface Block {
  readonly user: number;
  readonly steps: number;
  readonly copies: number;
}

export interface BasePlan {
  /** Capacity left [steps]; 0 at price 0, where it is worth nothing. */
  readonly slack: number;
  /** The blocks of a user: one, or two where some of its copies take a choice that is tied at the price. */
  blocksOf(user: number): readonly Block[];
}

/** Choices tied at the price fill the capacity in index order, as far as they fit whole. */
export function basePlan({ price, basis }: Bound): BasePlan {
  const { count, capacity, copies } = basis.problem;
  const { demand, tied } = basis.found;
  const copiesOf = (n: number): number => (copies === null ? 1 : copies[n]!);
  const known = new Map<number, readonly Block[]>();
  let slack = 0;
  if (price > 0) {
    slack = capacity;
    // stepCapacity − Σ demand
    for (let n = 0; n < count; n++) slack -= demand[n]! * copiesOf(n);
    for (const { user, steps, times } of tied) {
      const all = copiesOf(user);
      // all copies take as many as fit, and some of them one more
      const each = Math.min(times, Math.floor(slack / (steps * all)));
      slack -= each * steps * all;
      const more = each < times ? Math.floor(slack / steps) : 0;
      slack -= more * steps;
      const own = demand[user]! + each * steps;
      const blocks = [
        { user, steps: own + steps, copies: more },
        { user, steps: own, copies: all - more },
      ];
      known.set(
        user,
        blocks.filter((block) => block.copies > 0),
      );
    }
  }
  return {
    slack,
    blocksOf: (user) => {
      let blocks = known.get(user);
      if (blocks === undefined) {
        blocks = [{ user, steps: demand[user]!, copies: copiesOf(user) }];
        known.set(user, blocks);
      }
      return blocks;
    },
  };
}
