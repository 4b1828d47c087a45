import { describe, expect, it } from "vitest";
import { InputError } from "../../input/errors.js";
import { hypervolume } from "../../numerics/hypervolume.js";
import { knee } from "../../numerics/knee.js";
import { dominates, paretoFront } from "../../numerics/pareto.js";
import { sobolSequence } from "../../numerics/sobol-sequence.js";
import { defaultWeights, generate, generateColumns } from "../../population/generate.js";
import type { Table } from "../../report/table.js";
import { WEIGHTS } from "../../scenario/weights.js";
import { solve } from "../../solver/solve.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { type WeightsDesignOptions, weightsDesign } from "./design.js";
import { weightsFronts } from "./front.js";
import { weightsHypervolume } from "./hypervolume.js";
import { outcomesUnder } from "./outcomes.js";
import { weightsPareto } from "./pareto.js";
import { recommendedOutcomes, recommendedWeights } from "./recommended.js";
import { weightsAt } from "./space.js";

const POINTS = shortOrFull(32, 64);
const options: WeightsDesignOptions = {
  services: ["text-to-image-512", "text-to-video"],
  users: 10,
  populations: 3,
  decades: 2,
  points: POINTS,
};
const design = weightsDesign(options, 5);
const fronts = weightsFronts(design);
const [images, videos] = fronts as [(typeof fronts)[0], (typeof fronts)[0]];

/** 10 % and 90 % quantile of three values, interpolated. */
function spread(values: readonly number[]): [number, number] {
  const [low, middle, high] = [...values].sort((a, b) => a - b) as [number, number, number];
  return [low + 0.2 * (middle - low), high - 0.2 * (high - middle)];
}

describe("weightsDesign", MORE_IN_FULL, () => {
  it("has the landmarks and the same points for every population", () => {
    const expected = options.services.flatMap((service) =>
      [5, 6, 7].flatMap((seed) =>
        ["preset", "local", "edge", ...Array(POINTS).fill("design")].map((plan, i) => [
          service,
          seed,
          plan,
          Math.max(0, i - 2),
        ]),
      ),
    );
    expect(design.rows.map(({ service, seed, plan, point }) => [service, seed, plan, point])).toEqual(expected);
    const energies = (seed: number): unknown[] =>
      design.rows.filter((row) => row["seed"] === seed).map((row) => row["energyWeight"]);
    expect(energies(5)).toEqual(energies(6));
    for (const row of design.rows) expect(Object.keys(row)).toEqual(design.columns.map(({ name }) => name));
  });

  it("spreads every weight evenly over its decades", () => {
    for (const { name } of WEIGHTS) {
      const exponents = images.overall.points.map(({ weights }) => Math.log10(weights[name] / defaultWeights[name]));
      for (let decade = -2; decade < 2; decade++) {
        expect(exponents.filter((x) => x >= decade && x < decade + 1)).toHaveLength(POINTS / 4);
      }
    }
  });

  it("has the outcomes of the optimum, and of the baselines", () => {
    const row = design.rows.find(({ seed, point }) => seed === 6 && point === 10)!;
    const weights = Object.fromEntries(WEIGHTS.map(({ name }) => [name, Number(row[`${name}Weight`])]));
    const scenario = generate({ users: 10, services: "text-to-image-512", seed: 6, weights });
    expect(row["energy"]).toBeCloseTo(solve(scenario, { method: "exact" }).totals.energy / 10, 9);
    const local = design.rows.find(({ seed, plan }) => seed === 6 && plan === "local")!;
    const preset = generate({ users: 10, services: "text-to-image-512", seed: 6 });
    expect(local["latency"]).toBeCloseTo(solve(preset, { method: "local" }).totals.time / 10, 9);
  });

  it("says how far it is, and refuses what is out of range", () => {
    const told: number[] = [];
    weightsDesign({ ...options, services: ["text-to-video"], populations: 2, points: 2 }, 1, (done) => told.push(done));
    expect(told).toEqual([0.5, 1]);
    expect(() => weightsDesign({ ...options, points: 0 }, 1)).toThrow(InputError);
    expect(() => weightsDesign({ ...options, decades: NaN }, 1)).toThrow(/^decades: /);
  });
});

