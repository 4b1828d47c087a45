/**
 * A model of another family: masked (absorbing) diffusion. Pixels are ink or paper; a picture begins with all of them hidden, and
 * in each step some are shown, each drawn by itself from what the network says of it given those shown before (MODEL.md §11) [ours].
 */
import { GLYPH_SIDE } from "./glyphs.js";
import { maskedGlyphWeights } from "./masked-glyph-weights.js";
import { type Layer, network } from "./network.js";
import { decodeLayer } from "./weights.js";

const PIXELS = GLYPH_SIDE * GLYPH_SIDE;

/** Numbers that the network is told: each pixel, −1 paper, 1 ink, 0 hidden; and the share that is hidden. */
export const MASKED_INPUTS: number = PIXELS + 1;

/** Writes a picture's pixels and its hidden share into row `n` of the network's inputs. */
export function setMaskedInput(inputs: Float64Array, n: number, pixels: ArrayLike<number>): void {
  const at = n * MASKED_INPUTS;
  let hidden = 0;
  for (let i = 0; i < PIXELS; i++) {
    inputs[at + i] = pixels[i]!;
    if (pixels[i] === 0) hidden++;
  }
  inputs[at + PIXELS] = hidden / PIXELS;
}

/** Pixels of −1 and 1: paper where a drawn glyph is less than half ink. Of any shape, the same as given. */
export function inkOrPaper(glyphs: Float64Array): Float64Array {
  return glyphs.map((pixel) => (pixel > 0 ? 1 : -1));
}

/**
 * What chance decides of `count` pictures: in which order pixels are shown, and a uniform number for each. Runs of other numbers of
 * steps from the same chance can be compared picture by picture.
 */
export interface MaskedChance {
  /** count × 144: the pixels in the order in which they are shown. */
  readonly order: Int32Array;
  /** count × 144: ink where it is below the network's probability of ink. */
  readonly uniform: Float64Array;
}

export function drawMaskedChance(count: number, random: () => number): MaskedChance {
  const order = new Int32Array(count * PIXELS);
  for (let n = 0; n < count; n++) {
    const own = order.subarray(n * PIXELS, (n + 1) * PIXELS);
    for (let i = 0; i < PIXELS; i++) {
      // Fisher and Yates, inside out
      const j = Math.floor(random() * (i + 1));
      own[i] = own[j]!;
      own[j] = i;
    }
  }
  return { order, uniform: Float64Array.from({ length: count * PIXELS }, random) };
}

/**
 * Pictures made in `steps` evaluations of the network, 1 to 144; shape count × 144. In step k pixels ⌊144(k − 1)/steps⌋ to
 * ⌊144k/steps⌋ of the order are shown.
 */
export function sampleMasked(layers: readonly Layer[], { order, uniform }: MaskedChance, steps: number): Float64Array {
  const outputs = network(layers);
  const count = order.length / PIXELS;
  const pictures = new Float64Array(count * PIXELS);
  const inputs = new Float64Array(count * MASKED_INPUTS);
  for (let k = 1; k <= steps; k++) {
    for (let n = 0; n < count; n++) setMaskedInput(inputs, n, pictures.subarray(n * PIXELS, (n + 1) * PIXELS));
    const logits = outputs(inputs, count);
    const [from, to] = [Math.floor((PIXELS * (k - 1)) / steps), Math.floor((PIXELS * k) / steps)];
    for (let n = 0; n < count; n++) {
      for (let i = from; i < to; i++) {
        const at = n * PIXELS + order[n * PIXELS + i]!;
        // P(ink) = 1/(1 + e^(−logit))
        pictures[at] = uniform[at]! < 1 / (1 + Math.exp(-logits[at]!)) ? 1 : -1;
      }
    }
  }
  return pictures;
}

/** The network that has learned masked glyphs from examples (data/README.md, models). */
export function maskedGlyphLayers(): readonly Layer[] {
  return maskedGlyphWeights.map(decodeLayer);
}
