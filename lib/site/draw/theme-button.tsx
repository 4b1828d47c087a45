import { dark, switchTheme } from "../theme.js";

/** Light or dark. */
export function ThemeButton() {
  return (
    <button type="button" name="theme" aria-pressed={dark.value} onClick={switchTheme}>
      dark
    </button>
  );
}
