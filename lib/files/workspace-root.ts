import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { InputError } from "../input/errors.js";

/**
 * The folder with `notebooks`, `figures` and `data` that this library stands in.
 * @throws InputError where it was installed without them.
 */
export function workspaceRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "notebooks")) || !existsSync(join(folder, "data"))) {
    if (folder === dirname(folder))
      throw new InputError("there are no notebooks, figures and data beside this library");
    folder = dirname(folder);
  }
  return folder;
}
