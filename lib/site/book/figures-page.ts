/** The page of all figures: each with its caption, the question that it belongs to, and its files. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../experiments/catalogue.js";
import { chartsOf } from "../../experiments/experiment.js";
import { relativeTo, type SiteFile } from "./file.js";
import type { Page } from "./frame.js";
import { escaped } from "./html.js";
import { aboutNotebook, type NotebookFile, pathOf } from "./notebook-page.js";

/** A figure of the folder `figures`. */
export interface Figure {
  readonly name: string;
  /** HTML. */
  readonly caption: string;
  /** [CSS px] */
  readonly width: number;
  readonly height: number;
  /** Of the catalogue; absent for a figure that measurements of this machine make. */
  readonly experiment?: string | undefined;
  /** The first that shows it; absent where none does. */
  readonly notebook?: NotebookFile | undefined;
}

/** What a figure can be downloaded as. */
export const ENDINGS = ["png", "svg", "pdf", "csv", "tex"] as const;

const PATH = "figures/index.html";

/** @throws Error naming a figure whose SVG has no caption or size. */
export function readFigures(folder: string, notebooks: readonly NotebookFile[]): Figure[] {
  const names = readdirSync(folder).flatMap((file) => /^(.+)\.svg$/.exec(file)?.[1] ?? []);
  const charts = chartsOf(catalogue);
  return names.sort().map((name) => {
    const svg = readFileSync(join(folder, `${name}.svg`), "utf8");
    const [, width, height, caption] =
      /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"[^>]*><title>(.*?)<\/title>/.exec(svg) ?? [];
    if (caption === undefined) throw new Error(`figures/${name}.svg: no size, or no title with its caption`);
    const experiment = charts.find((chart) => chart.name === name)?.experiment.name;
    return {
      name,
      caption,
      width: Math.round(Number(width)),
      height: Math.round(Number(height)),
      experiment,
      notebook: notebookOf(name, experiment, notebooks),
    };
  });
}

/** The first notebook whose code draws it: by the longest beginning of its name that is a chart's function there, or by a chart of its experiment. */
function notebookOf(
  figure: string,
  experiment: string | undefined,
  notebooks: readonly NotebookFile[],
): NotebookFile | undefined {
  const showing = (drawn: RegExp): NotebookFile | undefined =>
    notebooks.find(({ notebook }) => notebook.cells.some(({ source }) => drawn.test(source)));
  const words = figure.split("-");
  for (let count = words.length; count > 0; count--) {
    const camel = words.slice(0, count).map((word, i) => (i === 0 ? word : word[0]!.toUpperCase() + word.slice(1)));
    const found = showing(new RegExp(`\\b${camel.join("")}Chart\\(|figures/${words.slice(0, count).join("-")}\\.`));
    if (found !== undefined) return found;
  }
  return experiment === undefined ? undefined : showing(new RegExp(`charts\\["${experiment}[-"]`));
}

export function figuresPage(figures: readonly Figure[], notebooks: readonly NotebookFile[]): Page {
  const groups = [...notebooks, undefined].flatMap((notebook) => {
    const own = figures.filter((figure) => figure.notebook === notebook);
    return own.length === 0 ? [] : [`${headOf(notebook)}\n${own.map(shownFigure).join("\n")}\n</section>`];
  });
  return {
    path: PATH,
    title: "Figures · edgesteps",
    description: "The figures of edgesteps, for papers and slides, with the numbers that they show.",
    content: `<h1>Figures</h1>
<p class="lead">Made for columns of 3.5 and 7.16 inches, as vectors (SVG, PDF) and pictures (PNG); beside each the numbers that it shows (CSV) and the lines of LaTeX that set it with its caption (TeX).</p>
${groups.join("\n")}`,
  };
}

function headOf(notebook: NotebookFile | undefined): string {
  if (notebook === undefined) return '<section class="question"><h2>Besides</h2>';
  const { title, question } = aboutNotebook(notebook);
  return `<section class="question"><h2><a href="${relativeTo(PATH, pathOf(notebook))}">${title}</a></h2><p class="lead">${question}</p>`;
}

function shownFigure({ name, caption, width, height, experiment }: Figure): string {
  const downloads = ENDINGS.map((ending) => {
    const words = ending === "tex" ? "TeX" : ending.toUpperCase();
    return `<a class="button" href="${name}.${ending}" download aria-label="${name} as ${words}">${words}</a>`;
  });
  const of = experiment === undefined ? "" : ` <span class="of">experiment <code>${escaped(experiment)}</code></span>`;
  return `<figure id="${name}">
<div class="drawn scrolls" tabindex="0" role="group" aria-label="figure ${name}"><img src="${name}.png" width="${width}" height="${height}" alt="Figure ${name}" loading="lazy"></div>
<figcaption>${caption}</figcaption>
<p class="buttons"><code class="name">${name}</code>${of} <span class="figures">${downloads.join("\n")}</span></p>
</figure>`;
}

/** The files of all figures. */
export function figureFiles(folder: string, figures: readonly Figure[]): SiteFile[] {
  return figures.flatMap(({ name }) =>
    ENDINGS.map((ending) => ({
      path: `figures/${name}.${ending}`,
      content: readFileSync(join(folder, `${name}.${ending}`)),
    })),
  );
}
