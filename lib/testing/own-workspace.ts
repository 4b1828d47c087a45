import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workspace } from "./notebook-folder.js";

/**
 * A new workspace with the built library and the scenarios, for commands that write into theirs; the caller removes it.
 * @param declarations Whether the library's are there too: only notebooks need them.
 */
export function ownWorkspace(declarations: boolean): string {
  const root = mkdtempSync(join(tmpdir(), "edgesteps-workspace-"));
  for (const part of ["lib/dist", "lib/bin", "lib/package.json", "data/scenarios", "data/reference"]) {
    cpSync(join(workspace, part), join(root, part), {
      recursive: true,
      filter: (path) => declarations || !path.endsWith(".d.ts"),
    });
  }
  for (const folder of ["node_modules", "lib/node_modules"]) {
    mkdirSync(join(root, folder)); // our own, as it holds caches too
    for (const name of readdirSync(join(workspace, folder)).filter((entry) => !/^\.(?!bin)/.test(entry))) {
      symlinkSync(join(workspace, folder, name), join(root, folder, name));
    }
  }
  mkdirSync(join(root, "notebooks"));
  return root;
}
