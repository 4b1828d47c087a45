import { createRequire } from "node:module";

/** One output of a notebook cell in several MIME types, of which the reader's program shows the richest it knows. */
export interface DisplayBundle {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** tslab's module `dist/jupyter`, as far as we use it. */
interface Tslab {
  readonly lastWriteDisplayData?: (bundle: DisplayBundle & { transient: object }, update: boolean) => void;
}

/**
 * What shows a bundle below the cell that runs now; `undefined` outside a notebook. tslab's own `display` shows one MIME
 * type at a time, so we ask the tslab that runs this process, which needn't be the one installed beside us.
 */
export function runningCell(): ((bundle: DisplayBundle) => void) | undefined {
  for (const [file, module] of Object.entries(createRequire(import.meta.url).cache)) {
    if (!/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(file)) continue;
    const write = (module?.exports as Tslab | undefined)?.lastWriteDisplayData;
    if (write) return (bundle) => write({ ...bundle, transient: {} }, false);
  }
  return undefined;
}
