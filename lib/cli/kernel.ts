import { readdirSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Command, Option } from "commander";
import { writeAside } from "../files/write-aside.js";
import { InputError, printable } from "../input/errors.js";
import { searchedDataFolders, thisPlace, userDataFolder } from "../notebook/jupyter-paths.js";
import { installedKernel, kernelFile, kernelText } from "../notebook/kernel.js";
import { checkFolder, checkTarget } from "./files.js";
import type { Io } from "./io.js";
import { oneOf } from "./options.js";

const ACTIONS = ["install", "remove"] as const;

interface Options {
  readonly prefix?: string;
  readonly replace?: boolean;
}

export function addKernel(command: Command, io: Io): void {
  command
    .description("Tells Jupyter and VS Code of the kernel that runs the notebooks, TypeScript, or takes that back.")
    .argument("<ACTION>", "install or remove", oneOf(ACTIONS))
    .addOption(new Option("--user", "for this person alone, as without options").conflicts("prefix"))
    .option("--prefix <DIR>", "for everyone who uses the Python in DIR (DIR/share/jupyter), such as a virtualenv")
    .option("--replace", "install over another kernel of the same name")
    .addHelpText(
      "after",
      `
Examples:
  edgesteps kernel install
  edgesteps kernel install --prefix "$VIRTUAL_ENV"
  edgesteps kernel remove

It writes one file, kernels/tslab/kernel.json, into Jupyter's data folder of this
person, or into JUPYTER_DATA_DIR where that is set. No Python is needed to write it.
The file names this Node and this library: install again when either has moved.`,
    )
    .action(async (action: (typeof ACTIONS)[number], options: Options) => {
      if (action === "remove" && options.replace) throw new InputError("--replace: only kernel install has it");
      await (action === "install" ? install : remove)(io, options);
    });
}

function dataFolder({ prefix }: Options): string {
  return prefix === undefined ? userDataFolder(thisPlace()) : join(prefix, "share", "jupyter");
}

async function install(io: Io, options: Options): Promise<void> {
  const folder = dataFolder(options);
  if (options.prefix !== undefined) checkFolder(options.prefix);
  const file = kernelFile(folder);
  if (installedKernel(folder).kind === "other" && !options.replace) {
    throw new InputError(`${file}: is another kernel of this name; add --replace to install over it`);
  }
  const written = await writeAside(file, kernelText());
  io.stdout.write(`${written ? "written  " : "unchanged"}  ${printable(file)}\n`);
  io.stdout.write("Jupyter and VS Code call it TypeScript; the notebooks ask for it by themselves.\n");
  const before = searchedDataFolders(thisPlace());
  const hiding = before
    .slice(0, Math.max(0, before.indexOf(folder)))
    .find((one) => installedKernel(one).kind !== "none");
  if (hiding !== undefined) {
    io.stderr.write(`warning: Jupyter finds another kernel of this name first: ${kernelFile(hiding)}\n`);
  }
}

function remove(io: Io, options: Options): void {
  const folder = dataFolder(options);
  const file = kernelFile(folder);
  const { kind } = installedKernel(folder);
  if (kind === "none") throw new InputError(`${file}: no such file; no kernel is installed there`);
  if (kind === "other") throw new InputError(`${file}: is another kernel of this name; it stays`);
  checkTarget(file);
  rmSync(file);
  if (readdirSync(dirname(file)).length === 0) rmdirSync(dirname(file));
  io.stdout.write(`removed    ${printable(file)}\n`);
}
