/** What the book's pages do beside being read: light and dark, and figures that Plotly draws once they come near. */
import "./style.css";
import "./book.css";
import { effect } from "@preact/signals";
import { ieee } from "../report/themes/ieee.js";
import { dark, followTheme, switchTheme } from "./theme.js";

type Parts = Readonly<Record<string, unknown>>;
interface Spec {
  readonly data: readonly Parts[];
  readonly layout: Parts & { readonly width: number; readonly height: number };
}

followTheme();
const button = document.querySelector<HTMLButtonElement>('button[name="theme"]');
if (button !== null) {
  button.hidden = false;
  button.addEventListener("click", switchTheme);
  effect(() => button.setAttribute("aria-pressed", String(dark.value)));
}

const narrow = matchMedia("(max-width: 1000px)");
for (const contents of document.querySelectorAll<HTMLDetailsElement>(".contents details"))
  contents.open = !narrow.matches;

const near = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      void draw(target as HTMLElement);
    }
  },
  { rootMargin: "800px" },
);
for (const figure of document.querySelectorAll("[data-plotly]")) near.observe(figure);

/** The picture stands until Plotly has drawn. */
async function draw(figure: HTMLElement): Promise<void> {
  const [{ default: plotly }, spec] = await Promise.all([
    import("plotly.js-dist"),
    fetch(figure.dataset["plotly"]!).then((response) => response.json() as Promise<Spec>),
  ]);
  const place = document.createElement("div");
  figure.append(place);
  const touched = matchMedia("(pointer: coarse)").matches;
  effect(() => {
    const { data, layout } = inColours(spec, dark.value) as Spec;
    // a finger scrolls the page, a mouse zooms the figure
    const shown = touched ? { ...layout, dragmode: false } : layout;
    void plotly.react(place, data, shown, { displayModeBar: false }).then(() => {
      figure.querySelector("img")?.remove();
      figure.dataset["drawn"] = "";
    });
  });
}

/** Ink and paper of the page in place of the print's; numbers in cells stand on colours of their own. */
function inColours(value: unknown, isDark: boolean): unknown {
  if (!isDark) return value;
  const { color: ink, backgroundColor: paper } = getComputedStyle(document.body);
  const changed = (inner: unknown): unknown => {
    if (inner === ieee.ink) return ink;
    if (inner === ieee.paper) return paper;
    if (Array.isArray(inner)) return inner.map(changed);
    if (inner === null || typeof inner !== "object") return inner;
    return Object.fromEntries(
      Object.entries(inner).map(([key, own]) => [key, key === "textfont" ? own : changed(own)]),
    );
  };
  return changed(value);
}
