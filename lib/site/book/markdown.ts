/** Markdown with formulas as HTML: headings with anchors, tables in boxes that scroll, links between the pages of the site. */
import MarkdownIt from "markdown-it";
import { formula } from "./formula.js";
import { highlighted } from "./highlighted.js";
import { escaped, textOf } from "./html.js";

/** A heading of a page. */
export interface Heading {
  readonly level: number;
  /** Of its anchor; unlike any other's of the page. */
  readonly id: string;
  /** HTML of its words. */
  readonly html: string;
}

export interface MarkdownOptions {
  /** Where a link leads on the site; as it is where absent. */
  readonly link?: (target: string) => string;
  /** Where a section of MODEL.md stands: each § leads there. */
  readonly section?: (section: number) => string;
  /** What code in a line leads to, if anything. */
  readonly code?: (code: string) => string | undefined;
  /** Identity of a heading by its words; default made of them. */
  readonly identity?: (words: string) => string;
}

/** Reads the texts of one page one after the other. */
export class Markdown {
  /** Of all texts so far. */
  readonly headings: Heading[] = [];
  readonly #reader: MarkdownIt;

  constructor(options: MarkdownOptions = {}) {
    const { link = (target) => target, section, code, identity = identityOf } = options;
    const reader = new MarkdownIt({
      html: false,
      typographer: false,
      highlight: (text, language) => highlighted(text, language),
    });
    this.#reader = reader;
    addFormulas(reader);
    if (section !== undefined) addSections(reader, section);
    const { rules } = reader.renderer;
    rules["link_open"] = (tokens, index, _, env, self) => {
      const token = tokens[index]!;
      token.attrSet("href", link(String(token.attrGet("href"))));
      return self.renderToken(tokens, index, env);
    };
    rules.code_inline = (tokens, index) => {
      const { content } = tokens[index]!;
      const shown = `<code>${escaped(content)}</code>`;
      const target = code?.(content);
      return target === undefined ? shown : `<a href="${escaped(target)}">${shown}</a>`;
    };
    for (const code of ["code_block", "fence"] as const) {
      const shown = rules[code]!;
      // what scrolls is reached by keys
      rules[code] = (...given) => shown(...given).replace("<pre", '<pre tabindex="0"');
    }
    rules["table_open"] = () => `${SCROLLS}<table>\n`;
    rules["table_close"] = () => "</table></div>\n";
    // a style would need a looser policy
    for (const cell of ["th_open", "td_open"] as const) {
      rules[cell] = (tokens, index) => {
        const [, side] = /text-align:(\w+)/.exec(String(tokens[index]!.attrGet("style"))) ?? [];
        return `<${tokens[index]!.tag}${side === undefined ? "" : ` class="${side}"`}>`;
      };
    }
    rules["heading_open"] = (tokens, index, rendering, env, self) => {
      const { tag } = tokens[index]!;
      const html = self.renderInline(tokens[index + 1]!.children!, rendering, env);
      const wanted = identity(textOf(html));
      const same = this.headings.filter(({ id }) => id === wanted || id.startsWith(`${wanted}--`)).length;
      const id = same === 0 ? wanted : `${wanted}--${same + 1}`;
      this.headings.push({ level: Number(tag.slice(1)), id, html });
      return `<${tag} id="${id}">`;
    };
    rules["heading_close"] = (tokens, index) => {
      const { id } = this.headings.at(-1)!;
      return ` <a class="anchor" href="#${id}" aria-label="Link to this heading">#</a></${tokens[index]!.tag}>\n`;
    };
  }

  html(text: string): string {
    return this.#reader.render(text);
  }

  /** Of one paragraph, without its tags. */
  inline(text: string): string {
    return this.#reader.renderInline(text);
  }
}

/** The opening tag of a box that scrolls sideways, by keys too. */
export const SCROLLS = '<div class="scrolls" tabindex="0" role="group" aria-label="table">';

function identityOf(words: string): string {
  const plain = words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  return plain.replace(/^-|-$/g, "") || "heading";
}

/** `$…$` in a line, `$$…$$` on lines of its own. */
function addFormulas(reader: MarkdownIt): void {
  reader.inline.ruler.before("escape", "formula", (state, silent) => {
    const [all, display, inline] = /^(?:\$\$(.+?)\$\$|\$(.+?)(?<!\\)\$)/s.exec(state.src.slice(state.pos)) ?? [];
    if (all === undefined) return false;
    const [stop = ""] = /^[.,;:!?)]+/.exec(state.src.slice(state.pos + all.length)) ?? [];
    if (!silent) {
      const html = formula((display ?? inline)!, display !== undefined);
      state.push("formula", "", 0).content = display === undefined ? withStop(html, stop) : html + stop;
    }
    state.pos += all.length + stop.length;
    return true;
  });
  reader.block.ruler.before(
    "paragraph",
    "formula_block",
    (state, start, end, silent) => {
      const line = (n: number): string => state.src.slice(state.bMarks[n]! + state.tShift[n]!, state.eMarks[n]);
      if (!line(start).startsWith("$$")) return false;
      let last = start;
      while (last < end && !(last === start ? line(last).slice(2) : line(last)).trimEnd().endsWith("$$")) last++;
      if (last >= end) return false;
      if (silent) return true;
      const lines = Array.from({ length: last + 1 - start }, (_, i) => line(start + i)).join("\n");
      const token = state.push("formula", "", 0);
      token.block = true;
      token.content = `<div class="formula" tabindex="0" role="group" aria-label="formula">${formula(lines.trim().slice(2, -2), true)}</div>\n`;
      state.line = last + 1;
      return true;
    },
    { alt: ["paragraph", "blockquote", "list"] },
  );
  reader.renderer.rules["formula"] = (tokens, index) => tokens[index]!.content;
}

/** A formula in a line: no line begins with what stands behind it. */
function withStop(html: string, stop: string): string {
  if (stop === "") return html;
  const last = html.lastIndexOf("<math>");
  return `${html.slice(0, last)}<span class="whole">${html.slice(last)}${stop}</span>`;
}

/** Each § of a text leads to the section of MODEL.md. */
function addSections(reader: MarkdownIt, section: (section: number) => string): void {
  reader.inline.ruler.push("section", (state, silent) => {
    const [all, number] = /^§(\d+)/.exec(state.src.slice(state.pos)) ?? [];
    if (all === undefined || isWithinLink(state)) return false;
    if (!silent) state.push("section", "", 0).content = `<a href="${section(Number(number))}">${all}</a>`;
    state.pos += all.length;
    return true;
  });
  reader.renderer.rules["section"] = (tokens, index) => tokens[index]!.content;
  // the rule for text stops at a § too
  reader.inline.ruler.at("text", (state, silent) => {
    const [all] = /^[^\n$%&*+\-:<=>@[\]^_`{}~\\!§]+/.exec(state.src.slice(state.pos, state.posMax)) ?? [];
    if (all === undefined) return false;
    if (!silent) state.pending += all;
    state.pos += all.length;
    return true;
  });
}

/** Its types don't tell it. */
function isWithinLink(state: object): boolean {
  return (state as { readonly linkLevel?: number }).linkLevel !== 0;
}
