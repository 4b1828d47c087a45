/** Usage: node presets.js DATA_PUBLISHED PRESETS_TS. Makes lib/population/presets.ts from data/published. */

import { writeAside } from "../files/write-aside.js";
import { calibrate } from "../population/calibrate.js";
import { presetsModule } from "./presets-module.js";
import { readPublished } from "./tables.js";

const [published = "", module = ""] = process.argv.slice(2);
await writeAside(module, presetsModule(calibrate(readPublished(published))));
