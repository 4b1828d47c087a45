/** KKT residuals of the big-M form (MODEL.md §4), worked out by hand. */
import { describe, expect, it } from "vitest";
import { turnAt } from "../../model/placement.js";
import { type Problem, toProblem } from "../../model/problem.js";
import type { ScenarioColumns } from "../../scenario/columns.js";
import { halving } from "../../testing/halving.js";
import { oneUser } from "../../testing/one-user.js";
import { bigMMagnitude, bigMResiduals, sharesOf } from "./big-m-residuals.js";

/** Half a second of transfer: k = ½ + π. */
const sending = (columns: ScenarioColumns): ScenarioColumns => ({
  ...columns,
  users: { ...columns.users, uplinkBits: columns.users.uplinkBits.map(() => 0.5) },
});

const both = toProblem(sending(halving(["open"], null)));
const deviceClosed = toProblem(sending(halving(["closed"], null)));
const columns = sending(halving(["open"], null));
const edgeClosed = toProblem({ ...columns, edge: { ...columns.edge, maxSteps: 0 } });

interface Given {
  readonly x: number;
  readonly y: number;
  /** Else y/s̄_e. */
  readonly a?: number;
  readonly price?: number;
  readonly slope?: number;
}

const residuals = (problem: Problem, ...users: readonly Given[]) => {
  const share = ({ a, y }: Given): number => a ?? y / 30;
  const point = {
    offload: Float64Array.from(users, share),
    localSteps: Float64Array.from(users, (u) => (share(u) === 1 ? NaN : u.x / (1 - share(u)))),
    edgeSteps: Float64Array.from(users, (u) => (share(u) === 0 ? NaN : u.y / share(u))),
    price: users[0]!.price ?? 0,
  };
  return bigMResiduals(
    problem,
    point,
    Float64Array.from(users, ({ slope = 0 }) => slope),
  );
};

/** x + y/10 + 60·2^−(x+y) + ½. */
const size = ({ x, y }: Given): number => x + y / 10 + 60 * 2 ** -(x + y) + 0.5;
/** The slopes along x and y, k of the one that limits a included. */
const slopesAt = ({ x, y, price = 0, slope = 0 }: Given): readonly [number, number] => {
  const k = 0.5 + slope;
  const error = -Math.LN2 * 60 * 2 ** -(x + y);
  return [1 + error + (k < 0 ? -k / 20 : 0), 0.1 + error + price + (k >= 0 ? k / 30 : 0)];
};

