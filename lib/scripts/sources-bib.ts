import { latexText } from "../report/latex-text.js";
import { type Work, worksIn } from "./works.js";

/** A row of a published table, with the table's file name. */
export interface SourcedRow {
  readonly file: string;
  readonly source: string;
}

/** The paper whose method this is, as CITATION.cff has it. */
export interface CitedPaper {
  readonly title: string;
  readonly authors: readonly { readonly "family-names": string; readonly "given-names": string }[];
  readonly year: number;
  readonly conference: { readonly name: string };
  readonly doi: string;
  readonly identifiers: readonly { readonly value: string }[];
  readonly url: string;
}

/** Text of data/sources.bib: the paper, then each published work with the rows that come from it. */
export function sourcesBib(paper: CitedPaper, rows: readonly SourcedRow[]): string {
  const works = new Map<string, { work: Work; sources: Set<string>; rows: Map<string, number> }>();
  for (const { file, source } of rows) {
    for (const work of worksIn(source)) {
      const known = works.get(work.key) ?? { work, sources: new Set(), rows: new Map() };
      works.set(work.key, known);
      if (known.work.title === "") known.work = work;
      known.sources.add(source);
      known.rows.set(file, (known.rows.get(file) ?? 0) + 1);
    }
  }
  const entries = [...works.values()].sort((a, b) => (a.work.key < b.work.key ? -1 : 1));
  return [
    "Made from data/published and CITATION.cff by npm run sources --workspace lib.\n" +
      "Works that were found (lib/scripts/found-works.ts) have their titles; other titles are what the data call a work, often an abbreviation.\n" +
      "annote has the rows and their source as they state it.\n",
    paperEntry(paper),
    ...entries.map(({ work: { key, title, author, fields }, sources, rows }) => {
      const count = Array.from(rows, ([file, n]) => `${n} of ${file}`).join(", ");
      const annote = latexText(`Rows: ${count}. Source as stated: ${[...sources].join(" | ")}`);
      const name = latexText(title === "" ? (fields["note"] ?? key) : title);
      return entry(key, {
        ...(author ? { author: latexText(author) } : { key: name }),
        title: `{${name}}`,
        ...fields,
        annote,
      });
    }),
  ].join("\n");
}

function paperEntry({ title, authors, year, conference, doi, identifiers, url }: CitedPaper): string {
  const eprint = identifiers.map(({ value }) => value.replace(/^arXiv:/, "")).join(", ");
  const author = authors.map((one) => `${one["family-names"]}, ${one["given-names"]}`).join(" and ");
  const fields = {
    author,
    title: `{${title}}`,
    howpublished: conference.name,
    year: `${year}`,
    doi,
    eprint,
    archiveprefix: "arXiv",
    note: `arXiv:${eprint}`,
  };
  return entry(`arxiv-${eprint}`, { ...fields, url });
}

function entry(key: string, fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@misc{${key},\n${lines.join("")}}\n`;
}
