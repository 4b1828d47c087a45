import type { ViteUserConfig } from "vitest/config";

/** Long suites run only with EDGESTEPS_FULL=1: `describe.runIf(process.env["EDGESTEPS_FULL"])`. */
const full = process.env["EDGESTEPS_FULL"] !== undefined;

const config: ViteUserConfig = {
  test: {
    maxWorkers: "100%",
    isolate: false, // no file changes what another one sees, and each module is loaded once a worker
    dir: "lib",
    include: ["**/*.test.ts"],
    setupFiles: ["lib/testing/titles.ts"],
    testTimeout: full ? 600_000 : 60_000,
    hookTimeout: full ? 600_000 : 120_000,
  },
};
export default config;