describe("stationarity", () => {
  it.each<[string, Given, readonly [number, number]]>([
    ["fewer steps, on the device", { x: 10, y: 3, price: 5 }, [1, 0]],
    ["fewer steps, at the edge", { x: 10, y: 3, a: 0.3 }, [0, 1]],
    ["more steps on the device", { x: 2, y: 1, price: 10 }, [20, 0]],
    ["more steps at the edge", { x: 2, y: 1 }, [0, 30]],
    ["where offloading is punished", { x: 3, y: 12, slope: 200 }, [1, 0]],
    ["where offloading is rewarded", { x: 9, y: 3, a: 0.4, slope: -40 }, [0, 1]],
    ["from the device alone", { x: 5, y: 0 }, [0, 30]],
    ["from the edge alone", { x: 0, y: 9, price: 10 }, [1, 0]],
  ])("is how far the cost falls on the steepest way, over the user's costs: %s", (_name, at, [toX, toY]) => {
    const [alongX, alongY] = slopesAt(at);
    const falls = -(alongX * (toX - at.x) + alongY * (toY - at.y));
    const others = [
      [1, 0],
      [20, 0],
      [0, 1],
      [0, 30],
    ].map(([x, y]) => -(alongX * (x! - at.x) + alongY * (y! - at.y)));
    expect(falls).toBe(Math.max(...others));
    expect(falls).toBeGreaterThan(0.1);
    expect(residuals(both, at).stationarity).toBeCloseTo(falls / size(at), 12);
  });

  it("is 0 where no way goes down", () => {
    // −c₂ε̄′ is what an edge step costs with k/s̄_e
    const y = Math.log2((60 * Math.LN2) / (0.1 + 0.5 / 30));
    expect(residuals(both, { x: 0, y }).stationarity).toBeLessThan(1e-15);
    expect(residuals(both, { x: 0, y: 1, price: 1000 }).stationarity).toBeGreaterThan(1);
    // each step on the device costs 500 of a, each at the edge its price
    expect(residuals(both, { x: 1, y: 0, price: 1000, slope: -1e4 }).stationarity).toBe(0);
    expect(residuals(both, { x: 1, y: 0, price: 100, slope: -1e4 }).stationarity).toBeGreaterThan(1);
  });

  it("of a user with one place is that along its steps there, whatever the transfer", () => {
    for (const [y, to] of [
      [4, 30],
      [12, 1],
    ] as const) {
      const falls = (0.1 + 0.02 - Math.LN2 * 60 * 2 ** -y) * (y - to);
      for (const slope of [0, 50, -50]) {
        const given = { x: 0, y, a: 1, price: 0.02, slope };
        expect(residuals(deviceClosed, given).stationarity).toBeCloseTo(falls / size(given), 12);
      }
    }
    for (const [x, to] of [
      [4, 20],
      [12, 1],
    ] as const) {
      const falls = (1 - Math.LN2 * 60 * 2 ** -x) * (x - to);
      for (const slope of [0, 50, -50]) {
        const given = { x, y: 0, a: 0, price: 0.02, slope };
        expect(residuals(edgeClosed, given).stationarity).toBeCloseTo(falls / (size(given) - 0.5), 12);
      }
    }
  });

  it("at a kink takes the slope of the side that a way leads to", () => {
    // 20 J last for 5 steps at full speed; there the device's slope is 1.07, and 1.49 from there; s̄ is 20 and 100
    const at = (error: number, y: number, price: number, steps?: number): number => {
      const weights = { error, energy: 0.02, edgeUtility: 0 };
      const { device, link } = oneUser({}).users[0]!;
      const scenario = oneUser({
        device: { ...device, battery: 20 },
        link: { ...link, uplinkBits: 0, downlinkBits: 0 },
      });
      const problem = toProblem({
        ...scenario,
        weights: { ...scenario.weights, ...weights },
        edge: { ...scenario.edge, switchedCapacitance: 0 },
      });
      const turn = turnAt(problem.local, 0);
      expect(turn).toBeCloseTo(5, 12);
      expect([...problem.local.maxSteps, ...problem.edge.maxSteps]).toEqual([20, 100]);
      const x = steps ?? turn;
      const a = y / 100;
      const point = {
        offload: Float64Array.of(a),
        localSteps: Float64Array.of(x / (1 - a)),
        edgeSteps: Float64Array.of(y === 0 ? 0 : y / a),
        price,
      };
      return bigMResiduals(problem, point, new Float64Array(1)).stationarity * bigMMagnitude(problem, 0, x, y, 1);
    };
    const saves = (error: number, y: number): number => error * 0.1 * Math.exp(-0.1 * (5 + y));
    // at the edge a step costs 0.05 and its price: nowhere to go but along y, towards 75 steps or none
    const between = 1.25 / (0.1 * Math.exp(-0.7));
    const saved = saves(between, 2);
    expect(saved).toBeCloseTo(1.25, 12);
    expect(at(between, 2, saved - 0.05)).toBeLessThan(1e-12);
    expect(at(between, 2, saved - 0.05 + 0.001)).toBeCloseTo(2 * 0.001, 9);
    expect(at(between, 2, saved - 0.05 - 0.001)).toBeCloseTo(73 * 0.001, 9);
    // more on the device, or less: 20 steps there and 0 at the edge, or 0 and 100
    const [high, low] = [(1.6 / 1.25) * between, (1 / 1.25) * between];
    expect(at(high, 2, 1.6 - 0.05)).toBeCloseTo(0.11 * 15, 9);
    expect(at(low, 2, 1 - 0.05)).toBeCloseTo(0.07 * 5, 9);
    // beyond the turn the slope grows with √s; fewer steps there do not cost what the first do
    expect(at(0, 2, -0.05, 7)).toBeCloseTo((1.5 * Math.sqrt(7 / 5) - 0.01) * 7, 9);
    expect(at(0, 2, -0.05, 3)).toBeCloseTo(1.07 * 3, 9);
  });
});

