/**
 * A thread of a notebook's session that ends the session when the process that runs the notebook has ended, killed even: the
 * system then closes the pipe between them. A thread of its own, as a cell may compute for ever.
 */
import { Socket } from "node:net";

/** After stdin, stdout, stderr and the channel of messages. */
const PIPE = 4;

const pipe = new Socket({ fd: PIPE });
pipe.on("error", end).on("close", end).resume();

function end(): void {
  process.kill(process.pid, "SIGKILL");
}
