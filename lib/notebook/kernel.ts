import { createRequire } from "node:module";
import { join } from "node:path";
import { writeAside } from "../files/write-aside.js";

/**
 * Writes the kernel specification of this workspace's tslab into a folder for `JUPYTER_PATH`, with which Jupyter runs
 * the notebooks: what `tslab install` does, but without IPython and without touching a person's own Jupyter.
 */
export async function writeKernel(jupyterPath: string): Promise<void> {
  const tslab = createRequire(import.meta.url).resolve("tslab/bin/tslab");
  const kernel = {
    argv: [process.execPath, tslab, "kernel", "--config-path", "{connection_file}"],
    display_name: "TypeScript",
    language: "typescript",
  };
  await writeAside(join(jupyterPath, "kernels/tslab/kernel.json"), `${JSON.stringify(kernel, null, 1)}\n`);
}
