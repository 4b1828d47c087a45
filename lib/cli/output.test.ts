/** What the built program does where its output can't be written, or nobody reads it. */

import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { shell } from "../testing/built-command.js";
import { command, temporaryFolder } from "../testing/command.js";
import { MORE_IN_FULL, ONLY_IN_FULL, someOrAll } from "../testing/long.js";

const { path, write } = temporaryFolder();
const folder = path("");

/** Only root mounts a file system; where that may not be, a limit on files stands for a full disk. */
const maySmallDisk = spawnSync("unshare", ["--mount", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;

describe("all of stdout, or one line and exit code 2:", () => {
  it.each(
    someOrAll(1, [
      [
        "past a limit on files",
        "ulimit -f 100; edgesteps generate --users 2000 > cut",
        "the limit on a file's size is reached",
      ],
      ["a full device", "edgesteps generate --users 2000 > /dev/full", "the disk is full"],
      ["a full device, of JSON", "edgesteps solve --users 20 --json > /dev/full", "the disk is full"],
      ["a full device, of a summary", "edgesteps compare s.json > /dev/full", "the disk is full"],
      ["a full device, of help", "edgesteps help > /dev/full", "the disk is full"],
    ] as const),
  )("%s", MORE_IN_FULL, async (_, script, problem) => {
    await command(["generate", "--users", "3", "--out", write("s.json", "")]);
    expect(shell(script, folder)).toEqual({ status: 2, stdout: "", stderr: `stdout: ${problem}\n` });
  });

  it("a pipe takes all of it, however slowly it is read", ONLY_IN_FULL, () => {
    const { status, stdout } = shell("edgesteps generate --users 2000 | (sleep 1; cat) | tail -c 100", folder);
    expect({ status, end: stdout.slice(-6) }).toEqual({ status: 0, end: "  ]\n}\n" });
  });
});

describe("of --out all, or the file as it was, and nothing beside it:", () => {
  it("past a limit on files", () => {
    write("plan.json", "before");
    const before = readdirSync(folder).sort();
    const { status, stdout, stderr } = shell("ulimit -f 100; edgesteps generate --users 2000 --out plan.json", folder);
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: "",
      stderr: "plan.json: the limit on a file's size is reached\n",
    });
    expect(readFileSync(path("plan.json"), "utf8")).toBe("before");
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  it.runIf(maySmallDisk)("on a full disk", ONLY_IN_FULL, () => {
    mkdirSync(path("disk"));
    const mounted = `mount -t tmpfs -o size=64k none disk; cd disk; echo before > plan; ulimit -c 0; ${[
      "edgesteps generate --users 2000 --out plan; echo $?",
      "edgesteps generate --users 2000 --out new; echo $?",
      "edgesteps generate --users 2000 > cut; echo $?; rm cut",
      "edgesteps tables step-limits --out . >/dev/null; echo $?",
      "ls -A; cat plan",
    ].join("; ")}`;
    const inside = shell(`export -f edgesteps; unshare --mount bash -c '${mounted}'`, folder);
    expect(inside.stdout.replace(/\n(?!$)/g, " ")).toBe("2 2 2 2 plan before\n");
    expect(inside.stderr).toMatch(
      /^plan: the disk is full\nnew: the disk is full\nstdout: the disk is full\n[\w.-]+: the disk is full\n$/,
    );
  });

  it("a link stays, and a file keeps its mode", async () => {
    write("real.json", "");
    symlinkSync("real.json", path("link.json"));
    shell("chmod 600 real.json", folder);
    expect((await command(["generate", "--users", "3", "--out", path("link.json")])).exitCode).toBe(0);
    expect(JSON.parse(readFileSync(path("real.json"), "utf8")).users).toHaveLength(3);
    expect(statSync(path("real.json")).mode & 0o777).toBe(0o600);
  });
});

describe("where nobody reads on", () => {
  it("a command ends quietly", () => {
    expect(shell("edgesteps generate --users 5000 | head -n 1", folder)).toEqual({
      status: 0,
      stdout: "{\n",
      stderr: "",
    });
  });

  it("a verdict stays in the exit code, and files are written", ONLY_IN_FULL, () => {
    const plan = "edgesteps solve --users 5 --out plan.json";
    const wrong = `sed -i 's/"objective": /"objective": 1/' plan.json; edgesteps check --users 5 plan.json`;
    expect(shell(`${plan} | true; ${wrong} 2>/dev/null | true`, folder).status).toBe(1);
    expect(shell(`${plan} 2>&1 >/dev/null | true; test -s plan.json`, folder).status).toBe(0);
  });
});

describe("where stderr takes nothing", () => {
  it("the exit code tells", ONLY_IN_FULL, () => {
    expect(shell("edgesteps solve none.json 2> /dev/full", folder)).toEqual({ status: 2, stdout: "", stderr: "" });
  });
});

describe("a text that is too long to read", () => {
  it("is refused before it is read, or when a pipe has brought it", ONLY_IN_FULL, () => {
    const { status, stderr } = shell("truncate -s 3G long.json; edgesteps solve long.json; rm long.json", folder);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: "long.json: has 3221225472 bytes; at most 536870888 can be read\n",
    });
  });
});

describe("a million users with limits", ONLY_IN_FULL, () => {
  it("become more JSON than one text can hold", () => {
    const script = "edgesteps generate --users 1000000 --deadline-share 1 --battery-share 1 --out big.json";
    const { status, stderr } = shell(script, folder, { NODE_OPTIONS: "--max-old-space-size=600" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(statSync(path("big.json")).size).toBeGreaterThan(2 ** 29);
    expect(shell("tail -c 6 big.json", folder).stdout).toBe("  ]\n}\n");
  });
});
