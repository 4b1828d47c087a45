import { printable } from "../input/errors.js";
import type { Io } from "./io.js";

/** One line on a terminal that says what goes on; nothing in a pipe. */
export interface ProgressLine {
  readonly show: (text: string) => void;
  /** To be called before anything else is written. */
  readonly clear: () => void;
}

const CLEAR_LINE = "\r\u001b[K";
const WIDTH = 79;

export function progressLine({ stderr }: Io): ProgressLine {
  const write = (text: string): void => {
    if (stderr.isTTY) stderr.write(`${CLEAR_LINE}${printable(text, WIDTH)}`);
  };
  return { show: write, clear: () => write("") };
}
