import { extname } from "node:path";
import type { Command } from "commander";
import { writeAside } from "../files/write-aside.js";
import { InputError, printable } from "../input/errors.js";
import { writeScenario } from "../scenario/schema.js";
import { writeUsersCsv } from "../scenario/users-csv.js";
import { checkTarget, refuseOverwriting } from "./files.js";
import type { Io } from "./io.js";
import { readScenarioFile, readScenarioWithUsers } from "./scenario-file.js";

export function addConvert(command: Command, io: Io): void {
  command
    .description(
      "Writes the users of a scenario (JSON) as a table (CSV), or a scenario with the users of a table. A table holds users " +
        "alone: weights, edge and utility of the scenario that is made are those of another one.",
    )
    .argument("<IN>", "scenario.json or users.csv")
    .argument("<OUT>", "users.csv or scenario.json")
    .option("--base <FILE.json>", "from CSV to JSON: the scenario whose weights, edge and utility it gets")
    .addHelpText(
      "after",
      `
Examples:
  edgesteps convert data/scenarios/campus-30.json users.csv
  edgesteps convert users.csv mine.json --base data/scenarios/campus-30.json

Every command that reads a scenario takes such a table by --users too.`,
    )
    .action((from: string, to: string, { base }: { readonly base?: string }) => run(io, from, to, base));
}

async function run(io: Io, from: string, to: string, base: string | undefined): Promise<void> {
  const way = `${kindOf(from)} to ${kindOf(to)}`;
  checkTarget(to);
  refuseOverwriting(to, [from, base], "OUT");
  if (way === ".json to .csv") {
    if (base !== undefined) throw new InputError(`--base ${base}: a table holds users alone; leave it out`);
    const { users } = readScenarioFile(from);
    await writeAside(to, writeUsersCsv(users));
    io.stdout.write(
      `The ${users.length} users are in ${printable(to)}; weights, edge and utility stay in ${printable(from)}.\n`,
    );
  } else if (way === ".csv to .json") {
    if (base === undefined) {
      throw new InputError(
        "--base: missing; a table holds users alone, name the scenario whose weights and edge they get",
      );
    }
    const scenario = readScenarioWithUsers(base, from);
    await writeAside(to, writeScenario(scenario));
    io.stdout.write(`The scenario of ${scenario.users.length} users is in ${printable(to)}.\n`);
  } else throw new InputError(`${from} ${to}: one must be a scenario (.json), the other a table of users (.csv)`);
}

function kindOf(path: string): string {
  return extname(path).toLowerCase();
}
