import type { Signal } from "@preact/signals";

/** Shows and hides the code of what is on the screen. */
export function CodeButton({ shown }: { shown: Signal<boolean> }) {
  return (
    <button
      type="button"
      name="code"
      aria-expanded={shown.value}
      onClick={() => {
        shown.value = !shown.peek();
      }}
    >
      show as code
    </button>
  );
}
