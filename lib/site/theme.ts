/** Light and dark: as the system says, or as the reader does. */
import { signal } from "@preact/signals";

const system = matchMedia("(prefers-color-scheme: dark)");
/** Whether the page is dark. */
export const dark = signal(system.matches);
const KEY = "edgesteps-theme";

/** Follows the system until the reader has chosen, on this page or before. */
export function followTheme(): void {
  const chosen = read();
  if (chosen !== null) show(chosen === "dark");
  system.addEventListener("change", () => {
    if (read() === null) dark.value = system.matches;
  });
}

export function switchTheme(): void {
  show(!dark.peek());
  try {
    localStorage.setItem(KEY, dark.peek() ? "dark" : "light");
  } catch {
    // a page without storage forgets it
  }
}

function show(isDark: boolean): void {
  dark.value = isDark;
  document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
