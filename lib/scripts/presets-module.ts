import type { Presets } from "../population/preset.js";

/** Source text of lib/population/presets.ts. */
export function presetsModule(presets: Presets): string {
  return `// GENERATED from data/published by lib/population/calibrate.ts. To change it, change those and run: npm run presets --workspace lib
// biome-ignore-all format: generated
import type { Presets } from "./preset.js";

/** What data/published says of devices, servers and services (data/README.md). */
export const presets: Presets = ${JSON.stringify(presets, null, 2)};
`;
}
