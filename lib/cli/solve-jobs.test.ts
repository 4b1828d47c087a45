/** `solve --jobs` and `check --jobs`: threads start from the built library. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { main } from "../dist/cli/main.js";
import { BIN } from "../testing/built-command.js";
import { command, temporaryFolder } from "../testing/command.js";
import { MORE_IN_FULL, ONLY_IN_FULL, shortOrFull } from "../testing/long.js";

const CASE = fileURLToPath(new URL("../../data/reference/battery-30.json", import.meta.url));

const [USERS, OPTIMUM] = shortOrFull([20_000, 150123.423035599], [100_000, 751131.2582624856]);

it(`finds the optimum of ${USERS} users, the same bytes for any number of threads`, {
  ...MORE_IN_FULL,
  timeout: 120_000,
}, async () => {
  const solve = (...more: string[]) =>
    command(["solve", "--users", `${USERS}`, "--seed", "1", "--method", "exact", "--json", ...more], false, main);
  const one = await solve("--jobs", "1");
  expect(one.exitCode).toBe(0);
  const { status, objective } = JSON.parse(one.stdout);
  expect({ status, objective }).toEqual({ status: "optimal", objective: expect.closeTo(OPTIMUM, 7) });
  expect((await solve("--jobs", "2")).stdout === one.stdout, "the same bytes").toBe(true);
});

const { path } = temporaryFolder();

it("solves by the paper's algorithm and checks, the same bytes for any number of threads", ONLY_IN_FULL, () => {
  const users = ["--users", "100000", "--seed", "1", "--json"];
  const plan = path("plan.json");
  /** What it prints, in a process of its own. */
  const by = (jobs: string, ...argv: string[]): string => {
    const options = { encoding: "utf8", maxBuffer: 2 ** 30 } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...argv, ...users, "--jobs", jobs], options);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout;
  };
  const one = by("1", "solve", "--out", plan);
  expect(by("2", "solve") === one, "the same bytes").toBe(true);
  const checked = by("1", "check", plan);
  expect(JSON.parse(checked)).toMatchObject({ feasible: true, certificate: { holds: true }, flaws: [] });
  expect(by("2", "check", plan) === checked, "the same bytes").toBe(true);
});

it("tells an impossible capacity as one thread does", async () => {
  const { exitCode, stdout, stderr } = await command(
    [
      "solve",
      "--users",
      "20000",
      "--method",
      "exact",
      "--json",
      "--summary",
      "--set",
      "edge.maxSteps=0",
      "--set",
      "edge.stepCapacity=0",
      "--weights",
      "time=0",
    ],
    false,
    main,
  );
  expect(exitCode).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/20000 generated users: users\[0\]\.deadline: missing; /);
});

it.each([
  [
    "another method",
    ["--method", "greedy"],
    "--jobs: changes nothing here; it needs a method that threads divide: exact",
  ],
  [
    "another relaxation",
    ["--relaxation", "big-m"],
    "--jobs: changes nothing here; it needs a method that threads divide",
  ],
  ["no threads", ["--method", "exact", "--jobs", "0"], "It must be a whole number from 1 to 256."],
])("refuses %s", async (_, more, message) => {
  const { exitCode, stderr } = await command(["solve", CASE, "--jobs", "2", ...more], false, main);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});
