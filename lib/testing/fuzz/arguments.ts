import fc from "fast-check";
import { fiveUsers } from "../../population/five-users.js";
import { writeUsersCsv } from "../../scenario/users-csv.js";
import { command as runCommand, temporaryFolder } from "../command.js";
import { solutionFile } from "../solution-file.js";
import { type Outcome, refuseSlips, type Target } from "./target.js";

const OUTCOMES: readonly Outcome[] = ["answered", "answered", "refused", "infeasible"];

/** The commands, each with files that it takes, by their place in the folder. */
const COMMANDS: Readonly<Record<string, readonly number[]>> = {
  solve: [0],
  check: [0, 1],
  compare: [0],
  generate: [],
  convert: [3],
  simulate: [0],
  calibrate: [3],
  help: [],
};
/** Flags that write no file outside of the folder, start no browser and no other program. */
const FLAGS = [
  "--users",
  "--method",
  "--relaxation",
  "--tau",
  "--continuation",
  "--start",
  "--seed",
  "--weights",
  "--iterations",
  "--state-limit",
  "--time-limit",
  "--summary",
  "--json",
  "--policy",
  "--slots",
  "--slot-seconds",
  "--arrivals",
  "--rate",
  "--diurnal",
  "--channel",
  "--tenants",
  "--outage",
  "--drop-cost",
  "--time-unit",
  "--no-bound",
  "--capacity",
  "--service",
  "--set",
  "--help",
];
/** Pairs that a command takes. */
const GOOD = [
  ["--json"],
  ["--method", "exact"],
  ["--method", "random", "--seed", "3"],
  ["--weights", "time=1,energy=0"],
  ["--relaxation", "big-m"],
  ["--users", "3"],
  ["--policy", "warm,price"],
  ["--outage", "0:2:0.5"],
  ["--capacity", "30"],
  ["--set", "edge.stepCapacity=20"],
  ["--set", "edge.workCapacity=1e15"],
  ["--set", "users[*].device.maxSteps=7"],
];
const VALUES = [
  ..."0 1 2 3 -1 0.5 1e3 0x10 1e999 NaN 5:8:0.1 5:3:2 time=1 time=-1 time=1,time=2 energy=0 error=1e-300".split(" "),
  ..."exact sca greedy random edge warm price static lyapunov warm,price poisson bursty mobile fixed big-m half ms iso".split(
    " ",
  ),
  ..."edge.speed=0 edge.spee=1 users[9].deadline=1 users[*].errorModel.kind=power =1 edge.speed=NaN".split(" "),
  "",
  "\u001b[2J",
  "a\nb",
];

const { path, write } = temporaryFolder();
const { users, ...setting } = fiveUsers;
/** Some good ones, one that is broken and one that is not there. */
const FILES: readonly string[] = [
  write("scenario.json", fiveUsers),
  write("plan.json", solutionFile(fiveUsers, "exact")),
  write("setting.json", setting),
  write("users.csv", writeUsersCsv(users)),
  write("trace.csv", "time,user\n0,A\n1.5,B\n"),
  write("broken.json", '{"users": ['),
  path("missing.json"),
];

interface Input {
  readonly command: string;
  /** Null: those that the command takes. */
  readonly files: readonly number[] | null;
  readonly words: readonly string[];
}

/** Argument vectors, with files of a folder of their own. */
export const argumentVectors: Target<Input> = {
  name: "arguments",
  share: 0.02,
  inputs: fc.record({
    command: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...Object.keys(COMMANDS)) },
      { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
    ),
    files: fc.option(fc.array(fc.nat({ max: 6 }), { maxLength: 2 }), { freq: 1 }),
    words: fc
      .array(
        fc.oneof(
          { weight: 8, arbitrary: fc.constantFrom(...GOOD) },
          { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...FLAGS), fc.constantFrom(...VALUES)) },
          { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...FLAGS)) },
          { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...VALUES)) },
        ),
        { maxLength: 3 },
      )
      .map((pairs) => pairs.flat()),
  }),
  run: async ({ command, files, words }) => {
    const slots = command === "simulate" && !words.includes("--slots") ? ["--slots", "3"] : [];
    const argv = [command, ...(files ?? COMMANDS[command] ?? []).map((i) => FILES[i]!), ...slots, ...words];
    const { exitCode, stdout, stderr } = await runCommand(argv);
    const outcome = OUTCOMES[exitCode];
    if (outcome === undefined) throw new Error(`exit code ${exitCode}`);
    refuseSlips(stdout + stderr, argv.join(" "));
    if (exitCode > 0 && stderr === "") throw new Error(`exit code ${exitCode} without a word`);
    if (exitCode === 0 && words.includes("--json") && !words.includes("--help") && command !== "help") {
      JSON.parse(stdout);
    }
    return outcome;
  },
};
