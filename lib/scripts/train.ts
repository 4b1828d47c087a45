/** Usage: node train.js GLYPH_DENOISER_JSON GLYPH_WEIGHTS_TS. Trains the denoiser of glyphs: some minutes. */
import { encodeLayer } from "../diffusion/weights.js";
import { writeAside } from "../files/write-aside.js";
import { trainGlyphDenoiser } from "./glyph-training.js";
import { glyphWeightsModule } from "./glyph-weights-module.js";

const [data = "", module = ""] = process.argv.slice(2);
const training = { seed: 1, hidden: [96, 96], steps: 5000, batch: 32, learningRate: 2e-3 };
let recent = 0;
const layers = trainGlyphDenoiser(training, (step, loss) => {
  recent += loss;
  if ((step + 1) % 500 !== 0) return;
  process.stdout.write(`${step + 1} steps, mean squared error of the last 500: ${(recent / 500).toFixed(4)}\n`);
  recent = 0;
});
const trained = { training, layers: layers.map(encodeLayer) };
await writeAside(data, `${JSON.stringify(trained, null, 2)}\n`);
await writeAside(module, glyphWeightsModule(trained));
