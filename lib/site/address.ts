/** What stands behind the # of a page's address: it follows the state, and the state follows one that the reader gives. */
import { effect, type Signal } from "@preact/signals";

export function keepAddress<State>(
  state: Signal<State>,
  toAddress: (state: State) => string,
  fromAddress: (address: string) => State,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const address = toAddress(state.value);
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (`#${address}` !== location.hash && (address !== "" || location.hash !== ""))
        history.replaceState(null, "", `${location.pathname}${location.search}${address === "" ? "" : `#${address}`}`);
    }, 200);
  });
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) !== toAddress(state.peek())) state.value = fromAddress(location.hash);
  });
}
