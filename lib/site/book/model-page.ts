/** MODEL.md as a page, with an anchor for each section and formulas that scroll by themselves. */
import type { Page } from "./frame.js";
import { withoutLinks } from "./html.js";
import { Markdown } from "./markdown.js";

export function modelPage(model: string): Page {
  const markdown = new Markdown({ section: (section) => `#section-${section}`, identity });
  const html = markdown.html(model);
  const entries = markdown.headings
    .filter(({ level }) => level === 2)
    .map(({ id, html }) => `<li><a href="#${id}">${withoutLinks(html)}</a></li>`);
  return {
    path: "model.html",
    title: "The model and the method · edgesteps",
    description: "What edgesteps computes, section by section.",
    aside: `<nav class="contents" aria-label="contents"><details open><summary>Contents</summary><ul>${entries.join("\n")}</ul></details></nav>`,
    content: `<article>\n${html}</article>`,
  };
}

/** `section-4` of "4. Convexification: from P1 to P2". */
function identity(words: string): string {
  const [, number] = /^(\d+)\. /.exec(words) ?? [];
  return number === undefined ? words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-") : `section-${number}`;
}
