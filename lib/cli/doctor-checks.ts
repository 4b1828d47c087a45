/** What `edgesteps doctor` looks at, in the order in which one needs it. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { searchedDataFolders } from "../notebook/jupyter-paths.js";
import { installedKernel, kernelFile } from "../notebook/kernel.js";
import { listed } from "../report/words.js";
import type { Machine } from "./machine.js";

export interface Finding {
  /** A note tells what only some uses need. */
  readonly state: "good" | "note" | "fault";
  readonly text: string;
  readonly mend?: string;
}

export interface Check {
  readonly name: string;
  readonly look: (machine: Machine) => Finding | Promise<Finding>;
}

/** The packages take 0.3 GB, the unpacked browser 0.25 GB. */
const NEEDED_BYTES = 0.5e9;

const INSTALL_KERNEL = "npx --no-install edgesteps kernel install";

const good = (text: string): Finding => ({ state: "good", text });
const note = (text: string, mend: string): Finding => ({ state: "note", text, mend });
const fault = (text: string, mend: string): Finding => ({ state: "fault", text, mend });

export const CHECKS: readonly Check[] = [
  { name: "Node", look: nodeVersion },
  { name: "packages", look: packages },
  { name: "build", look: build },
  { name: "browser", look: browser },
  { name: "fonts", look: fontFiles },
  { name: "Python", look: python },
  { name: "Jupyter", look: jupyter },
  { name: "kernel", look: kernel },
  { name: "folders", look: writable },
  { name: "disk", look: disk },
];

function nodeVersion({ node, manifest }: Machine): Finding {
  const least = manifest.engines.node.replace(">=", "");
  const [major, minor] = numbers(node);
  const [leastMajor, leastMinor] = numbers(least);
  const enough = major! > leastMajor! || (major === leastMajor && minor! >= leastMinor!);
  return enough ? good(node) : fault(`${node}, which is too old`, `install Node ${least} or newer (nodejs.org)`);
}

const numbers = (version: string): number[] => version.split(".").map(Number);

function packages({ root, manifest, isInstalled }: Machine): Finding {
  const wanted =
    root === undefined ? manifest.dependencies : { ...manifest.dependencies, ...manifest.peerDependencies };
  const missing = Object.keys(wanted).filter((name) => !isInstalled(name));
  if (missing.length > 0) {
    return fault(
      `${listed(missing)} ${missing.length === 1 ? "is" : "are"} missing`,
      root === undefined ? "npm install" : "npm ci",
    );
  }
  const others = root === undefined ? [] : otherVersions(root);
  return others.length > 0 ? fault(others.join(", "), "npm ci") : good(`all ${Object.keys(wanted).length} are there`);
}

/** Packages whose version is not the one that the workspace names. */
function otherVersions(root: string): string[] {
  const { dependencies } = versions(join(root, "package.json"));
  return Object.entries(dependencies ?? {}).flatMap(([name, wanted]) => {
    const file = join(root, "node_modules", name, "package.json");
    if (!/^\d/.test(wanted) || !existsSync(file)) return [];
    const { version } = versions(file);
    return version === wanted ? [] : [`${name} is ${version}, not ${wanted}`];
  });
}

function versions(file: string): { readonly version?: string; readonly dependencies?: Record<string, string> } {
  return JSON.parse(readFileSync(file, "utf8"));
}

function build({ root }: Machine): Finding {
  const lib = root === undefined ? undefined : join(root, "lib");
  if (lib === undefined || !existsSync(join(lib, "tsconfig.build.json"))) return good("as it was installed");
  const sources = readdirSync(lib, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !/^(?:dist|node_modules|vendor|testing)\b|^\.|\.test\.ts$/.test(file),
  );
  const age = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY;
  const stale = sources.sort().find((file) => age(join(lib, "dist", file.replace(/ts$/, "js"))) < age(join(lib, file)));
  if (stale === undefined) return good("lib/dist is built from the sources as they are");
  return fault(`lib/dist is older than lib/${stale}, or lacks it`, "npm run build");
}

