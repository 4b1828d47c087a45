import { describe, expect, it } from "vitest";
import { stream } from "../numerics/stream.js";
import { drawGlyphs } from "./glyphs.js";
import {
  drawMaskedChance,
  inkOrPaper,
  MASKED_INPUTS,
  maskedGlyphLayers,
  sampleMasked,
  setMaskedInput,
} from "./masked-glyphs.js";
import { network } from "./network.js";

const PIXELS = 144;

/** Says the same of every pixel, whatever is shown: probability 1/(1 + e^(−logit)). */
const constant = (logit: number) => [
  { inputs: 145, outputs: PIXELS, kernel: new Float32Array(145 * PIXELS), bias: new Float32Array(PIXELS).fill(logit) },
];

describe("chance", () => {
  const { order, uniform } = drawMaskedChance(50, stream(1, 0));

  it("shows each pixel once, in an order of its own, each place equally likely", () => {
    for (let n = 0; n < 50; n++) {
      const own = [...order.subarray(n * PIXELS, (n + 1) * PIXELS)];
      expect([...own].sort((a, b) => a - b)).toEqual(Array.from({ length: PIXELS }, (_, i) => i));
    }
    const first = Array.from({ length: 2000 }, (_, k) => drawMaskedChance(1, stream(k, 5)).order[0]!);
    const mean = first.reduce((sum, pixel) => sum + pixel, 0) / first.length;
    expect(Math.abs(mean - 71.5)).toBeLessThan((4 * 41.6) / Math.sqrt(2000)); // deviation of 0 … 143
  });

  it("has uniform numbers, and another seed others", () => {
    expect(uniform.every((u) => u >= 0 && u < 1)).toBe(true);
    expect(drawMaskedChance(50, stream(2, 0)).uniform).not.toEqual(uniform);
  });
});

describe("masked sampling", () => {
  const chance = drawMaskedChance(4, stream(3, 0));

  it("draws each pixel with the probability that the network says", () => {
    const ink = sampleMasked(constant(-1), drawMaskedChance(200, stream(4, 0)), 7);
    const share = ink.filter((pixel) => pixel > 0).length / ink.length;
    const expected = 1 / (1 + Math.E);
    expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / ink.length));
  });

  it("does not depend on the steps where the network does not look at what is shown", () => {
    const one = sampleMasked(constant(0.3), chance, 1);
    for (const steps of [2, 5, 144]) expect(sampleMasked(constant(0.3), chance, steps)).toEqual(one);
    expect(new Set(one)).toEqual(new Set([-1, 1]));
  });

  it("goes by what earlier steps have shown", () => {
    // Pixel 0 is ink for sure; another is ink just where pixel 0 is shown as ink.
    const kernel = new Float32Array(145 * PIXELS).fill(0);
    for (let i = 1; i < PIXELS; i++) kernel[i] = 100;
    const bias = Float32Array.from({ length: PIXELS }, (_, i) => (i === 0 ? 100 : -50));
    const layers = [{ inputs: 145, outputs: PIXELS, kernel, bias }];
    const pictures = sampleMasked(layers, chance, 12);
    for (let n = 0; n < 4; n++) {
      const own = [...chance.order.subarray(n * PIXELS, (n + 1) * PIXELS)];
      const shownIn = (pixel: number): number => Math.floor(own.indexOf(pixel) / 12);
      for (let i = 1; i < PIXELS; i++) {
        expect(pictures[n * PIXELS + i]).toBe(shownIn(i) > shownIn(0) ? 1 : -1);
      }
    }
  });
});

it("the network has learned: hidden pixels of glyphs never seen are likelier to it than by each pixel's own share of ink", () => {
  const [count, seen] = [200, inkOrPaper(drawGlyphs(2000, stream(6, 0)))];
  const share = new Float64Array(PIXELS).fill(1 / 2002);
  for (const [i, pixel] of seen.entries()) if (pixel > 0) share[i % PIXELS]! += 1 / 2002;
  const truth = inkOrPaper(drawGlyphs(count, stream(7, 0)));
  const random = stream(8, 0);
  const shown = truth.map((pixel) => (random() < 0.5 ? pixel : 0));
  const inputs = new Float64Array(count * MASKED_INPUTS);
  for (let n = 0; n < count; n++) setMaskedInput(inputs, n, shown.subarray(n * PIXELS, (n + 1) * PIXELS));
  const logits = network(maskedGlyphLayers())(inputs, count);
  let [model, shares] = [0, 0];
  for (const [i, pixel] of truth.entries()) {
    if (shown[i] !== 0) continue;
    model += Math.log1p(Math.exp(pixel > 0 ? -logits[i]! : logits[i]!));
    shares -= Math.log(pixel > 0 ? share[i % PIXELS]! : 1 - share[i % PIXELS]!);
  }
  expect(model).toBeLessThan(0.5 * shares);
});
