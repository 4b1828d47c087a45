import { defineConfig } from "vitest/config";

/** Long suites run only with EDGESTEPS_FULL=1: `describe.runIf(process.env["EDGESTEPS_FULL"])`. */
const full = process.env["EDGESTEPS_FULL"] !== undefined;

export default defineConfig({
  test: {
    include: ["lib/**/*.test.ts"],
    testTimeout: full ? 600_000 : 30_000,
    hookTimeout: full ? 600_000 : 60_000,
  },
});
