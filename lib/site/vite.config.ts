/** Builds the site into `site/`: static files for any folder of any server, under a strict Content-Security-Policy. */
import { join } from "node:path";
import type { Plugin, UserConfig } from "vite";
import { book } from "./book/plugin.js";
import { reference } from "./book/reference.js";

const HERE = import.meta.dirname;
const WORKSPACE = join(HERE, "../..");

/** Nothing from elsewhere, no inline scripts or styles, no eval. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The policy as a tag, so that any static server gives it; the server of `npm run explore` has scripts of its own, and goes without. */
const policy: Plugin = {
  name: "content-security-policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: POLICY },
      injectTo: "head-prepend",
    },
  ],
};

const config: UserConfig = {
  root: HERE,
  base: "./",
  plugins: [policy, book(WORKSPACE, "reader.ts"), reference(WORKSPACE)],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  worker: { format: "es" },
  build: {
    outDir: join(WORKSPACE, "site"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 5000, // Plotly, which the notebooks' figures load when they come near
    rolldownOptions: {
      checks: { bundlerTimings: false },
      input: ["index.html", "explorer.html", "million.html"].map((name) => join(HERE, name)),
    },
  },
};
export default config;