describe("the polygon", () => {
  it("has no way out of it", () => {
    // fewer steps would cost less at both places, but one is needed
    const steep = toProblem(sending({ ...columns, weights: { ...columns.weights, time: 200 } }));
    // 200 along x, and along y 20 + λ + k/s̄_e
    const level = 200 - 20 - (200 * 0.5) / 30;
    expect(residuals(steep, { x: 0.5, y: 0.5, price: level }).stationarity).toBeLessThan(1e-12);
    expect(residuals(steep, { x: 0.5, y: 0.5, price: level + 1 }).stationarity).toBeGreaterThan(1e-3);
    // 3 steps on the device or 30 at the edge, and more of both would cost less
    const worth = { ...columns.weights, error: 0, localUtility: 2, edgeUtility: 0.25 };
    const short = sending(halving(["open"], null, { 0: 3.5 }));
    const problem = toProblem({
      ...short,
      weights: worth,
      users: { ...short.users, deviceSpeed: Float64Array.of(1e12) },
    });
    expect([...problem.local.maxSteps, ...problem.edge.maxSteps]).toEqual([3.5, 30]);
    // −1 along x, and along y 3.5/30 of that
    const price = -3.5 / 30 - (0.1 - 0.25 + 0.5 / 30);
    expect(residuals(problem, { x: 1.75, y: 15, price }).stationarity).toBeLessThan(1e-12);
  });
});

describe("rounding", () => {
  it("of what a large π draws to its end is no residual", () => {
    for (let y = 1; y < 15; y += 0.37) {
      expect(residuals(both, { x: 5, y, slope: 2 ** 60 }).complementarity).toBe(0);
      expect(residuals(both, { x: y, y: 5, a: 1 - y / 20, slope: -(2 ** 60) }).complementarity).toBe(0);
    }
  });

  it("where nothing costs anything, all are 0", () => {
    const free = toProblem({ ...columns, weights: { ...columns.weights, time: 0, error: 0 } });
    const none = { stationarity: 0, primal: 0, dual: 0, complementarity: 0 };
    expect(residuals(free, { x: 5, y: 6 })).toEqual(none);
  });
});

describe("primal", () => {
  const primal = (...users: readonly Given[]): number => residuals(both, ...users).primal;

  it("is by how much a limit is broken", () => {
    expect(primal({ x: 5, y: 15 })).toBe(0);
    expect(primal({ x: 5, y: 15, a: 0.75 })).toBe(0);
    expect(primal({ x: 0.25, y: 0.25, a: 0.5 })).toBe(0.5);
    expect(primal({ x: 15, y: 15, a: 0.5 })).toBe(0.25);
    expect(primal({ x: 5, y: 15, a: 0.25 })).toBeCloseTo(0.25, 15);
    expect(primal({ x: 5, y: 0, a: -0.125 })).toBe(0.125);
    expect(residuals(deviceClosed, { x: 0, y: 5, a: 1.25 }).primal).toBe(0.25);
    // one place has no share of the other's
    expect(residuals(deviceClosed, { x: 0, y: 36, a: 1 }).primal).toBeCloseTo(0.2, 15);
    expect(residuals(edgeClosed, { x: 24, y: 0, a: 0 }).primal).toBeCloseTo(0.2, 15);
  });

  it("is what is taken beyond the capacity, relative, or where that is below 1 as it is", () => {
    const pair = (capacity: number, y: number): number =>
      residuals(toProblem(sending(halving(["open", "open"], capacity))), { x: 5, y: 6 }, { x: 5, y }).primal;
    expect(pair(12, 6)).toBe(0);
    expect(pair(10, 6)).toBeCloseTo(0.2, 14);
    expect(pair(10, 3)).toBe(0);
    expect(residuals(toProblem(sending(halving(["open"], 0))), { x: 5, y: 0.75 }).primal).toBe(0.75);
  });
});

