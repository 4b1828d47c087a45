import type { PublishedSeries } from "../experiments/error-model/published-series.js";

/** Source text of lib/experiments/error-model/published-quality.ts. */
export function publishedSeriesModule(series: readonly PublishedSeries[]): string {
  const lines = series.map((one) => `  ${JSON.stringify(one)},\n`);
  return `// GENERATED from data/published/quality-vs-steps.csv. To change it, change that and run: npm run published-series --workspace lib
// biome-ignore-all format: generated
import type { PublishedSeries } from "./published-series.js";

/** Every series of quality against steps that was found published (data/README.md). */
export const publishedQuality: readonly PublishedSeries[] = [
${lines.join("")}];
`;
}
