/** What notebooks use of danfo.js's DataFrame, so that our declarations don't need its own. */
export interface Frame {
  readonly columns: string[];
  /** Rows and columns. */
  readonly shape: number[];
  /** By row. */
  readonly values: unknown;
  readonly dtypes: string[];
  /** Columns by name, and everything else that danfo.js's DataFrame has. */
  // biome-ignore lint/suspicious/noExplicitAny: as danfo.js declares it.
  [member: string]: any;
}
