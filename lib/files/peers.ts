/** Optional peers of this package: packages that only some uses need, and that not everyone has installed. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/** Packages are missing; the message is one line with the command that brings them. */
export class MissingPeersError extends Error {
  override readonly name: string = "MissingPeersError";
}

/**
 * To be called before what needs these packages is loaded.
 * @param use What needs them, as the subject of a sentence.
 * @throws MissingPeersError naming those that are not installed.
 */
export function needPeers(use: string, peers: readonly string[]): void {
  const missing = peers.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  const { peerDependencies } = require("edgesteps/package.json") as { peerDependencies: Record<string, string> };
  const wanted = missing.map((name) => `${name}@${peerDependencies[name]!.replace(/^[\^~]/, "")}`);
  throw new MissingPeersError(`${use}: needs ${listed(missing)}: npm install ${wanted.join(" ")}`);
}

/** Whether Node would find the package from here. */
export function isInstalled(name: string): boolean {
  return require.resolve.paths(name)!.some((folder) => existsSync(join(folder, name, "package.json")));
}

/** `a, b and c` */
function listed(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
