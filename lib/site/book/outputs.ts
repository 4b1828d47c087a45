/** What a cell showed, as HTML. */
import { isCaption } from "../../notebook/caption.js";
import type { Output } from "../../notebook/nbformat.js";
import type { SiteFile } from "./file.js";
import { escaped } from "./html.js";
import { SCROLLS } from "./markdown.js";

/** An output as its file has it: texts are whole or lists of lines. */
type Stored = Output & { readonly text?: unknown; readonly data?: Readonly<Record<string, unknown>> };

/** What tslab prints of a table that a cell's last line shows. */
const SIZE = /^DataFrame of \d+ rows and \d+ columns\n?$/;

export interface ShownOutput {
  readonly html: string;
  /** That it refers to, beside the page. */
  readonly files: readonly SiteFile[];
}

/**
 * @param figures Path of the page's figures, with its folder; a number and an ending follow.
 * @param number Of the page's next figure, from 1.
 */
export function shownOutput(output: Stored, figures: string, number: number): ShownOutput {
  if (output.output_type === "stream") {
    if (SIZE.test(whole(output.text))) return plain(""); // its table is above
    const kind = output.name === "stderr" ? " stderr" : "";
    return plain(`<pre class="printed${kind}" tabindex="0">${escaped(whole(output.text).trimEnd())}</pre>`);
  }
  if (output.output_type === "error") {
    return plain(`<pre class="printed thrown" tabindex="0">${escaped(`${output.ename}: ${output.evalue}`)}</pre>`);
  }
  const data = output.data as Readonly<Record<string, unknown>>;
  if ("image/png" in data) return figure(output, figures, number);
  const shown = whole(data["text/html"] ?? "");
  if (isCaption(shown)) return plain(""); // the figure has it
  if (shown !== "") return plain(html(shown));
  return plain(`<pre class="printed" tabindex="0">${escaped(whole(data["text/plain"]).trimEnd())}</pre>`);
}

function plain(shown: string): ShownOutput {
  return { html: shown, files: [] };
}

function figure(output: Stored, figures: string, number: number): ShownOutput {
  const { data, metadata } = output as Stored & { readonly metadata: Readonly<Record<string, unknown>> };
  const { width, height } = metadata["image/png"] as { readonly width: number; readonly height: number };
  const name = `${figures}${number}`;
  const beside = escaped(name.slice(name.lastIndexOf("/") + 1));
  const spec = data!["application/vnd.plotly.v1+json"];
  const png = Buffer.from(whole(data!["image/png"]), "base64");
  const live = spec === undefined ? "" : ` data-plotly="${beside}.json"`;
  const caption = escaped(whole(data!["text/plain"]));
  return {
    html: `<figure id="figure-${number}">
<div class="drawn scrolls" tabindex="0" role="group" aria-label="figure ${number}"${live}><img src="${beside}.png" width="${width}" height="${height}" alt="Figure ${number}" loading="lazy"></div>
<figcaption><b>Figure ${number}.</b> ${caption}</figcaption>
</figure>`,
    files: [
      { path: `${name}.png`, content: png },
      ...(spec === undefined ? [] : [{ path: `${name}.json`, content: JSON.stringify(spec) }]),
    ],
  };
}

/** Names and the like in a table. */
const SHORT = /<td class="left">([^<]{1,24})<\/td>/g;

/** HTML of a cell, its tables in boxes that scroll, without styles of their own. */
function html(text: string): string {
  return text
    .replace(/ style="text-align:(left|right|center)"/g, ' class="$1"')
    .replace(SHORT, '<td class="left short">$1</td>')
    .replace(/ style="[^"]*"/g, "")
    .replace(/<img /g, '<img loading="lazy" ')
    .replace(/<table>/g, `${SCROLLS}<table>`)
    .replace(/<\/table>/g, "</table></div>")
    .trim();
}

/** A text that a notebook stores whole, or by lines. */
function whole(text: unknown): string {
  return [text].flat().join("");
}
