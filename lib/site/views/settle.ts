/** Shows how the price is found: each price that the search tried, until demand meets the capacity. */
import { signal } from "@preact/signals";
import type { Answer } from "../answer/answer.js";
import { change, state } from "../store.js";

/** Whether a search is being shown. */
export const settling = signal(false);

/** How long a price is looked at [ms]. */
const LOOK = 260;

export function settle({ search }: Answer): void {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (settling.peek() || still) {
    settling.value = false;
    change({ price: undefined });
    return;
  }
  settling.value = true;
  let next = 0;
  let last = state.peek();
  const { scenario, capacity } = last;
  const look = (): void => {
    const now = state.peek();
    const moved = now.price !== last.price || now.scenario !== scenario || now.capacity !== capacity;
    if (!settling.peek() || (next > 0 && moved)) {
      settling.value = false; // the hand, or another scenario, has taken over
      return;
    }
    if (next === search.length) {
      settling.value = false;
      change({ price: undefined });
      return;
    }
    change({ price: search[next++]!.price });
    last = state.peek();
    setTimeout(look, LOOK);
  };
  look();
}
