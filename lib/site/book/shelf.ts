/** The notebooks of the workspace, with their solutions, in teaching order. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseNotebook } from "../../notebook/nbformat.js";
import { relativeTo, type SiteFile } from "./file.js";
import type { Page } from "./frame.js";
import {
  aboutNotebook,
  type Neighbour,
  type NotebookFile,
  type NotebookPage,
  notebookPage,
  pathOf,
} from "./notebook-page.js";

/** Notebooks of a folder, and those with the solutions of their exercises. */
export interface Shelf {
  readonly notebooks: readonly NotebookFile[];
  readonly solutions: readonly NotebookFile[];
}

/** @throws InputError that names a file that is no notebook. */
export function readShelf(folder: string): Shelf {
  const within = (inner: string): NotebookFile[] =>
    readdirSync(join(folder, inner))
      .filter((name) => name.endsWith(".ipynb"))
      .sort()
      .map((file) => {
        const path = join(folder, inner, file);
        const notebook = parseNotebook(readFileSync(path, "utf8"), path);
        return { name: file.replace(/\.ipynb$/, ""), folder: `notebooks/${inner}`, notebook };
      });
  return { notebooks: within(""), solutions: within("solutions/") };
}

/** The page of each notebook and of each with solutions. */
export function shelfPages({ notebooks, solutions }: Shelf): NotebookPage[] {
  const as = (file: NotebookFile | undefined): Neighbour | undefined =>
    file && { path: pathOf(file), title: aboutNotebook(file).title };
  const pages = (of: readonly NotebookFile[], others: readonly NotebookFile[]): NotebookPage[] =>
    of.map((file, i) =>
      notebookPage(file, {
        previous: as(of[i - 1]),
        next: as(of[i + 1]),
        counterpart: as(others.find(({ name }) => name === file.name)),
      }),
    );
  return [...pages(notebooks, solutions), ...pages(solutions, notebooks)];
}

/** The page that lists them. */
export function shelfIndex({ notebooks, solutions }: Shelf): Page {
  const path = "notebooks/index.html";
  const entries = notebooks.map((file) => {
    const { title, question } = aboutNotebook(file);
    const solved = solutions.find(({ name }) => name === file.name);
    const link = (to: NotebookFile, words: string): string => `<a href="${relativeTo(path, pathOf(to))}">${words}</a>`;
    const also = solved === undefined ? "" : ` <span class="also">${link(solved, "exercises solved")}</span>`;
    return `<li><h2>${link(file, title)}</h2><p>${question}${also}</p></li>`;
  });
  return {
    path,
    title: "Notebooks · edgesteps",
    description: "The questions of edgesteps, answered in notebooks that were run.",
    content: `<h1>Notebooks</h1>
<p class="lead">One question each, in teaching order, with the code that answers it and what it showed when it was run. Lines that only check are folded.</p>
<ol class="shelf">
${entries.join("\n")}
</ol>`,
  };
}

/** All files of the notebooks' room but the pages' own frame. */
export function shelfFiles(pages: readonly NotebookPage[]): SiteFile[] {
  return pages.flatMap(({ files }) => files);
}
