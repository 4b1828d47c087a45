/** What the cells of the catalogue's experiments found, kept for those who ask again. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deserialize, serialize } from "node:v8";
import { filesHash, hash } from "../../files/hash.js";
import { workspaceRoot } from "../../files/workspace-root.js";
import { writeAside } from "../../files/write-aside.js";
import { InputError } from "../../input/errors.js";

/** Characters of a hash. */
const DIGEST = 64;

/** The folder of the workspace that this library stands in; none where it was installed without one. */
export function cacheFolder(): string | undefined {
  try {
    return join(workspaceRoot(), "node_modules/.cache/edgesteps");
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/**
 * Keeps what an experiment's cells found, in their order, where the folder can be written.
 * @param library Its {@link libraryHash} before they were computed, as it may be built anew meanwhile.
 */
export async function keepFound(
  folder: string,
  experiment: string,
  library: string,
  found: readonly unknown[],
): Promise<void> {
  const bytes = serialize({ library, found });
  try {
    await writeAside(pathOf(folder, experiment), Buffer.concat([bytes, Buffer.from(digestOf(bytes))]));
  } catch (error) {
    if (!(error instanceof InputError)) throw error; // a clone that can only be read, or a full disk
  }
}

/** What was kept by this very library; nothing if that is not there, or not whole. */
export function keptFound(folder: string, experiment: string): readonly unknown[] | undefined {
  try {
    const file = readFileSync(pathOf(folder, experiment));
    const bytes = file.subarray(0, -DIGEST);
    if (file.subarray(-DIGEST).toString() !== digestOf(bytes)) return undefined;
    const kept = deserialize(bytes);
    return kept.library === libraryHash() ? kept.found : undefined;
  } catch {
    return undefined;
  }
}

function pathOf(folder: string, experiment: string): string {
  return join(folder, `${experiment}.found`);
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Of all modules of this library, where the catalogue's options and seeds are too, and of Node's version. */
export function libraryHash(): string {
  return hash(process.version, filesHash(fileURLToPath(new URL("../../", import.meta.url)), ".js"));
}
