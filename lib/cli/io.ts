import { isatty } from "node:tty";
import { withFile } from "../files/file-error.js";
import { writeFully } from "../files/write-fully.js";

/** Where a command writes: this process's streams, or a test's stand-in. */
export interface Io {
  readonly stdout: Sink;
  /** Progress is shown only where this is a terminal. */
  readonly stderr: Sink & { readonly isTTY?: boolean };
}

export interface Sink {
  /** Answers false where nobody reads on, as `head` does when it has had enough. */
  write(text: string): unknown;
}

/** The streams of this process. What they are given is written when `write` returns. @throws InputError if it can't be. */
export function processIo(): Io {
  return { stdout: sink(1, "stdout"), stderr: { ...sink(2, "stderr"), isTTY: isatty(2) } };
}

/** What the system says where nobody reads a pipe or a socket any more. */
const CLOSED = ["EPIPE", "ECONNRESET"];

/** Writes a long text. */
export function print(sink: Sink, parts: Iterable<string>): void {
  for (const part of parts) if (sink.write(part) === false) return;
}

function sink(file: 1 | 2, name: "stdout" | "stderr"): Sink {
  if (isatty(file)) return { write: (text) => void process[name].write(text) }; // which knows a console's letters
  let closed = false;
  const writeAll = (text: string): boolean => {
    try {
      writeFully(file, Buffer.from(text));
      return true;
    } catch (error) {
      closed = true;
      if (CLOSED.includes((error as NodeJS.ErrnoException).code!)) return false;
      throw error;
    }
  };
  return { write: (text) => !closed && withFile(name, "can't be written", () => writeAll(text)) };
}
