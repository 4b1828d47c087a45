import { writeSync } from "node:fs";

/** How long a full pipe is left to its reader [ms]. */
const PAUSE = 2;

/**
 * Writes all bytes: `fs.writeSync` alone may write some of them, as it does at a file's size limit, and says so only by a number.
 * @throws what the system says where no more can be written.
 */
export function writeFully(file: number, bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length; ) {
    try {
      from += writeSync(file, bytes, from);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
}
