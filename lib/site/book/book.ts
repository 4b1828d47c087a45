/** The rooms of the site that need no script: notebooks, figures, symbols, the model's text. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { figureFiles, figuresPage, readFigures } from "./figures-page.js";
import type { Assets, SiteFile } from "./file.js";
import { type Page, pageFile } from "./frame.js";
import { modelPage } from "./model-page.js";
import { readShelf, shelfFiles, shelfIndex, shelfPages } from "./shelf.js";
import { symbolsPage } from "./symbols-page.js";

/** Every file of these rooms. @param workspace The folder with `notebooks`, `figures` and `lib`. */
export function bookFiles(workspace: string, assets: Assets): SiteFile[] {
  const shelf = readShelf(join(workspace, "notebooks"));
  const notebooks = shelfPages(shelf);
  const folder = join(workspace, "figures");
  const figures = readFigures(folder, shelf.notebooks);
  const lib = join(workspace, "lib");
  const pages: Page[] = [
    shelfIndex(shelf),
    ...notebooks.map(({ page }) => page),
    figuresPage(figures, shelf.notebooks),
    symbolsPage(lib),
    modelPage(readFileSync(join(lib, "MODEL.md"), "utf8")),
  ];
  return [...pages.map((page) => pageFile(page, assets)), ...shelfFiles(notebooks), ...figureFiles(folder, figures)];
}
