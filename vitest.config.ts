import { defineConfig } from "vitest/config";

/** Long suites run only with EDGESTEPS_FULL=1: `describe.runIf(process.env["EDGESTEPS_FULL"])`. */
export default defineConfig({
  test: {
    include: ["lib/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
