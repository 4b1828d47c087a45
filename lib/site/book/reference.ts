/** The reference: the types and functions of all doors by TypeDoc, from their docstrings, in the colours of the site. */
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Application, PageEvent, type TypeDocOptions } from "typedoc";
import type { Plugin } from "vite";
import { relativeTo } from "./file.js";
import { roomLinks } from "./rooms.js";

/** Helpers of types, and lists that types are made of: a reader needs what follows from them. */
const ONLY_WITHIN = ["laws", "methods", "relaxations", "utilities", "ModelOf", "OptionsOf"];

/** Constants that docstrings name for who reads the code, and no door has. */
const UNLINKED = ["DEFAULT_GAIN", "DEVICE", "DROP_SECONDS", "VARIANTS"];

/** In every build but those of the mode `pages`. @param workspace The folder with `lib`. */
export function reference(workspace: string): Plugin {
  let out = "";
  let script = "";
  return {
    name: "reference",
    apply: (_, { command, mode }) => command === "build" && mode !== "pages",
    configResolved(config) {
      out = config.build.outDir;
    },
    generateBundle(_, bundle) {
      script = Object.values(bundle).find(({ name, type }) => type === "chunk" && name === "reader")!.fileName;
    },
    closeBundle: () => makeReference(workspace, out, script),
  };
}

/**
 * Writes the reference into the folder `reference` of the site.
 * @param script Path in the site of the script of its pages: light and dark.
 * @throws Error with all that TypeDoc warns of.
 */
export async function makeReference(workspace: string, site: string, script: string): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), "edgesteps-reference-"));
  try {
    const customCss = join(temporary, "site.css");
    writeFileSync(customCss, styleOf(workspace));
    const app = await Application.bootstrap(optionsOf(workspace, join(site, "reference"), customCss));
    const told: string[] = [];
    app.logger = Object.assign(app.logger, {
      log: (message: string, level: number) => {
        if (level >= 2) told.push(message);
      },
    });
    app.renderer.on(PageEvent.END, (page: PageEvent) => {
      page.contents = framed(page.contents ?? "", `reference/${page.url}`, script);
    });
    const project = await app.convert();
    for (const door of project?.children ?? []) {
      door.name = door.name === "index" ? "edgesteps" : `edgesteps/${door.name}`;
    }
    if (project !== undefined) app.validate(project);
    if (project !== undefined && told.length === 0) await app.generateOutputs(project);
    if (project === undefined || told.length > 0) throw new Error(`the reference:\n${told.join("\n")}`);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function optionsOf(workspace: string, out: string, customCss: string): TypeDocOptions {
  const lib = join(workspace, "lib");
  const { exports } = JSON.parse(readFileSync(join(lib, "package.json"), "utf8")) as {
    readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  };
  const doors = Object.values(exports).flatMap((door) => (typeof door === "string" ? [] : [door.default]));
  return {
    entryPoints: doors.map((door) => join(lib, door.replace("dist/", "").replace(/\.js$/, ".ts"))),
    tsconfig: join(lib, "tsconfig.build.json"),
    outputs: [{ name: "html", path: out }],
    name: "edgesteps",
    readme: "none",
    disableSources: true, // no address of a repository is known
    disableGit: true,
    skipErrorChecking: true, // `npm run types` does it
    intentionallyNotExported: ONLY_WITHIN,
    externalSymbolLinkMappings: { edgesteps: Object.fromEntries(UNLINKED.map((name) => [name, "#"])) },
    customCss,
    headings: { readme: false },
    hideGenerator: true,
    githubPages: false,
  };
}

/** The palette and head of the site's own style, and names of TypeDoc for them. */
function styleOf(workspace: string): string {
  const site = join(workspace, "lib/site");
  const style = readFileSync(join(site, "style.css"), "utf8");
  const palette = style.slice(0, style.indexOf("\n* {"));
  const head = /\/\* Head \*\/.*?(?=\n\/\* )/s.exec(style)?.[0];
  if (!palette.includes("--paper:") || head === undefined) throw new Error("style.css: no palette, or no head");
  return [palette, head, readFileSync(join(site, "book/reference.css"), "utf8")].join("\n");
}

/** A page of TypeDoc with the site's head and a policy: its one inline script is known by its hash. */
function framed(html: string, path: string, script: string): string {
  const at = (target: string): string => relativeTo(path, target);
  const own = html.replaceAll('localStorage.getItem("tsd-theme")', 'localStorage.getItem("edgesteps-theme")');
  const hashes = [...own.matchAll(/<script>(.*?)<\/script>/gs)].map(
    ([, code]) => `'sha256-${createHash("sha256").update(code!).digest("base64")}'`,
  );
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${[...new Set(hashes)].join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const head = `<header class="bar-top"><p class="home"><a href="${at("index.html")}">edgesteps</a></p>${roomLinks(path)}<button type="button" name="theme" hidden>dark</button></header>`;
  return own
    .replace("<head>", `<head><meta http-equiv="Content-Security-Policy" content="${policy}"/>`)
    .replace(
      "</head>",
      `<link rel="icon" href="${at("icon.svg")}" type="image/svg+xml"/><script type="module" src="${at(script)}"></script></head>`,
    )
    .replace('<header class="tsd-page-toolbar">', `${head}<header class="tsd-page-toolbar">`);
}
