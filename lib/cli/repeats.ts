/** Options that are given twice. */
import type { Command } from "commander";
import { InputError } from "../input/errors.js";

/** May be given as often as one likes. */
export const SET = "--set";

/** Refuses an option that is given twice, where commander would take the last and say nothing. */
export function refuseRepeats(command: Command): void {
  const given = new Set<string>();
  for (const option of command.options) {
    if (option.long === SET) continue;
    command.on(`option:${option.name()}`, () => {
      if (given.has(option.name())) throw new InputError(`${option.long}: is given twice`);
      given.add(option.name());
    });
  }
  command.commands.forEach(refuseRepeats);
}
