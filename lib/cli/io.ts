/** Where a command writes: `process`, or a test's stand-in. */
export interface Io {
  readonly stdout: Sink;
  /** Progress is shown only where this is a terminal. */
  readonly stderr: Sink & { readonly isTTY?: boolean };
}

interface Sink {
  write(text: string): unknown;
}
