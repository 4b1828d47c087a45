import { CommanderError } from "commander";
import { MissingPeersError } from "../files/peers.js";
import { InputError, printable } from "../input/errors.js";
import type { Io } from "./io.js";
import { progressLine } from "./progress.js";

/** Ends a command with an exit code (MODEL.md §9); the message, a line for each problem, goes to stderr. */
export class CommandFailure extends Error {
  override readonly name: string = "CommandFailure";
  readonly exitCode: 1 | 3;

  constructor(exitCode: CommandFailure["exitCode"], problems: string | readonly string[] = []) {
    super(
      [problems]
        .flat()
        .map((problem) => printable(problem))
        .join("\n"),
    );
    this.exitCode = exitCode;
  }
}

/** Longer messages of errors that were not foreseen are cut [characters]. */
const LONGEST = 1000;

/** Tells a person what ended the command and answers with the exit code. */
export function exitCodeOf(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // it has been told already
  if (error instanceof InputError) return tell(io, error.message, 2);
  if (error instanceof MissingPeersError) return tell(io, error.message, 1);
  if (error instanceof CommandFailure) return tell(io, error.message, error.exitCode);
  if (process.env["EDGESTEPS_DEBUG"] === "1" && error instanceof Error) return tell(io, error.stack ?? "", 1);
  const message = String(error instanceof Error ? error.message : error).replace(/\s+/g, " ");
  return tell(
    io,
    `${printable(message, LONGEST)} (this is a bug; please report it with what EDGESTEPS_DEBUG=1 shows)`,
    1,
  );
}

function tell(io: Io, message: string, exitCode: number): number {
  try {
    progressLine(io).clear(); // what failed may have left a line
    if (message !== "") io.stderr.write(`${message}\n`);
  } catch {
    // where stderr takes nothing, the exit code alone tells
  }
  return exitCode;
}
