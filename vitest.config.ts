import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { ViteUserConfig } from "vitest/config";

/** The long suite: `npm run test:full`. */
const full = process.env["EDGESTEPS_FULL"] !== undefined;

/** Whether tests run what `npm run build` made of the sources, as Node's own modules: a third faster than the sources, which Vite links. */
const built = process.env["EDGESTEPS_BUILT"] !== undefined;

const LIB = join(import.meta.dirname, "lib/");

/** Resolves an import of a file of lib to its built file, where it has one; tests and what only they use have none. */
const toBuilt = {
  name: "built",
  enforce: "pre",
  resolveId(name: string, importer: string | undefined) {
    if (importer === undefined || !/^(\.|\/|file:)/.test(name)) return null;
    const file = resolve(dirname(importer), name.replace(/^file:\/\//, ""));
    const own = join(LIB, "dist", file.slice(LIB.length).replace(/\.ts$/, ".js"));
    return file.startsWith(LIB) && own.endsWith(".js") && existsSync(own) ? { id: own, external: true } : null;
  },
} as const;

const config: ViteUserConfig = {
  plugins: built ? [toBuilt] : [],
  test: {
    maxWorkers: "100%",
    isolate: false, // no file changes what another one sees, and each module is loaded once a worker
    dir: "lib",
    include: ["**/*.test.ts"],
    setupFiles: ["lib/testing/titles.ts", "lib/testing/equal.ts"],
    tags: [{ name: "long", description: "Does more in the long suite than in npm test, or runs only there." }],
    testTimeout: full ? 600_000 : 60_000,
    hookTimeout: full ? 600_000 : 120_000,
  },
};
export default config;
