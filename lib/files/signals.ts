/** Signals that end a process unless it asks for them. */
import { setImmediate } from "node:timers/promises";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const cleanUps = new Set<() => void>();
let works = 0;

/**
 * While `work` goes on, a signal ends this process only when what is half done has been cleaned up ({@link atEnd}). `work`
 * must let other work in at least every second. Without it a signal ends the process at once, whatever it computes.
 */
export async function cleanedUpOnSignals<T>(work: () => Promise<T>): Promise<T> {
  if (works++ === 0) for (const signal of SIGNALS) process.on(signal, end);
  try {
    return await work();
  } finally {
    // Two turns of the event loop, so that a signal that came while `work` did not look is not lost.
    for (let turn = 0; turn < 2; turn++) await setImmediate();
    if (--works === 0) for (const signal of SIGNALS) process.off(signal, end);
  }
}

/** Has `cleanUp` done when the process ends, until the function that it answers with is called. */
export function atEnd(cleanUp: () => void): () => void {
  if (cleanUps.size === 0) process.on("exit", cleanUpAll);
  cleanUps.add(cleanUp);
  return () => {
    cleanUps.delete(cleanUp);
    if (cleanUps.size === 0) process.off("exit", cleanUpAll);
  };
}

function cleanUpAll(): void {
  for (const cleanUp of cleanUps) cleanUp();
}

/** Ends by the signal itself, so that a shell's loop ends too; a program that has a listener of its own decides itself. */
function end(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  cleanUpAll();
  process.off(signal, end);
  process.kill(process.pid, signal);
}
