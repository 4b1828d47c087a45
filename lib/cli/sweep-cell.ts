/** One cell of a sweep as files that `check` reads. */
import { join } from "node:path";
import type { Command } from "commander";
import { outcomes } from "../dynamic/outcomes.js";
import type { PolicyName } from "../dynamic/policies/policies.js";
import { writeAside, writeTogether } from "../files/write-aside.js";
import { InputError, nameShown, printable } from "../input/errors.js";
import { nearMiss } from "../input/near-miss.js";
import { scenarioHash } from "../scenario/hash.js";
import { writeScenario } from "../scenario/schema.js";
import { diagnose } from "../solver/diagnose.js";
import { InfeasibleError } from "../solver/infeasible.js";
import { scenarioOf } from "../sweep/cell-scenario.js";
import type { Cell } from "../sweep/cells.js";
import { openFolder, refuseOtherVersion } from "../sweep/node/folder.js";
import type { SweepPlan } from "../sweep/plan.js";
import { cellSolver } from "../sweep/run.js";
import { CommandFailure } from "./failure.js";
import { checkTarget, refuseOverwriting } from "./files.js";
import type { Io } from "./io.js";
import { progressLine } from "./progress.js";
import { answer, boundsOf } from "./simulate.js";
import { solutionJson } from "./solution-json.js";
import { jsonParts } from "./text.js";

export function addCell(command: Command, io: Io): void {
  command
    .command("cell")
    .summary("scenario and plan of one cell, with the plan's certificate")
    .description(
      "Writes the scenario of a cell as FILE.json, and beside it as FILE.plan.json what solve --out writes of it, or what " +
        "simulate --json shows; check takes both.",
    )
    .argument("<DIR>", "folder of a sweep")
    .argument("<ID>", "the cell, as the first column of its table names it")
    .option("--out <FILE.json>", "where to write")
    .addHelpText(
      "after",
      `
Examples:
  edgesteps sweep cell runs 0a4efaba28a29eed --out cell.json
  edgesteps check cell.json cell.plan.json`,
    )
    .action((folder: string, id: string, { out }: { readonly out?: string }) => writeCell(io, folder, id, out));
}

/** Writes scenario and plan of a cell; the scenario alone, with exit code 3 or 1, if it has no plan. */
async function writeCell(io: Io, folder: string, id: string, out: string | undefined): Promise<void> {
  if (out === undefined) throw new InputError("--out: missing; name a file for the cell's scenario");
  const planFile = out.replace(/(?:\.json)?$/i, ".plan.json");
  for (const path of [out, planFile]) {
    checkTarget(path);
    refuseOverwriting(path, [join(folder, "plan.json"), join(folder, "run.json")]);
  }
  const sweep = openFolder(folder);
  refuseOtherVersion(sweep);
  const cell = sweep.cells.find((one) => one.id === id);
  if (cell === undefined) {
    const known = sweep.cells.map((one) => one.id);
    throw new InputError(`${nameShown(id)}: is no cell of ${printable(folder)}${nearMiss(id, known)}`);
  }
  const scenario = writeScenario(scenarioOf(sweep.plan, cell));
  try {
    const plan = jsonParts(planOf(io, sweep.plan, cell));
    await writeTogether([
      [out, scenario],
      [planFile, plan],
    ]);
  } catch (error) {
    if (!(error instanceof InfeasibleError)) throw error;
    await writeAside(out, scenario);
    throw new CommandFailure(3, `${id}: ${error.message}; its scenario is in ${printable(out)}`);
  }
  io.stdout.write(`The scenario is in ${printable(out)}, the plan in ${printable(planFile)}.\n`);
}

/** What `solve --out` writes of a cell, or what `simulate --json` shows. */
function planOf(io: Io, plan: SweepPlan, cell: Cell): object {
  const result = cellSolver(plan)(cell);
  const { scenario } = result;
  if ("solution" in result) {
    const { solution, options } = result;
    return solutionJson(scenario, solution, diagnose(scenario, solution), options.relaxation);
  }
  const { simulation, options, seed } = result;
  const { slots, slotSeconds } = simulation.world;
  const channel = simulation.world.channel === null ? "fixed" : "mobile";
  const simulated = { policy: cell.run as PolicyName, simulation, result: outcomes(simulation) };
  const progress = progressLine(io);
  const bounds = boundsOf(simulation.world, simulated.result.objective, progress.show);
  progress.clear();
  const world = { scenarioHash: scenarioHash(scenario), seed, ...options, slots, slotSeconds, channel };
  return answer([simulated], bounds, world);
}
