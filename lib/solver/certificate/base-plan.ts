/** The Lagrangian's own plan, from which the exact solver deviates: feasible, and every user at its best for the price. */
import { copiesOf } from "../../model/problem.js";
import { stepsOf, useOf } from "../../model/use.js";
import { Sum } from "../../numerics/sum.js";
import type { Bound } from "./bound.js";

/** Copies of a user who all use the same of the edge, in the capacity's unit, 0 for the device. */
export interface Block {
  readonly user: number;
  readonly use: number;
  readonly copies: number;
}

export interface BasePlan {
  /** Capacity left; 0 at price 0, where it is worth nothing. */
  readonly slack: number;
  /** The blocks of a user: one, or two where some of its copies take a choice that is tied at the price. */
  blocksOf(user: number): readonly Block[];
}

/** Choices tied at the price fill the capacity in index order, as far as they fit whole. */
export function basePlan({ price, basis }: Bound): BasePlan {
  const { count, capacity, edge } = basis.problem;
  const { demand, tied } = basis.found;
  /** A use without what sums lost of it. */
  const whole = (n: number, use: number): number => useOf(edge, n, stepsOf(edge, n, use));
  const known = new Map<number, readonly Block[]>();
  let slack = 0;
  if (price > 0) {
    // capacity − Σ demand
    const rest = new Sum();
    rest.add(capacity);
    for (let n = 0; n < count; n++) rest.add(-demand[n]! * copiesOf(basis.problem, n));
    slack = Math.max(0, rest.value);
    for (const { user, use, times } of tied) {
      const all = copiesOf(basis.problem, user);
      // all copies take as many as fit, and some of them one more
      const each = Math.min(times, Math.floor(slack / (use * all)));
      slack -= each * use * all;
      const more = each < times ? Math.min(all, Math.floor(slack / use)) : 0;
      slack -= more * use;
      const own = whole(user, demand[user]! + each * use);
      const blocks = [
        { user, use: whole(user, own + use), copies: more },
        { user, use: own, copies: all - more },
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
      const blocks = known.get(user) ?? [{ user, use: demand[user]!, copies: copiesOf(basis.problem, user) }];
      known.set(user, blocks);
      return blocks;
    },
  };
}
