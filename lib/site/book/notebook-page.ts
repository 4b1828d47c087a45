/** A notebook as a page: its texts, code, and what the code showed when it was run. */
import type { Cell, Notebook, Output } from "../../notebook/nbformat.js";
import { partsOf } from "./checks.js";
import { relativeTo, type SiteFile } from "./file.js";
import type { Page } from "./frame.js";
import { highlighted } from "./highlighted.js";
import { escaped, textOf, withoutLinks } from "./html.js";
import { type Heading, Markdown } from "./markdown.js";
import { shownOutput } from "./outputs.js";

export interface NotebookFile {
  /** Of its file, without ending. */
  readonly name: string;
  /** Folder of its page in the site. */
  readonly folder: string;
  readonly notebook: Notebook;
}

/** Another page, as a link to it says. */
export interface Neighbour {
  readonly path: string;
  /** HTML. */
  readonly title: string;
}

export interface Neighbours {
  readonly previous?: Neighbour | undefined;
  readonly next?: Neighbour | undefined;
  /** Where its exercises are solved, or of which notebook it has the solutions. */
  readonly counterpart?: Neighbour | undefined;
}

export interface NotebookPage {
  readonly page: Page;
  /** Its pictures, and what Plotly draws. */
  readonly files: readonly SiteFile[];
}

/** Path of a notebook's page. */
export function pathOf({ folder, name }: Pick<NotebookFile, "folder" | "name">): string {
  return `${folder}${name}.html`;
}

/** Title of a notebook, as HTML, and what it asks, if it says so. */
export function aboutNotebook({ notebook }: NotebookFile): { readonly title: string; readonly question: string } {
  const first = notebook.cells[0]?.source ?? "";
  const markdown = new Markdown();
  const [, title = ""] = /^# (.+)$/m.exec(first) ?? [];
  const [, asked, bold = ""] = /^\*\*Question\.\*\* (.+)$|^\*\*(.+\?)\*\*$/m.exec(first) ?? [];
  return { title: markdown.inline(title), question: markdown.inline(asked ?? bold) };
}

export function notebookPage(file: NotebookFile, neighbours: Neighbours): NotebookPage {
  const path = pathOf(file);
  const markdown = new Markdown({
    // From a notebook the site stands in `site/`; its pages are in the site themselves.
    link: (target) => target.replace(/\.ipynb(?=$|#)/, ".html").replace("../site/", "../"),
    section: (section) => relativeTo(path, `model.html#section-${section}`),
    code: (code) => codeTarget(code, file.folder),
  });
  const files: SiteFile[] = [];
  let figures = 0;
  const cells = file.notebook.cells.map((cell) => {
    if (cell.cell_type === "markdown") return `<div class="text">\n${markdown.html(cell.source)}</div>`;
    if (cell.cell_type === "raw") return `<pre class="printed" tabindex="0">${escaped(cell.source)}</pre>`;
    const outputs = ((cell as Cell & { readonly outputs?: readonly Output[] }).outputs ?? []).map((output) => {
      const shown = shownOutput(output, `${file.folder}${file.name}-figure-`, figures + 1);
      if (shown.html.startsWith("<figure id")) figures++;
      files.push(...shown.files);
      return shown.html;
    });
    return [...codeOf(cell), ...outputs].join("\n");
  });
  const { title } = aboutNotebook(file);
  const page: Page = {
    path,
    title: `${textOf(title)} · edgesteps`,
    description: `${textOf(title)}: a notebook of edgesteps, as it was run.`,
    aside: contentsOf(markdown.headings),
    content: `<article>\n${cells.join("\n")}\n</article>\n${wayOn(path, neighbours)}`,
    plotly: files.some(({ path }) => path.endsWith(".json")),
  };
  return { page, files };
}

/** A cell's code: what only checks is folded, and nobody misses it; a cell that says that it checks, as a whole. */
function codeOf({ source, metadata }: Cell): string[] {
  const parts = metadata.tags?.includes("check") ? [{ source, checks: true }] : partsOf(source);
  return parts.map(({ source, checks }) => {
    const code = `<pre class="code" tabindex="0"><code>${highlighted(source, "typescript")}</code></pre>`;
    if (!checks) return code;
    const lines = source.split("\n").length;
    return `<details class="checks"><summary>${lines === 1 ? "a line" : `${lines} lines`} of checks</summary>${code}</details>`;
  });
}

/** Names of notebooks, of the model's text and of a figure's file are links. */
function codeTarget(code: string, folder: string): string | undefined {
  const [, within, name] = /^(\.\.\/|solutions\/)?(\d\d-[\w-]+)\.ipynb$/.exec(code) ?? [];
  if (name !== undefined) return `${within ?? ""}${name}.html`;
  if (code === "lib/MODEL.md") return relativeTo(folder, "model.html");
  return undefined;
}

function contentsOf(headings: readonly Heading[]): string {
  const shown = headings.filter(({ level }) => level === 2);
  const entries = shown.map(({ id, html }) => `<li><a href="#${id}">${withoutLinks(html)}</a></li>`);
  return `<nav class="contents" aria-label="contents"><details open><summary>Contents</summary><ol>${entries.join("\n")}</ol></details></nav>`;
}

function wayOn(from: string, { previous, next, counterpart }: Neighbours): string {
  const link = (to: Neighbour | undefined, kind: string, words: string): string =>
    to === undefined
      ? ""
      : `<a class="${kind}" href="${escaped(relativeTo(from, to.path))}"><span>${words}</span> ${to.title}</a>`;
  return `<nav class="way-on" aria-label="other notebooks">
${link(previous, "previous", "Before")}
${link(counterpart, "counterpart", from.includes("/solutions/") ? "Exercises" : "Exercises solved")}
${link(next, "next", "Next")}
</nav>`;
}
