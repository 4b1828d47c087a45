import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = "kernel-main.js";

/** The name by which notebooks ask for the kernel. It is tslab's own, so that either runs them. */
const NAME = "tslab";

/** The file that tells Jupyter of the kernel, below one of its data folders. */
export function kernelFile(dataFolder: string): string {
  return join(dataFolder, "kernels", NAME, "kernel.json");
}

/** The folder of the packages beside this library, where its kernel finds what a notebook's own folder lacks. */
export function packagesFolder(): string {
  return dirname(dirname(createRequire(import.meta.url).resolve("tslab/package.json")));
}

/** Text of the file: this Node runs this library's kernel, by their absolute paths, whatever folder a notebook is in. */
export function kernelText(): string {
  const kernel = {
    argv: [process.execPath, fileURLToPath(new URL(MAIN, import.meta.url)), "{connection_file}"],
    display_name: "TypeScript", // as the notebooks store it
    env: { NODE_PATH: packagesFolder() },
    language: "typescript",
  };
  return `${JSON.stringify(kernel, null, 1)}\n`;
}

/** What is installed in a data folder under the name: nothing, a kernel of edgesteps with its files, or another one. */
export type InstalledKernel =
  | { readonly kind: "none" }
  | { readonly kind: "edgesteps"; readonly node: string; readonly main: string }
  | { readonly kind: "other" };

export function installedKernel(dataFolder: string): InstalledKernel {
  if (!existsSync(kernelFile(dataFolder))) return { kind: "none" };
  try {
    const { argv } = JSON.parse(readFileSync(kernelFile(dataFolder), "utf8")) as { argv: unknown };
    const [node, main] = argv as readonly unknown[];
    if (typeof node === "string" && typeof main === "string" && /[\\/]notebook[\\/]kernel-main\.js$/.test(main)) {
      return { kind: "edgesteps", node, main };
    }
  } catch {
    // not JSON, or not with a list of arguments: nothing of ours
  }
  return { kind: "other" };
}
