/** Browsers that may not run, and requests that may not leave one. */

import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shell } from "../../testing/built-command.js";
import { temporaryFolder } from "../../testing/command.js";
import { ONLY_IN_FULL } from "../../testing/long.js";
import type { Chart } from "../chart.js";
import { packaged } from "./packaged.js";
import { openRenderer, type Renderer } from "./renderer.js";

const { path, write } = temporaryFolder();
const FIGURES = "edgesteps figures linearised --formats svg --out figures";
const START = "no browser to draw figures with: set EDGESTEPS_CHROME to a Chrome or Chromium program";

/** A program of these lines for the shell. */
function program(name: string, ...lines: readonly string[]): string {
  const file = write(name, `#!/bin/sh\n${lines.join("\n")}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe("a browser that may not run is told in one line, and no file is left:", () => {
  mkdirSync(path("folder"));
  const text = write("text", "words\n");
  const silent = program("silent", "exit 0");
  const faulty = program("faulty", "echo no such library >&2; exit 127");
  const other = program("other", "echo 1.2.3");

  const cases = [
    ["a text file", text, `${text} may not run`],
    ["a program that is no browser", other, ""],
    ["a folder", path("folder"), `${path("folder")} may not run`],
    ["nothing", path("none"), `${path("none")} can't be started: ENOENT`],
    ["a program that says nothing", silent, `${silent} does not tell its version, as a browser does`],
    ["a program that does not start", faulty, `${faulty} does not start: no such library`],
  ] as const;
  it.each(cases)("%s", ONLY_IN_FULL, (_, chrome, cause) => {
    const { status, stdout, stderr } = shell(FIGURES, path(""), { EDGESTEPS_CHROME: chrome });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/^[^\n]*\n$/);
    expect(stderr).toContain(`${START} (${cause}`);
    expect(readdirSync(path("figures"))).toEqual([]);
  });

  const mayMount = spawnSync("unshare", ["--mount", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;
  it.runIf(packaged && mayMount)("a temporary folder without programs", ONLY_IN_FULL, () => {
    mkdirSync(path("noexec"));
    const inside = `mount -t tmpfs -o noexec none noexec; TMPDIR=$PWD/noexec ${FIGURES}; echo $?; ls -A noexec`;
    const { stdout, stderr } = shell(`export -f edgesteps; unshare --mount bash -c '${inside}'`, path(""));
    expect(stdout).toBe("1\n");
    const cause = `no program may run in ${path("noexec")}; or set TMPDIR to a folder where one may`;
    expect(stderr).toBe(`${START} (${cause})\n`);
  });
});

describe("no request leaves the browser", ONLY_IN_FULL, () => {
  const asked: string[] = [];
  const server = createServer(({ url }, response) => {
    asked.push(url!);
    response.end();
  });
  let renderer: Renderer;
  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    renderer = await openRenderer();
  });
  afterAll(async () => {
    await renderer.close();
    server.close();
  });
  const table = { name: "probe", columns: [], rows: [] };
  const PIXEL =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const chart = (layout: object, trace: object = {}): Chart => ({
    name: "probe",
    caption: "A probe.",
    data: [{ y: [1, 2], ...trace }],
    layout: { width: 200, height: 150, ...layout },
    table,
  });
  const image = (source: string): Chart => chart({ images: [{ source, x: 0, y: 1, sizex: 1, sizey: 1 }] });
  const address = (name: string): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}`;

  it("for an image at an address, in a layout or its template, and for a map; images inside a chart are drawn", async () => {
    for (const source of [address("image.png"), "file:///etc/hostname"]) {
      await expect(renderer.svg(image(source))).rejects.toThrow(
        `figure "probe": asks for ${source}, but no request leaves the browser; give an image as a data: address`,
      );
    }
    const template = { layout: { imagedefaults: { source: address("template.png") } } };
    const templated = chart({ template, images: [{ x: 0, y: 1, sizex: 1, sizey: 1 }] });
    await expect(renderer.svg(templated)).rejects.toThrow(/^figure "probe": asks for .*template\.png, but/);
    await expect(renderer.svg(chart({}, { type: "scattergeo", lon: [0], lat: [0] }))).rejects.toThrow(
      /^figure "probe": asks for https:/,
    );
    expect(await renderer.svg(image(PIXEL))).toContain("<image");
    expect(asked).toEqual([]);
  });
});

/** Run by a user without rights. */
function asNobody(argv: readonly string[], environment: NodeJS.ProcessEnv): string {
  const user = ["--reuid", "65534", "--regid", "65534", "--clear-groups"];
  const { stdout, stderr } = spawnSync("setpriv", [...user, ...argv], { env: environment, encoding: "utf8" });
  return `${stdout}${stderr}`;
}

const launcher = fileURLToPath(new URL("../../dist/report/print/browser.js", import.meta.url));
const reach = [process.execPath, "--input-type=module", "-e", `await import(${JSON.stringify(launcher)})`];
/** Whether such a user may read this workspace at all. */
const reached = packaged && process.getuid?.() === 0 && asNobody(reach, process.env) === "";

describe.runIf(reached)("Chromium's sandbox", ONLY_IN_FULL, () => {
  /** A folder that anyone may use, below one that anyone may enter. */
  let open: string;
  beforeAll(() => {
    open = mkdtempSync("/var/tmp/edgesteps-open-");
    chmodSync(open, 0o777);
  });
  afterAll(() => rmSync(open, { recursive: true }));

  it("is there for a user who may make user namespaces", () => {
    const probe = `
      import { launchBrowser } from ${JSON.stringify(launcher)};
      const browser = await launchBrowser();
      await (await browser.newPage()).setContent("");
      console.log(browser.process().spawnargs.includes("--no-sandbox"));
      await browser.close();`;
    const environment = { ...process.env, TMPDIR: open, HOME: open };
    const mayHave = asNobody(["unshare", "--user", "echo", "yes"], environment) === "yes\n";
    const node = [process.execPath, "--input-type=module", "-e", probe];
    expect(asNobody(node, environment)).toBe(`${!mayHave}\n`);
  });
});
