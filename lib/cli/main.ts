/** The command line: `edgesteps COMMAND …`. One file a command. */
import { Command } from "commander";
import { needPeers } from "../files/peers.js";
import { workspaceRoot } from "../files/workspace-root.js";
import { InputError, printable } from "../input/errors.js";
import { nearMiss } from "../input/near-miss.js";
import { VERSION } from "../version.js";
import { COMMANDS } from "./commands.js";
import { exitCodeOf } from "./failure.js";
import { type Io, processIo } from "./io.js";
import { refuseRepeats } from "./repeats.js";

const HELP = { name: "help", usage: "[COMMAND]", summary: "explain a command" };

const EXAMPLES = `
Examples:
  edgesteps solve data/scenarios/campus-30.json --out plan.json   find a plan and write it
  edgesteps check data/scenarios/campus-30.json plan.json         check the plan against every constraint
  edgesteps compare data/scenarios/campus-30.json                 all methods side by side
  edgesteps generate --users 50 --seed 1 --out my.json            make a scenario
  edgesteps simulate data/scenarios/campus-30.json --policy warm  requests that come and go
  edgesteps sweep tau.yaml --out runs                             a question of one's own, on all cores
  edgesteps notebooks 01                                          run the first notebook
  edgesteps figures --out my-figures                            make all figures elsewhere
  edgesteps help solve                                            what solve can do

Quantities are in seconds, joules, watts, bits, FLOP and FLOP/s; lib/MODEL.md
says what they mean.
Exit codes: 0 done, 1 something failed, 2 bad input or usage, 3 infeasible.
EDGESTEPS_DEBUG=1 shows where an unforeseen error comes from.`;

/**
 * Runs a command.
 * @param argv The arguments alone, without `node` and the script.
 * @param root Finds the workspace whose notebooks, figures and tables are made.
 * @returns The exit code (MODEL.md §9).
 */
export async function main(
  argv: readonly string[],
  io: Io = processIo(),
  root: () => string = workspaceRoot,
): Promise<number> {
  try {
    const program = await createProgram(argv, io, root);
    await program.parseAsync(argv, { from: "user" });
    return 0;
  } catch (error) {
    return exitCodeOf(error, io);
  }
}

/** Ends this process after an error that nothing catches, as `main` ends a command. */
export function fail(error: unknown): never {
  process.exit(exitCodeOf(error, processIo()));
}

/** The program; of its commands, the one that `argv` asks for is complete, the others have a line in the help. */
async function createProgram(argv: readonly string[], io: Io, root: () => string): Promise<Command> {
  const [first, second] = argv.filter((text) => !text.startsWith("-"));
  const asked = first === "help" ? second : first;
  const terms = new Map([...COMMANDS, HELP].map(({ name, usage }) => [name, `${name} ${usage}`.trim()]));
  const program = new Command("edgesteps")
    .description(
      "AI-generated content at the edge: who computes on the device and who at the edge server, with how many reverse " +
        "diffusion steps, and for how long.",
    )
    .version(VERSION)
    .helpCommand(false) // ours knows near misses
    .enablePositionalOptions() // a part of a command has options of its own
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(`${printable(text.trimEnd().replace(/\n(?=\(Did you mean)/, " "))}\n`),
    })
    .configureHelp({ subcommandTerm: (command) => terms.get(command.name()) ?? `${command.name()} ${command.usage()}` })
    .addHelpText("after", EXAMPLES);
  for (const entry of COMMANDS) {
    const command = program.command(entry.name).summary(entry.summary);
    if (entry.name !== asked) continue;
    if (entry.peers) needPeers(`edgesteps ${entry.name}`, entry.peers);
    const add = await entry.load();
    add(command, io, root);
    refuseRepeats(command);
  }
  addHelp(program);
  return program;
}

function addHelp(program: Command): void {
  program
    .command(HELP.name)
    .summary(HELP.summary)
    .description("Explains a command.")
    .argument("[COMMAND]")
    .action((name?: string) => {
      const command = name === undefined ? program : program.commands.find((known) => known.name() === name);
      if (command) command.help();
      const names = program.commands.map((known) => known.name());
      throw new InputError(`error: unknown command '${name}'${nearMiss(name!, names)}`);
    });
}