describe("weightsFronts", MORE_IN_FULL, () => {
  it("finds front, better part, hypervolume and knee of the populations' means", () => {
    const { points, front, better, reference, local, edge, hypervolume: share, knee: at } = images.overall;
    const outcomes = points.map((point) => point.outcomes);
    const energies = [5, 6, 7].map((seed) =>
      Number(design.rows.find((row) => row["seed"] === seed && row["point"] === 4)!["energy"]),
    );
    expect(outcomes[3]![2]).toBeCloseTo((energies[0]! + energies[1]! + energies[2]!) / 3, 12);
    expect(reference).toEqual(local.map((value, k) => Math.max(value, edge[k]!)));
    outcomes.forEach((point, i) => {
      expect(front.includes(i)).toBe(!outcomes.some((other) => dominates(other, point)));
      expect(better.includes(i)).toBe(front.includes(i) && point.every((value, k) => value < reference[k]!));
    });
    expect(better.length).toBeGreaterThan(2);
    expect(better.length).toBeLessThan(front.length);
    expect(share).toBeCloseTo(hypervolume(outcomes, reference) / (reference[0]! * reference[1]! * reference[2]!), 12);
    expect(at).toBe(better[knee(better.map((i) => outcomes[i]!))]);
  });

  it("without utility weights leaves no point dominated: an optimum of positive weights is efficient", () => {
    const columns = generateColumns({ users: 30, services: "text-to-image-512", seed: 1 });
    // Some of these plans are the same but for rounding.
    const outcomes = sobolSequence(WEIGHTS.length, 4 * POINTS, 1).map((point) =>
      outcomesUnder(columns, { ...weightsAt(point, 2), localUtility: 0, edgeUtility: 0 }),
    );
    expect(paretoFront(outcomes)).toHaveLength(4 * POINTS);
    expect(images.populations[0]!.front.length).toBeLessThan(POINTS);
  });

  it("without a device to choose finds nothing better than the baselines, which coincide", () => {
    const { local, edge, preset, better, hypervolume: share, knee: at } = videos.overall;
    expect(local).toEqual(edge);
    expect(local).toEqual(preset);
    expect({ better, share, at }).toEqual({ better: [], share: 0, at: null });
  });
});

describe("the tables", MORE_IN_FULL, () => {
  it("weightsPareto tells where each point stands", () => {
    const { rows } = weightsPareto(fronts);
    const count = (service: string, ...plans: string[]): number =>
      rows.filter((row) => row["service"] === service && plans.includes(String(row["plan"]))).length;
    expect(rows).toHaveLength(2 * (3 + POINTS));
    expect(count("text-to-image-512", "knee")).toBe(1);
    expect(count("text-to-image-512", "knee", "better")).toBe(images.overall.better.length);
    expect(count("text-to-image-512", "knee", "better", "front")).toBe(images.overall.front.length);
    expect(count("text-to-video", "knee", "better")).toBe(0);
  });

  it("weightsHypervolume gives the populations' spread", () => {
    const [row, ofVideos] = weightsHypervolume(fronts).rows as [Table["rows"][0], Table["rows"][0]];
    const volumes = images.populations.map((front) => front.hypervolume);
    const [low, high] = spread(volumes);
    expect(row["hypervolumeP10"]).toBeCloseTo(low, 12);
    expect(row["hypervolumeP90"]).toBeCloseTo(high, 12);
    expect(row["better"]).toBe(images.overall.better.length);
    expect(ofVideos["hypervolumeP90"]).toBe(0);
  });

  it("recommendedWeights are the knee's with c₁ = 1, else the preset's", () => {
    const { rows } = recommendedWeights(fronts);
    const { weights } = images.overall.points[images.overall.knee!]!;
    expect(rows.slice(0, 5).map((row) => row["recommended"])).toEqual(
      WEIGHTS.map(({ name }) => weights[name] / weights.time),
    );
    const own = images.populations.map((front) => front.points[front.knee!]!.weights).map((w) => w.energy / w.time);
    const [low, high] = spread(own);
    expect(rows[2]!["recommendedP10"]).toBeCloseTo(low, 12);
    expect(rows[2]!["recommendedP90"]).toBeCloseTo(high, 12);
    expect(rows.slice(5).map((row) => row["recommended"])).toEqual(Object.values(defaultWeights));
    expect(new Set(rows.slice(5).map((row) => row["from"]))).toEqual(new Set(["preset"]));
  });

  it("recommendedOutcomes are those at these weights", () => {
    const { rows } = recommendedOutcomes(fronts);
    const { knee: at, points } = images.overall;
    expect(rows[1]!["recommendedMean"]).toBeCloseTo(points[at!]!.outcomes[1]!, 12);
    const [low] = spread(images.populations.map((front) => front.points[at!]!.outcomes[1]!));
    expect(rows[1]!["recommendedP10"]).toBeCloseTo(low, 12);
    expect(rows[4]!["recommendedMean"]).toBeCloseTo(videos.overall.preset[1]!, 12);
  });
});
