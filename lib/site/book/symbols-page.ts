/** The page of symbols: what the paper calls a quantity, and where it is in scenario, solution, text and code. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "./frame.js";
import { escaped } from "./html.js";
import { Markdown, SCROLLS } from "./markdown.js";
import {
  foundQuantities,
  type IndexEntry,
  indexEntries,
  lawQuantities,
  type Quantity,
  scenarioQuantities,
} from "./symbols.js";

/** @param lib The folder of the library. */
export function symbolsPage(lib: string): Page {
  const markdown = new Markdown({ section: sectionLink });
  const index = indexEntries(readFileSync(join(lib, "MODEL.md"), "utf8"));
  const parts = [
    { id: "given", name: "What is given: a scenario", table: quantities(scenarioQuantities(lib), markdown) },
    { id: "laws", name: "Error laws", table: quantities(lawQuantities(), markdown) },
    { id: "found", name: "What is decided and found: a solution", table: quantities(foundQuantities(lib), markdown) },
    { id: "formulas", name: "Formulas, and who computes them", table: formulas(index, markdown) },
  ];
  const entries = parts.map(({ id, name }) => `<li><a href="#${id}">${name}</a></li>`);
  const sections = parts.map(({ id, name, table }) => `<h2 id="${id}">${name}</h2>\n${table}`);
  return {
    path: "symbols.html",
    title: "Symbols · edgesteps",
    description: "Symbol of the paper, field, unit, section and file of every quantity of edgesteps.",
    aside: `<nav class="contents" aria-label="contents"><details open><summary>Contents</summary><ul>${entries.join("\n")}</ul></details></nav>`,
    content: `<h1>Symbols</h1>
<p class="lead">From the paper's symbol to the field, its unit, the section of <a href="model.html">the model</a> and the file in <code>lib/</code>. Made of the schema, the docstrings, the laws and the model's text.</p>
${sections.join("\n")}`,
  };
}

function sectionLink(section: number): string {
  return `model.html#section-${section}`;
}

function section(number: number): string {
  return `<a href="${sectionLink(number)}">§${number}</a>`;
}

function quantities(rows: readonly Quantity[], markdown: Markdown): string {
  return table(
    ["symbol", "field", "unit", "meaning", "section", "file"],
    rows.map(({ symbol, field, unit, section: number, file, meaning }) => [
      `<span class="symbol">${indexed(symbol)}</span>`,
      `<code>${escaped(field)}</code>`,
      escaped(unit),
      markdown.inline(meaning),
      section(number),
      `<code>${file}</code>`,
    ]),
  );
}

function formulas(rows: readonly IndexEntry[], markdown: Markdown): string {
  return table(
    ["formula or quantity", "section", "file", "name"],
    rows.map(({ section: number, formula, file, names }) => [
      markdown.inline(formula),
      section(number),
      `<code>${file}</code>`,
      names.map((name) => `<code>${name}</code>`).join(", "),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: "th" | "td", row: readonly string[]): string =>
    row.map((cell) => `<${tag}>${cell}</${tag}>`).join("");
  return `${SCROLLS}<table class="symbols"><thead><tr>${cells("th", head)}</tr></thead><tbody>
${rows.map((row) => `<tr>${cells("td", row)}</tr>`).join("\n")}
</tbody></table></div>`;
}

/** `S_max^l` with its indices below and above. */
function indexed(symbol: string): string {
  return escaped(symbol)
    .replace(/_(\p{L}+|∞)/gu, "<sub>$1</sub>")
    .replace(/\^(\p{L}+)/gu, "<sup>$1</sup>");
}
