/** Usage: node presets.js DATA_PUBLISHED PRESETS_TS. Makes lib/scenario/presets.ts from data/published. */
import { calibrate } from "../scenario/calibrate.js";
import { presetsModule } from "./presets-module.js";
import { readPublished } from "./tables.js";
import { write } from "./write.js";

const [published = "", module = ""] = process.argv.slice(2);
write(module, presetsModule(calibrate(readPublished(published))));
