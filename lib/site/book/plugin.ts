/** The book's rooms as a part of vite's build, and of the server of `npm run explore`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin, Rolldown } from "vite";
import { bookFiles } from "./book.js";
import type { SiteFile } from "./file.js";
import { roomLinks } from "./rooms.js";

/** Where a page of vite's own has the links to all rooms. */
const ROOMS_STAND = "<!-- rooms -->";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  json: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  pdf: "application/pdf",
  csv: "text/csv; charset=utf-8",
  tex: "text/plain; charset=utf-8",
};

/** @param workspace The folder with `notebooks`, `figures` and `lib`. @param script The pages' own, of which their style is too. */
export function book(workspace: string, script: string): Plugin {
  let chunk = "";
  let serving = false;
  return {
    name: "book",
    configResolved({ command }) {
      serving = command === "serve";
    },
    buildStart() {
      if (!serving) chunk = this.emitFile({ type: "chunk", id: join(workspace, "lib/site", script), name: "reader" });
    },
    writeBundle({ dir }, bundle) {
      const own = this.getFileName(chunk);
      for (const { path, content } of bookFiles(workspace, { script: own, styles: stylesOf(own, bundle) })) {
        const file = join(dir!, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
    },
    configureServer(server) {
      let files: SiteFile[] = [];
      // a page is made again whenever it is asked for: it shows the notebook as it is now
      const found = (path: string): SiteFile | undefined => {
        if (!/^(?:notebooks|figures)\/|^(?:symbols|model)\.html$/.test(path)) return undefined;
        if (files.length === 0 || path.endsWith(".html")) files = bookFiles(workspace, { script, styles: [] });
        return files.find((file) => file.path === path);
      };
      server.middlewares.use((request, response, next) => {
        const path = decodeURIComponent(new URL(request.url ?? "/", "http://site").pathname).slice(1);
        const file = found(path.endsWith("/") ? `${path}index.html` : path);
        if (file === undefined) return next();
        response.setHeader("content-type", TYPES[file.path.slice(file.path.lastIndexOf(".") + 1)]!);
        response.end(file.content);
      });
    },
    transformIndexHtml: (html, { path }) => html.replace(ROOMS_STAND, roomLinks(path.slice(1))),
  };
}

/** Those of a script and of what it imports, in their order. */
function stylesOf(script: string, bundle: Rolldown.OutputBundle): string[] {
  const chunk = bundle[script];
  if (chunk?.type !== "chunk") return [];
  const within = chunk.imports.flatMap((inner) => stylesOf(inner, bundle));
  return [...new Set([...within, ...(chunk.viteMetadata?.importedCss ?? [])])];
}
