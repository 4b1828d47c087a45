import { join, relative } from "node:path";
import ts from "@tslab/typescript-for-tslab";

/**
 * From now on tslab's compiler finds the types of `packages` too where a notebook's own folder has no such package; Node finds the
 * packages themselves by NODE_PATH.
 * @param folder The notebook's folder, from which tslab looks for packages.
 */
export function findTypesIn(packages: string, folder: string): void {
  const own = join(folder, "node_modules");
  const { fileExists, directoryExists, getDirectories, readFile, realpath } = ts.sys;
  const there = (path: string): boolean => fileExists(path) || directoryExists(path);
  const found = (path: string): string => {
    const within = relative(own, path);
    if (within.startsWith("..") || there(path)) return path;
    return join(packages, within);
  };
  ts.sys.fileExists = (path) => fileExists(found(path));
  ts.sys.directoryExists = (path) => directoryExists(found(path));
  ts.sys.getDirectories = (path) => getDirectories(found(path));
  ts.sys.readFile = (path, encoding) => readFile(found(path), encoding);
  ts.sys.realpath = (path) => realpath!(found(path));
}
