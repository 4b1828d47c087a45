/** The bar above the picture: how many phones, which, code, light and dark. */
import { signal } from "@preact/signals";
import { CodeButton } from "../draw/code-button.js";
import { grouped } from "../draw/shown.js";
import { ThemeButton } from "../draw/theme-button.js";
import { commandOf, SIZES } from "./state.js";
import { draw, state } from "./store.js";

const shownCode = signal(false);

export function MillionBar() {
  const { users, seed } = state.value;
  const sizes: readonly number[] = SIZES;
  return (
    <header class="bar-top">
      <h1>
        <a href="./index.html">edgesteps</a> <span class="here">a million phones</span>
      </h1>
      <div class="tools">
        <label>
          phones{" "}
          <select name="users" value={users} onChange={(event) => draw(Number(event.currentTarget.value), seed)}>
            {(sizes.includes(users) ? sizes : [...sizes, users].sort((a, b) => a - b)).map((size) => (
              <option key={size} value={size}>
                {grouped(size)}
              </option>
            ))}
          </select>
        </label>
        <label>
          seed{" "}
          <input
            name="seed"
            type="number"
            min={0}
            value={seed}
            onChange={(event) => {
              const own = event.currentTarget.valueAsNumber;
              if (Number.isInteger(own) && own >= 0 && own < 2 ** 32) draw(users, own);
            }}
          />
        </label>
        <CodeButton shown={shownCode} />
        <a class="button" href="./explorer.html">
          five users, step by step
        </a>
        <ThemeButton />
      </div>
      {shownCode.value && (
        <div class="code">
          <h2>On the command line</h2>
          <pre data-code="command">{commandOf(state.value)}</pre>
        </div>
      )}
    </header>
  );
}
