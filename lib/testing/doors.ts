/** The doors of the package, as lib/package.json states them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Door {
  /** As it is imported: `edgesteps/report`. */
  readonly name: string;
  /** Absolute path of its declarations and of its module. */
  readonly types: string;
  readonly module: string;
}

/** The folder lib, with a slash at its end. */
export const LIB: string = fileURLToPath(new URL("../", import.meta.url));

export interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly typesVersions: { readonly "*": Readonly<Record<string, readonly string[]>> };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>;
}

export const MANIFEST: Manifest = JSON.parse(readFileSync(`${LIB}package.json`, "utf8"));

export const DOORS: readonly Door[] = Object.entries(MANIFEST.exports).flatMap(([path, target]) =>
  typeof target === "string"
    ? []
    : [{ name: `edgesteps${path.slice(1)}`, types: join(LIB, target.types), module: join(LIB, target.default) }],
);
