import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { searchedDataFolders, userDataFolder } from "../notebook/jupyter-paths.js";
import { command, type Ended, temporaryFolder } from "../testing/command.js";
import { workspace } from "../testing/notebook-folder.js";

const folder = temporaryFolder();
let data: string;
let file: string;
let count = 0;

beforeEach(() => {
  data = folder.path(`data-${count++}`);
  file = join(data, "kernels/tslab/kernel.json");
  vi.stubEnv("JUPYTER_DATA_DIR", data);
  vi.stubEnv("JUPYTER_PATH", "");
});
afterEach(() => vi.unstubAllEnvs());

const kernel = (...argv: string[]): Promise<Ended> => command(["kernel", ...argv]);
const good = (stdout: string): Ended => ({ exitCode: 0, stdout, stderr: "" });
const bad = (stderr: string): Ended => ({ exitCode: 2, stdout: "", stderr });
const CALLED = "Jupyter and VS Code call it TypeScript; the notebooks ask for it by themselves.\n";

/** Another program's kernel of the same name. */
function writeOther(): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ argv: ["tslab", "kernel", "--config-path", "{connection_file}"] }));
}

describe("kernel install", () => {
  it("writes how Jupyter starts it, by absolute paths, and once", async () => {
    expect(await kernel("install")).toEqual(good(`written    ${file}\n${CALLED}`));
    const { argv, ...rest } = JSON.parse(readFileSync(file, "utf8"));
    expect(argv).toEqual([
      process.execPath,
      expect.stringMatching(/^\/.*\/notebook\/kernel-main\.js$/),
      "{connection_file}",
    ]);
    expect(rest).toEqual({
      display_name: "TypeScript",
      env: { NODE_PATH: join(workspace, "node_modules") },
      language: "typescript",
    });
    expect(await kernel("install", "--user")).toEqual(good(`unchanged  ${file}\n${CALLED}`));
  });

  it("has the name that the notebooks store", () => {
    const notebook = readFileSync(join(workspace, "notebooks/01-problem-formulation.ipynb"), "utf8");
    expect(JSON.parse(notebook).metadata.kernelspec).toEqual({
      display_name: "TypeScript",
      language: "typescript",
      name: "tslab",
    });
  });

  it("writes below a prefix", async () => {
    const prefix = folder.path("prefix");
    const there = join(prefix, "share/jupyter/kernels/tslab/kernel.json");
    expect(await kernel("install", "--prefix", prefix)).toEqual(good(`written    ${there}\n${CALLED}`));
    expect(existsSync(file)).toBe(false);
    expect(await kernel("remove", "--prefix", prefix)).toEqual(good(`removed    ${there}\n`));
  });

  it("leaves another kernel of the name alone unless it is told to replace it", async () => {
    writeOther();
    const before = readFileSync(file, "utf8");
    expect(await kernel("install")).toEqual(
      bad(`${file}: is another kernel of this name; add --replace to install over it\n`),
    );
    expect(await kernel("remove")).toEqual(bad(`${file}: is another kernel of this name; it stays\n`));
    expect(readFileSync(file, "utf8")).toBe(before);
    expect(await kernel("install", "--replace")).toEqual(good(`written    ${file}\n${CALLED}`));
    writeFileSync(file, "not JSON");
    expect(await kernel("remove")).toEqual(bad(`${file}: is another kernel of this name; it stays\n`));
  });

  it("warns of a kernel that Jupyter finds before", async () => {
    writeOther();
    const own = folder.path("own");
    vi.stubEnv("JUPYTER_DATA_DIR", own);
    vi.stubEnv("JUPYTER_PATH", data);
    expect(await kernel("install")).toEqual({
      exitCode: 0,
      stdout: `written    ${join(own, "kernels/tslab/kernel.json")}\n${CALLED}`,
      stderr: `warning: Jupyter finds another kernel of this name first: ${file}\n`,
    });
  });

  it("says what is wrong", async () => {
    expect(await kernel("install", "--prefix", folder.write("a-file", ""))).toEqual(
      bad(`${folder.path("a-file")}: is a file, not a directory\n`),
    );
    expect(await kernel("install", "--prefix", "x", "--user")).toEqual(
      bad("error: option '--user' cannot be used with option '--prefix <DIR>'\n"),
    );
    expect(await kernel("instal")).toEqual(
      bad(
        "error: command-argument value 'instal' is invalid for argument 'ACTION'. There is no \"instal\"; did you mean install?\n",
      ),
    );
    expect(await kernel()).toEqual(bad("error: missing required argument 'ACTION'\n"));
  });
});

describe("kernel remove", () => {
  it("takes back what install wrote, and nothing else", async () => {
    await kernel("install");
    expect(await kernel("remove")).toEqual(good(`removed    ${file}\n`));
    expect(existsSync(dirname(file))).toBe(false);
    await kernel("install");
    writeFileSync(join(dirname(file), "logo-64x64.png"), "a picture");
    expect(await kernel("remove")).toEqual(good(`removed    ${file}\n`));
    expect(statSync(join(dirname(file), "logo-64x64.png")).size).toBe(9);
  });

  it("says that there is none", async () => {
    expect(await kernel("remove")).toEqual(bad(`${file}: no such file; no kernel is installed there\n`));
    expect(await kernel("remove", "--replace")).toEqual(bad("--replace: only kernel install has it\n"));
  });
});

describe("Jupyter's data folders", () => {
  const at = (platform: NodeJS.Platform, environment: NodeJS.ProcessEnv) => ({
    environment,
    platform,
    home: "/home/a",
  });

  it.each([
    ["linux", {}, "/home/a/.local/share/jupyter"],
    ["linux", { XDG_DATA_HOME: "/data" }, "/data/jupyter"],
    ["darwin", { XDG_DATA_HOME: "/data" }, "/home/a/Library/Jupyter"],
    ["win32", { APPDATA: "/roaming" }, "/roaming/jupyter"],
    ["win32", {}, "/home/a/AppData/Roaming/jupyter"],
    ["darwin", { JUPYTER_DATA_DIR: "/own" }, "/own"],
  ] as const)("of a person on %s with %j: %s", (platform, environment, expected) => {
    expect(userDataFolder(at(platform, environment))).toBe(expected);
  });

  it("are looked through in Jupyter's order", () => {
    const environment = { JUPYTER_PATH: "/one:/two:", JUPYTER_DATA_DIR: "/own" };
    expect(searchedDataFolders(at("linux", environment))).toEqual(["/one", "/two", "/own"]);
    expect(searchedDataFolders(at("linux", { JUPYTER_PATH: "/own", JUPYTER_DATA_DIR: "/own" }))).toEqual(["/own"]);
  });
});
