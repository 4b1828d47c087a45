/** The plan that the core deviates from, for demands and ties written by hand. */
import { describe, expect, it } from "vitest";
import { basePlan } from "./base-plan.js";
import type { Bound } from "./bound.js";

interface Tie {
  readonly user: number;
  readonly use: number;
  readonly times: number;
}

/** What the base plan reads of a bound. */
function basisOf(
  capacity: number,
  demand: readonly number[],
  tied: readonly Tie[],
  copies?: readonly number[],
  price = 1,
) {
  const problem = {
    count: demand.length,
    capacity,
    edge: { perStep: null },
    copies: copies ? Float64Array.from(copies) : null,
  };
  const found = {
    price,
    demand: Float64Array.from(demand),
    tied: tied.map((tie) => ({ price, ...tie })),
    brackets: [],
  };
  return { price, basis: { problem, found } } as unknown as Bound;
}

/** Slack and [use, copies] of each user's blocks. */
function told(bound: Bound) {
  const { slack, blocksOf } = basePlan(bound);
  const users = [...bound.basis.found.demand.keys()];
  const blocks = users.map((n) =>
    blocksOf(n).map(({ user, use, copies }) => {
      expect(user).toBe(n);
      return [use, copies];
    }),
  );
  return { slack, blocks };
}

describe("basePlan", () => {
  it("gives everybody what it demands, and leaves the rest", () => {
    expect(told(basisOf(10, [3, 0, 4], []))).toEqual({ slack: 3, blocks: [[[3, 1]], [[0, 1]], [[4, 1]]] });
    expect(told(basisOf(30, [3, 0, 4], [], [2, 5, 4]))).toEqual({ slack: 8, blocks: [[[3, 2]], [[0, 5]], [[4, 4]]] });
  });

  it("leaves no slack at price 0, where capacity is worth nothing", () => {
    expect(told(basisOf(10, [3, 4], [{ user: 0, use: 1, times: 1 }], undefined, 0))).toEqual({
      slack: 0,
      blocks: [[[3, 1]], [[4, 1]]],
    });
    expect(told(basisOf(Infinity, [3], [], undefined, 0)).slack).toBe(0);
  });

  it("fills ties in order while they fit whole", () => {
    const ties = [
      { user: 1, use: 4, times: 1 },
      { user: 0, use: 1, times: 1 },
      { user: 2, use: 2, times: 1 },
    ];
    // 7 of 10 taken, no 4 for user 1
    expect(told(basisOf(10, [3, 0, 4], ties))).toEqual({ slack: 0, blocks: [[[4, 1]], [[0, 1]], [[6, 1]]] });
    expect(told(basisOf(11, [3, 0, 4], ties))).toEqual({ slack: 0, blocks: [[[3, 1]], [[4, 1]], [[4, 1]]] });
    expect(told(basisOf(7, [3, 0, 4], ties))).toEqual({ slack: 0, blocks: [[[3, 1]], [[0, 1]], [[4, 1]]] });
  });

  it("gives a single user step after step", () => {
    const ties = [{ user: 0, use: 1, times: 3 }];
    expect(told(basisOf(5, [3], ties))).toEqual({ slack: 0, blocks: [[[5, 1]]] });
    expect(told(basisOf(7, [3], ties))).toEqual({ slack: 1, blocks: [[[6, 1]]] });
  });

  it("tells copies that take a tie from those that don't", () => {
    const ties = [
      { user: 0, use: 3, times: 1 },
      { user: 1, use: 2, times: 1 },
    ];
    // 12 of 20 taken, two copies of three steps more
    expect(told(basisOf(20, [2, 0], ties, [6, 5]))).toEqual({
      slack: 0,
      blocks: [
        [
          [5, 2],
          [2, 4],
        ],
        [
          [2, 1],
          [0, 4],
        ],
      ],
    });
    // all copies
    expect(told(basisOf(33, [2, 0], ties, [6, 5]))).toEqual({
      slack: 1,
      blocks: [
        [[5, 6]],
        [
          [2, 1],
          [0, 4],
        ],
      ],
    });
    // 18 of 33 taken: two steps more for each of six copies, and a third for three of them
    expect(told(basisOf(33, [3], [{ user: 0, use: 1, times: 4 }], [6]))).toEqual({
      slack: 0,
      blocks: [
        [
          [6, 3],
          [5, 3],
        ],
      ],
    });
    // no more than are tied
    expect(told(basisOf(33, [3], [{ user: 0, use: 1, times: 2 }], [6]))).toEqual({ slack: 3, blocks: [[[5, 6]]] });
    // where the first does not fit, the second may
    expect(told(basisOf(14, [2, 0], ties, [6, 5]))).toEqual({
      slack: 0,
      blocks: [
        [[2, 6]],
        [
          [2, 1],
          [0, 4],
        ],
      ],
    });
  });

  it("tells the same blocks again, as the core knows them by identity", () => {
    const { blocksOf } = basePlan(basisOf(20, [2, 0], [{ user: 0, use: 3, times: 1 }], [6, 5]));
    expect(blocksOf(0)[0]).toBe(blocksOf(0)[0]);
    expect(blocksOf(1)[0]).toBe(blocksOf(1)[0]);
  });
});
