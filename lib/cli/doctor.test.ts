import { mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { command, temporaryFolder } from "../testing/command.js";
import { ONLY_IN_FULL } from "../testing/long.js";
import { workspace } from "../testing/notebook-folder.js";
import { examine } from "./doctor.js";
import { CHECKS, type Finding } from "./doctor-checks.js";
import { CommandFailure } from "./failure.js";
import { type Machine, thisMachine } from "./machine.js";

const folder = temporaryFolder();
let count = 0;

/** A new workspace of these files. */
function made(files: Readonly<Record<string, string>>): string {
  const root = folder.path(`root-${count++}`);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

const SOUND: Machine = {
  ...thisMachine(made({ "package.json": "{}" })),
  draw: async () => 500,
  isInstalled: () => true,
  free: () => 5e9,
  jupyter: { environment: { JUPYTER_DATA_DIR: folder.path("no-jupyter") }, platform: "linux", home: "/none" },
  run: (program) => ({ python3: "Python 3.12.1", jupyter: "jupyter_core     : 5.7.2" })[program],
};

const look = (name: string, changes: Partial<Machine>): Finding | Promise<Finding> =>
  CHECKS.find((check) => check.name === name)!.look({ ...SOUND, ...changes });

/** A Jupyter whose only kernel of our name is this. */
function withKernel(text: string): Partial<Machine> {
  const data = made({ "kernels/tslab/kernel.json": text });
  return { jupyter: { ...SOUND.jupyter, environment: { JUPYTER_DATA_DIR: data } } };
}

describe("doctor", () => {
  it("has a line for each check, and ends well without a fault", async () => {
    let stdout = "";
    const io = { stdout: { write: (text: string) => (stdout += text) }, stderr: { write: () => {} } };
    await examine(io, SOUND);
    expect(stdout.split("\n").map((line) => line.slice(0, 16).trim())).toEqual([
      "good   Node",
      "good   packages",
      "good   build",
      "good   browser",
      "good   fonts",
      "good   Python",
      "good   Jupyter",
      "note   kernel",
      "good   folders",
      "good   disk",
      "",
    ]);
  });

  it("counts faults and says what would mend each", async () => {
    let stdout = "";
    const io = { stdout: { write: (text: string) => (stdout += text) }, stderr: { write: () => {} } };
    const sick = { ...SOUND, node: "18.20.1", free: () => 1e8 };
    await expect(examine(io, sick)).rejects.toEqual(new CommandFailure(1, "2 faults"));
    expect(stdout).toContain(
      "fault  Node       18.20.1, which is too old; to mend: install Node 20.19 or newer (nodejs.org)\n",
    );
    await expect(examine(io, { ...SOUND, free: () => 1e8 })).rejects.toEqual(new CommandFailure(1, "1 fault"));
  });

  it("finds no fault on this machine", ONLY_IN_FULL, async () => {
    const { stdout } = await command(["doctor"]);
    const faults = stdout.split("\n").filter((line) => line.startsWith("fault") && !line.includes("npm run build"));
    expect(faults).toEqual([]);
    expect(stdout).toContain("good   browser    draws\n");
  });
});

describe("a check", () => {
  it.each([
    ["20.18.3", "fault"],
    ["20.19.0", "good"],
    ["22.1.0", "good"],
    ["9.99.0", "fault"],
  ])("of Node %s: %s", async (node, state) => {
    expect((await look("Node", { node })).state).toBe(state);
  });

  it("of packages names those that are missing", async () => {
    const isInstalled = (name: string): boolean => !["tslab", "pdf-lib"].includes(name);
    expect(await look("packages", { isInstalled })).toEqual({
      state: "fault",
      text: "pdf-lib and tslab are missing",
      mend: "npm ci",
    });
    expect((await look("packages", { isInstalled, root: undefined })).state).toBe("good");
    expect(await look("packages", { isInstalled: (name) => name !== "valibot", root: undefined })).toEqual({
      state: "fault",
      text: "valibot is missing",
      mend: "npm install",
    });
  });

  it("of packages names those of another version", async () => {
    const root = made({
      "package.json": '{ "dependencies": { "tslab": "1.0.22", "xlsx": "npm:@e965/xlsx@0.20.3", "gone": "1.0.0" } }',
      "node_modules/tslab/package.json": '{ "version": "1.0.21" }',
      "node_modules/xlsx/package.json": '{ "version": "0.20.3" }',
    });
    expect(await look("packages", { root })).toEqual({
      state: "fault",
      text: "tslab is 1.0.21, not 1.0.22",
      mend: "npm ci",
    });
  });

  it("of the build compares ages, and knows what is not built", async () => {
    const root = made({
      "lib/tsconfig.build.json": "{}",
      "lib/dist/a/b.js": "",
      "lib/a/b.ts": "",
      "lib/a/b.test.ts": "",
      "lib/testing/c.ts": "",
    });
    utimesSync(join(root, "lib/a/b.ts"), 1000, 1000);
    expect((await look("build", { root })).state).toBe("good");
    utimesSync(join(root, "lib/dist/a/b.js"), 900, 900);
    const fault = { state: "fault", text: "lib/dist is older than lib/a/b.ts, or lacks it", mend: "npm run build" };
    expect(await look("build", { root })).toEqual(fault);
    utimesSync(join(root, "lib/dist/a/b.js"), 1000, 1000);
    writeFileSync(join(root, "lib/new.ts"), "");
    expect(await look("build", { root })).toEqual({ ...fault, text: "lib/dist is older than lib/new.ts, or lacks it" });
    expect(await look("build", { root: undefined })).toEqual({ state: "good", text: "as it was installed" });
  });

  it("of the browser tells what it says", async () => {
    const draw = async (): Promise<number> => {
      throw new Error("no browser to draw figures with");
    };
    expect(await look("browser", { draw })).toEqual({
      state: "fault",
      text: "no browser to draw figures with",
      mend: "npm ci, or a Chrome or Chromium that EDGESTEPS_CHROME names",
    });
    expect((await look("browser", { draw: async () => 0 })).state).toBe("fault");
  });

  it("of the fonts needs their package", async () => {
    expect(await look("fonts", { isInstalled: () => false })).toEqual({
      state: "fault",
      text: "Arimo, the figures' font, is missing",
      mend: "npm install @expo-google-fonts/arimo",
    });
  });

  it("of Python and Jupyter is a note where they are missing", async () => {
    const run = (): undefined => undefined;
    expect(await look("Python", { run })).toMatchObject({ state: "note", mend: "install Python 3" });
    expect(await look("Jupyter", { run })).toMatchObject({ state: "note", mend: "pip install notebook" });
    expect(await look("kernel", { run })).toMatchObject({
      state: "note",
      mend: "npx --no-install edgesteps kernel install",
    });
  });

  it("of the kernel looks whether its files are there", async () => {
    const main = folder.path("notebook/kernel-main.js");
    const argv = (node: string): string => JSON.stringify({ argv: [node, main, "{connection_file}"] });
    const fault = (gone: string) => ({
      state: "fault",
      text: expect.stringContaining(`names ${gone}, which is not there`),
    });
    expect(await look("kernel", withKernel(argv("/no/node")))).toMatchObject(fault("/no/node"));
    expect(await look("kernel", withKernel(argv(process.execPath)))).toMatchObject(fault(main));
    mkdirSync(dirname(main));
    writeFileSync(main, "");
    expect(await look("kernel", withKernel(argv(process.execPath)))).toMatchObject({ state: "good" });
    expect(await look("kernel", withKernel('{ "argv": ["tslab", "kernel"] }'))).toMatchObject({
      state: "note",
      text: expect.stringMatching(/kernel\.json is another one, in which some cells fail$/),
      mend: "npx --no-install edgesteps kernel install --replace",
    });
  });

  it("of the kernel asks Jupyter where it finds it", async () => {
    const data = made({ "kernels/tslab/kernel.json": '{ "argv": ["tslab"] }' });
    const listing = JSON.stringify({ kernelspecs: { tslab: { resource_dir: join(data, "kernels/tslab") } } });
    const run = (program: string): string | undefined => (program === "jupyter" ? listing : undefined);
    expect(await look("kernel", { run })).toMatchObject({ text: expect.stringContaining(data) });
  });

  it("of folders names what can't be written", async () => {
    const root = made({ "notebooks/a": "", "data/a": "" });
    const closed = (folder: string) => folder !== join(root, "data");
    expect(await look("folders", { root, mayWrite: closed })).toEqual({
      state: "note",
      text: `${join(root, "data")} can't be written`,
      mend: "work in a clone of your own, or name folders by --out",
    });
    expect(await look("folders", { root, mayWrite: closed, temporary: join(root, "data") })).toMatchObject({
      state: "fault",
      mend: "set TMPDIR to a folder of yours",
    });
    expect(await look("folders", { root })).toEqual({ state: "good", text: "can be written" });
  });

  it("of the disk knows both folders", async () => {
    const free = (path: string): number => (path === SOUND.temporary ? 2e8 : 5e9);
    expect(await look("disk", { free })).toEqual({
      state: "fault",
      text: `${SOUND.temporary} has 0.2 GB free, less than 0.5 GB`,
      mend: "make room, or set TMPDIR to another disk",
    });
  });

  it("reads the real manifest", () => {
    expect(SOUND.manifest.engines).toEqual(
      JSON.parse(readFileSync(join(workspace, "lib/package.json"), "utf8")).engines,
    );
  });
});