async function browser({ draw, root }: Machine): Promise<Finding> {
  try {
    const bytes = await draw();
    return bytes > 0 ? good("draws") : fault("draws nothing", "set EDGESTEPS_CHROME to a Chrome or Chromium program");
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return fault(
      text,
      root === undefined ? "as this says" : "npm ci, or a Chrome or Chromium that EDGESTEPS_CHROME names",
    );
  }
}

async function fontFiles({ isInstalled }: Machine): Promise<Finding> {
  const name = "@expo-google-fonts/arimo";
  if (!isInstalled(name)) return fault("Arimo, the figures' font, is missing", `npm install ${name}`);
  const { fonts } = await import("../report/print/fonts.js"); // which can't be loaded without the package
  const broken = fonts.filter(({ file }) => !existsSync(file) || readFileSync(file).readUInt32BE(0) !== 0x00010000);
  return broken.length > 0
    ? fault(`${broken[0]!.file} is no TrueType font`, "npm ci")
    : good(`Arimo, ${fonts.length} faces`);
}

function python({ run }: Machine): Finding {
  const version = run("python3", ["--version"]) ?? run("python", ["--version"]);
  return version !== undefined
    ? good(version.replace("Python ", ""))
    : note("not found; only data/reference/check.py and Jupyter need it", "install Python 3");
}

function jupyter({ run }: Machine): Finding {
  const version = run("jupyter", ["--version"]);
  if (version === undefined) {
    return note("not found; notebooks run without it", "pip install notebook");
  }
  const core = /jupyter_core *: *(\S+)/.exec(version)?.[1];
  return good(core === undefined ? "found" : `jupyter_core ${core}`);
}

function kernel({ run, jupyter: place }: Machine): Finding {
  const folder = kernelFolders(run("jupyter", ["kernelspec", "list", "--json"])) ?? searchedDataFolders(place);
  const found = folder
    .map((one) => ({ file: kernelFile(one), ...installedKernel(one) }))
    .find(({ kind }) => kind !== "none");
  if (found === undefined || found.kind === "none") {
    return note("not installed; only Jupyter and VS Code need it", INSTALL_KERNEL);
  }
  const { file } = found;
  if (found.kind === "other") {
    return note(`${file} is another one, in which some cells fail`, `${INSTALL_KERNEL} --replace`);
  }
  const gone = [found.node, found.main].find((path) => !existsSync(path));
  return gone === undefined ? good(file) : fault(`${file} names ${gone}, which is not there`, INSTALL_KERNEL);
}

/** The data folder of the kernel that Jupyter itself finds; `undefined` where it finds none or isn't there. */
function kernelFolders(listing: string | undefined): string[] | undefined {
  if (listing === undefined) return undefined;
  try {
    const { kernelspecs } = JSON.parse(listing) as {
      kernelspecs: Record<string, { resource_dir: string } | undefined>;
    };
    const folder = kernelspecs["tslab"]?.resource_dir;
    return folder === undefined ? undefined : [dirname(dirname(folder))];
  } catch {
    return undefined;
  }
}

function writable({ root, temporary, mayWrite }: Machine): Finding {
  const inside =
    root === undefined ? [] : ["notebooks", "figures", "data", "node_modules"].map((name) => join(root, name));
  const closed = [...inside, temporary].filter((folder) => existsSync(folder) && !mayWrite(folder));
  if (closed.length === 0) return good("can be written");
  const text = `${listed(closed)} can't be written`;
  if (closed.includes(temporary)) return fault(text, "set TMPDIR to a folder of yours");
  return note(text, "work in a clone of your own, or name folders by --out");
}

function disk({ root, temporary, free }: Machine): Finding {
  const folders = [root ?? ".", temporary];
  const full = folders.find((folder) => free(folder) < NEEDED_BYTES);
  const gigabytes = (folder: string): string => `${(free(folder) / 1e9).toFixed(1)} GB`;
  if (full === undefined) return good(`${gigabytes(folders[0]!)} free, ${gigabytes(temporary)} for temporary files`);
  return fault(`${full} has ${gigabytes(full)} free, less than 0.5 GB`, "make room, or set TMPDIR to another disk");
}
