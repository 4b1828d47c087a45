import { describe, expect, it } from "vitest";
import { stream } from "../numerics/stream.js";
import { MORE_IN_FULL, shortOrFull, someOrAll } from "../testing/long.js";
import { gaussianNoise } from "./gaussian-noise.js";
import { glyphDenoiser } from "./glyph-denoiser.js";
import { drawGlyphs, GLYPH_SIDE } from "./glyphs.js";
import { levelFeatures, networkDenoiser } from "./network.js";
import { decodeLayer, encodeLayer } from "./weights.js";

const level = (sigma: number) => ({ signal: 1 / Math.hypot(1, sigma), noise: sigma / Math.hypot(1, sigma) });

function meanSquare(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, x, i) => sum + (x - b[i]!) ** 2, 0) / a.length;
}

describe("glyphs", MORE_IN_FULL, () => {
  const glyphs = drawGlyphs(shortOrFull(100, 400), stream(1, 0));

  it("are paper with some ink, and another seed draws others", () => {
    expect(Math.min(...glyphs)).toBe(-1);
    expect(Math.max(...glyphs)).toBe(1);
    const ink = glyphs.filter((pixel) => pixel > 0).length / glyphs.length;
    expect(ink).toBeGreaterThan(0.1);
    expect(ink).toBeLessThan(0.3);
    const count = glyphs.length / GLYPH_SIDE ** 2;
    expect(drawGlyphs(count, stream(1, 0))).toEqual(glyphs);
    expect(drawGlyphs(count, stream(2, 0))).not.toEqual(glyphs);
  });

  it("are cut off nowhere: the frame is nearly all paper", () => {
    const frame = glyphs.filter((_, i) => {
      const [x, y] = [i % GLYPH_SIDE, Math.floor(i / GLYPH_SIDE) % GLYPH_SIDE];
      return [x, y].some((at) => at === 0 || at === GLYPH_SIDE - 1);
    });
    expect(frame.filter((pixel) => pixel > 0).length / frame.length).toBeLessThan(0.02);
  });
});

describe("a network's denoiser", () => {
  it("is what the layers say, by hand", () => {
    const at = level(0.1);
    const features = levelFeatures(at);
    const kernel = new Float32Array(7 * 2);
    kernel.set([2, -1]); // of the sample; the features have no weight
    const hidden = { inputs: 7, outputs: 2, kernel, bias: Float32Array.of(0.5, 0) };
    const last = { inputs: 2, outputs: 1, kernel: Float32Array.of(1, 3), bias: Float32Array.of(-0.25) };
    const out = new Float64Array(1);
    networkDenoiser([hidden, last]).denoise(Float64Array.of(0.8), at, out);
    const silu = (z: number): number => z / (1 + Math.exp(-z));
    const guess = silu(2 * 0.8 + 0.5) + 3 * silu(-0.8) - 0.25;
    expect(features).toHaveLength(6);
    expect(out[0]).toBeCloseTo((0.8 / at.signal + guess) / 2, 12); // σ = δ: half and half
  });

  it("gives each sample of a batch what it gets alone", () => {
    const denoiser = glyphDenoiser();
    const x = gaussianNoise(3 * 144, stream(5, 0));
    const [all, one] = [new Float64Array(3 * 144), new Float64Array(144)];
    denoiser.denoise(x, level(1), all);
    denoiser.denoise(x.slice(144, 288), level(1), one);
    expect(all.slice(144, 288)).toEqual(one);
  });

  it.each(someOrAll(1, [0.3, 0.5, 1, 2]))(
    "has learned: at σ = %d three quarters of the squared error of a pixel-by-pixel linear denoiser or less, on glyphs never seen",
    MORE_IN_FULL,
    (sigma) => {
      const SEEN = shortOrFull(700, 2000);
      const seen = drawGlyphs(SEEN, stream(6, 0));
      const fresh = drawGlyphs(shortOrFull(100, 300), stream(7, 0));
      const noise = gaussianNoise(fresh.length, stream(8, 0));
      const at = level(sigma);
      const noisy = fresh.map((pixel, i) => at.signal * pixel + at.noise * noise[i]!);
      const denoised = new Float64Array(fresh.length);
      glyphDenoiser().denoise(noisy, at, denoised);

      // Pixel by pixel: mean + variance/(variance + σ²)·(y − mean).
      const mean = new Float64Array(144);
      const square = new Float64Array(144);
      for (const [i, pixel] of seen.entries()) {
        mean[i % 144]! += pixel / SEEN;
        square[i % 144]! += pixel ** 2 / SEEN;
      }
      const linear = noisy.map((x, i) => {
        const variance = square[i % 144]! - mean[i % 144]! ** 2;
        return mean[i % 144]! + (variance / (variance + sigma ** 2)) * (x / at.signal - mean[i % 144]!);
      });
      expect(meanSquare(denoised, fresh)).toBeLessThan(0.75 * meanSquare(linear, fresh));
    },
  );
});

describe("weights as text", () => {
  const layer = { inputs: 2, outputs: 1, kernel: Float32Array.of(1.5, -Math.PI), bias: Float32Array.of(1e-30) };

  it("read back the same", () => {
    expect(decodeLayer(encodeLayer(layer))).toEqual(layer);
  });

  it("are refused if there are too few", () => {
    const few = { ...encodeLayer(layer), inputs: 3 };
    expect(() => decodeLayer(few)).toThrow("weights: 8 bytes where 3 numbers of 4 bytes are needed");
  });
});