describe("dual", () => {
  it("is the price where it is negative", () => {
    expect(residuals(both, { x: 5, y: 3, price: -0.25 }).dual).toBe(0.25);
    expect(residuals(both, { x: 5, y: 3, price: 0.25 }).dual).toBe(0);
  });
});

describe("complementarity", () => {
  it("is |k| times what a is off the end that k draws it to, over the user's costs", () => {
    const complementarity = (given: Given): number => residuals(both, given).complementarity * size(given);
    // from y/s̄_e = 0.3 to 1 − x/s̄_l = 0.75
    const at = { x: 5, y: 9 };
    expect(complementarity({ ...at, a: 0.3 })).toBeLessThan(1e-12);
    expect(complementarity({ ...at, a: 0.5 })).toBeCloseTo(0.5 * 0.2, 12);
    expect(complementarity({ ...at, a: 0.5, slope: 2 })).toBeCloseTo(2.5 * 0.2, 12);
    expect(complementarity({ ...at, a: 0.5, slope: -2 })).toBeCloseTo(1.5 * 0.25, 12);
    expect(complementarity({ ...at, a: 0.75, slope: -2 })).toBeLessThan(1e-12);
    expect(complementarity({ ...at, a: 0.5, slope: -0.5 })).toBe(0);
    // a closed place leaves no choice
    expect(residuals(deviceClosed, { x: 0, y: 9, a: 1 }).complementarity).toBe(0);
    expect(residuals(edgeClosed, { x: 9, y: 0, a: 0, slope: -2 }).complementarity).toBe(0);
  });

  it("counts what a priced capacity leaves idle, over the costs of all", () => {
    const problem = toProblem(sending(halving(["open", "open"], 40)));
    const [one, other] = [
      { x: 5, y: 9, price: 0.5 },
      { x: 5, y: 6 },
    ];
    expect(residuals(problem, one, other).complementarity).toBeCloseTo((0.5 * 25) / (size(one) + size(other)), 12);
    expect(residuals(problem, { ...one, price: 0 }, other).complementarity).toBeLessThan(1e-12);
    const none = toProblem(sending(halving(["open", "open"], null)));
    expect(residuals(none, one, other).complementarity).toBeLessThan(1e-12);
  });
});

describe("a user's costs", () => {
  it("add up without regard to sign, those of open places alone, the transfer by its share", () => {
    const problem = toProblem(oneUser({}, { energy: 0, localUtility: 3, edgeUtility: 2 }));
    const [onDevice, atEdge] = [4 + 12, 0.15 + 6];
    expect(bigMMagnitude(problem, 0, 4, 3, 1)).toBeCloseTo(onDevice + atEdge + 40 * Math.exp(-0.7) + 0.8, 12);
    expect(bigMMagnitude(problem, 0, 4, 3, 0.25)).toBeCloseTo(onDevice + atEdge + 40 * Math.exp(-0.7) + 0.2, 12);
    expect(bigMMagnitude(deviceClosed, 0, 4, 3, 1)).toBeCloseTo(0.3 + 60 / 128 + 0.5, 12);
    const worth = { ...columns.weights, localUtility: 2 };
    const useless = toProblem({ ...sending(halving(["closed"], null)), weights: worth });
    expect(bigMMagnitude(useless, 0, 4, 3, 1)).toBeCloseTo(0.3 + 60 / 128 + 0.5, 12);
    expect(bigMMagnitude(edgeClosed, 0, 4, 3, 1)).toBeCloseTo(4 + 60 / 128, 12);
  });

  it("are of the shares (1−a)·s_l and a·s_e, none of which is that of a place with no share", () => {
    const shares = (a: number): readonly [number, number] =>
      sharesOf(
        {
          offload: Float64Array.of(a),
          localSteps: Float64Array.of(a === 1 ? NaN : 8),
          edgeSteps: Float64Array.of(a === 0 ? NaN : 12),
        },
        0,
      );
    expect([0, 0.25, 1].map(shares)).toEqual([
      [8, 0],
      [6, 3],
      [0, 12],
    ]);
  });
});
