import { spawnSync } from "node:child_process";
import { accessSync, constants, statfsSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { isInstalled } from "../files/peers.js";
import { type JupyterPlace, thisPlace } from "../notebook/jupyter-paths.js";
import { startRenderer } from "../report/print/start.js";

/** What `edgesteps doctor` looks at: this machine, or a test's stand-in. */
export interface Machine {
  /** Version of Node. */
  readonly node: string;
  /** The workspace; none where the library was installed alone. */
  readonly root: string | undefined;
  readonly temporary: string;
  readonly jupyter: JupyterPlace;
  /** The library's package.json. */
  readonly manifest: Manifest;
  readonly isInstalled: (name: string) => boolean;
  /** What a program prints, without the last line's end; `undefined` where it is missing or fails. */
  readonly run: (program: string, argv: readonly string[]) => string | undefined;
  /** Bytes of a small figure that the browser draws. @throws Error in one line. */
  readonly draw: () => Promise<number>;
  readonly mayWrite: (folder: string) => boolean;
  /** Free bytes on the disk of a folder. */
  readonly free: (folder: string) => number;
}

export interface Manifest {
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

export function thisMachine(root: string | undefined): Machine {
  return {
    node: process.versions.node,
    root,
    temporary: tmpdir(),
    jupyter: thisPlace(),
    manifest: createRequire(import.meta.url)("edgesteps/package.json") as Manifest,
    isInstalled,
    run: (program, argv) => {
      const { status, stdout } = spawnSync(program, argv, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
      return status === 0 ? stdout.trimEnd() : undefined;
    },
    draw: async () => {
      const renderer = await startRenderer();
      const layout = { width: 120, height: 90 };
      const png = await renderer.png(
        { name: "probe", caption: "A probe.", data: [{ y: [1, 2] }], layout, table: PROBE },
        96,
      );
      await renderer.close();
      return png.length;
    },
    mayWrite,
    free: (folder) => {
      const { bavail, bsize } = statfsSync(folder);
      return bavail * bsize;
    },
  };
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const PROBE = { name: "probe", columns: [], rows: [] };
