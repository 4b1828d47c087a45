/** What the masked model of glyphs learns: the hidden pixels, from those that are shown. */
import * as tf from "@tensorflow/tfjs-core";
import { drawGlyphs, GLYPH_SIDE } from "../diffusion/glyphs.js";
import { inkOrPaper, MASKED_INPUTS, setMaskedInput } from "../diffusion/masked-glyphs.js";
import { type Examples, logisticError, type Task } from "./training.js";

const PIXELS = GLYPH_SIDE * GLYPH_SIDE;

export const unmasking: Task = { inputs: MASKED_INPUTS, outputs: PIXELS, examples };

/** Pictures of which a share is hidden, spread evenly over (0, 1]; only hidden pixels count. */
function examples(batch: number, random: () => number): Examples {
  const pictures = inkOrPaper(drawGlyphs(batch, random));
  const inputs = new Float64Array(batch * MASKED_INPUTS);
  const hidden = new Float32Array(batch * PIXELS);
  for (let n = 0; n < batch; n++) {
    const share = (n + random()) / batch;
    const shown = pictures.slice(n * PIXELS, (n + 1) * PIXELS);
    for (let i = 0; i < PIXELS; i++) {
      if (random() >= share) continue;
      shown[i] = 0;
      hidden[n * PIXELS + i] = 1;
    }
    setMaskedInput(inputs, n, shown);
  }
  const ink = Float32Array.from(pictures, (pixel) => (pixel > 0 ? 1 : 0));
  return {
    inputs: tf.tensor2d(Float32Array.from(inputs), [batch, MASKED_INPUTS]),
    loss: logisticError(tf.tensor2d(ink, [batch, PIXELS]), tf.tensor2d(hidden, [batch, PIXELS])),
  };
}
