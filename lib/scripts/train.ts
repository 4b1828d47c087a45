/** Usage: node train.js DATA_MODELS DIFFUSION [NAME]. Trains the networks of glyphs, or the one of that name: some minutes each. */
import { join } from "node:path";
import { encodeLayer } from "../diffusion/weights.js";
import { writeAside } from "../files/write-aside.js";
import { denoising } from "./glyph-training.js";
import { unmasking } from "./masked-glyph-training.js";
import { train } from "./training.js";
import { GLYPH_WEIGHTS, MASKED_GLYPH_WEIGHTS, weightsModule } from "./weights-module.js";

const training = { seed: 1, hidden: [96, 96], steps: 5000, batch: 32, learningRate: 2e-3 };
const networks = [
  { task: denoising, weights: GLYPH_WEIGHTS, module: "glyph-weights.ts" },
  { task: unmasking, weights: MASKED_GLYPH_WEIGHTS, module: "masked-glyph-weights.ts" },
];

const [data = "", diffusion = "", only] = process.argv.slice(2);
for (const { task, weights, module } of networks.filter(({ weights }) => only === undefined || weights.file === only)) {
  let recent = 0;
  const layers = train(task, training, (step, loss) => {
    recent += loss;
    if ((step + 1) % 500 !== 0) return;
    process.stdout.write(
      `${weights.file}, ${step + 1} steps, mean loss of the last 500: ${(recent / 500).toFixed(4)}\n`,
    );
    recent = 0;
  });
  const trained = { training, layers: layers.map(encodeLayer) };
  await writeAside(join(data, `${weights.file}.json`), `${JSON.stringify(trained, null, 2)}\n`);
  await writeAside(join(diffusion, module), weightsModule(weights, trained));
}
