/** Memory of the columns of many users, which threads see where it is rather than copy. */

type Column = Float64Array | Int32Array | Uint8Array;

/** From so many entries on. Fewer are copied in no time. */
const MANY = 2 ** 16;

/** A column of zeros, in memory that threads share where they can and entries are many. */
export function emptyColumn<C extends Column>(type: new (memory: SharedArrayBuffer | number) => C, count: number): C {
  const { BYTES_PER_ELEMENT: bytes } = type as unknown as Float64ArrayConstructor;
  return new type(count >= MANY && SHARES ? new SharedArrayBuffer(bytes * count) : count);
}

/** A browser shares memory only with a page that is isolated. */
const SHARES = typeof SharedArrayBuffer === "function";

/** Whether threads see the column where it is. */
export function isShared({ buffer }: ArrayBufferView): boolean {
  return SHARES && buffer instanceof SharedArrayBuffer;
}

/** Entries from `first` until before `end`: where they are if threads share them, else a copy. */
export function partOf<C extends Column>(column: C, first: number, end: number): C {
  return (isShared(column) ? column.subarray(first, end) : column.slice(first, end)) as C;
}
