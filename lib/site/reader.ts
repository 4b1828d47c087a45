/** What the book's pages do beside being read: light and dark, and figures that Plotly draws once they come near. */
import "./style.css";
import "./book.css";
import { effect } from "@preact/signals";
import { dark, followTheme, switchTheme } from "./theme.js";

type Parts = Readonly<Record<string, unknown>>;
interface Spec {
  readonly data: readonly Parts[];
  readonly layout: Parts;
  /** Of a picture that moves. */
  readonly frames?: readonly Parts[];
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
  // a finger scrolls the page, a mouse zooms the figure
  const layout = touched ? { ...spec.layout, dragmode: false } : spec.layout;
  await plotly.newPlot(place, { ...spec, layout, config: { displayModeBar: false } });
  figure.querySelector("img")?.remove();
  figure.dataset["drawn"] = "";
}
