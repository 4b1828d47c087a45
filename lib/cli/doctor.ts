import type { Command } from "commander";
import { InputError } from "../input/errors.js";
import { CHECKS } from "./doctor-checks.js";
import { CommandFailure } from "./failure.js";
import type { Io } from "./io.js";
import { type Machine, thisMachine } from "./machine.js";
import { progressLine } from "./progress.js";

export function addDoctor(command: Command, io: Io, root: () => string): void {
  command
    .description("Looks whether all that edgesteps needs is there, and says of each fault what would mend it.")
    .addHelpText(
      "after",
      `
Each check has one line: good, note (only some uses need it) or fault.
Exit code 1: there is a fault.`,
    )
    .action(() => examine(io, thisMachine(rootOrNone(root))));
}

/** Goes through all checks. @throws CommandFailure if there is a fault. */
export async function examine(io: Io, machine: Machine): Promise<void> {
  const progress = progressLine(io);
  let faults = 0;
  for (const { name, look } of CHECKS) {
    progress.show(name);
    const { state, text, mend } = await look(machine);
    progress.clear();
    if (state === "fault") faults += 1;
    io.stdout.write(
      `${state.padEnd(5)}  ${name.padEnd(9)}  ${text}${mend === undefined ? "" : `; to mend: ${mend}`}\n`,
    );
  }
  if (faults > 0) throw new CommandFailure(1, `${faults} ${faults === 1 ? "fault" : "faults"}`);
}

/** The library may be installed without a workspace around it. */
function rootOrNone(root: () => string): string | undefined {
  try {
    return root();
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
