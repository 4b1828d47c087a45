/** What tests share is found by the first that asks for it: inside it, and not at all where none runs that needs it. */
export function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
