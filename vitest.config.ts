import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Plugin, ViteUserConfig } from "vitest/config";

/** The long suite: `npm run test:full`. */
const full = process.env["EDGESTEPS_FULL"] !== undefined;

/** Whether tests run what `npm run build` made of the sources, as Node's own modules: a third faster than the sources, which Vite links. */
const built = process.env["EDGESTEPS_BUILT"] !== undefined;

const LIB = join(import.meta.dirname, "lib/");

/** The built file that an import of a file of lib stands for, where it has one; tests and what only they use have none. */
function builtFile(name: string, importer: string): string | null {
  if (!/^(\.|\/|file:)/.test(name)) return null;
  const file = resolve(dirname(importer), name.replace(/^file:\/\//, ""));
  const own = join(LIB, "dist", file.slice(LIB.length).replace(/\.ts$/, ".js"));
  return file.startsWith(LIB) && own.endsWith(".js") && existsSync(own) ? own : null;
}

/** Resolves imports to what is built. What Vite makes of a test is kept for the next run, as long as its imports lead there. */
const toBuilt: Plugin = {
  name: "built",
  enforce: "pre",
  resolveId: (name, importer) => (importer === undefined ? null : builtFile(name, importer)),
  configureVitest({ experimental_defineCacheKeyGenerator: keyBy }) {
    keyBy(({ id, sourceCode }) =>
      Array.from(sourceCode.matchAll(/["'](\.{1,2}\/[^"']*)["']/g), ([, name]) => builtFile(name!, id) ?? "").join(),
    );
  },
};

/** TypeScript by `require`: `import` first reads its nine megabytes for names that it exports, which takes longer than to run them. */
const required: Plugin = {
  name: "required",
  enforce: "pre",
  resolveId: (name) => (name === "typescript" ? "\0required:typescript" : null),
  load: (id) =>
    id === "\0required:typescript"
      ? `import { createRequire } from "node:module";\nexport default createRequire(${JSON.stringify(LIB)})("typescript");`
      : null,
};

const config: ViteUserConfig = {
  plugins: built ? [toBuilt, required] : [required],
  test: {
    maxWorkers: "100%",
    isolate: false, // no file changes what another one sees, and each module is loaded once a worker
    dir: "lib",
    include: ["**/*.test.ts"],
    setupFiles: ["lib/testing/setup.ts"],
    tags: [{ name: "long", description: "Does more in the long suite than in npm test, or runs only there." }],
    server: { deps: { external: [/\/lib\/dist\//] } }, // loaded by Node itself, which Vite's own linking costs a fifth more
    experimental: { fsModuleCache: built, fsModuleCachePath: "node_modules/.cache/vitest" },
    testTimeout: full ? 600_000 : 60_000,
    hookTimeout: full ? 600_000 : 120_000,
  },
};
export default config;
