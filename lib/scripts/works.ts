/** Which works the `source` texts of data/published name. */
import { FOUND_WORKS, type FoundWork } from "./found-works.js";

export interface Work {
  /** For `\cite`. */
  readonly key: string;
  /** Whole where the work was found, else as far as the data state it. */
  readonly title: string;
  /** Where they were found. */
  readonly author?: string;
  /** Further BibTeX fields, verbatim. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What the identifier `id` of each kind of work looks like. */
const KINDS: readonly { readonly pattern: RegExp; readonly work: (id: string, source: string) => Work }[] = [
  { pattern: /arXiv (?<id>\d{4}\.\d{4,5})/g, work: preprint },
  { pattern: /DOI (?<id>10\.[^\s),;]+)/g, work: article },
  { pattern: /(?:github |^(?=\S+ (?:older )?README))(?<id>[\w-]+\/[\w.-]+)/g, work: repository },
  { pattern: /(?<![\w.-])(?<id>(?:[\w-]+\.)+(?:ai|com|co|cx|google|org)\/[^\s),;]+)/g, work: page },
];

/** By key. */
const FOUND: ReadonlyMap<string, Work> = new Map(FOUND_WORKS.map(found).map((work) => [work.key, work]));

/**
 * The works that a source names by arXiv number, DOI, repository or address; one without any, the work that was found for its words,
 * or else the text itself.
 * @param source As it stands in a row.
 */
export function worksIn(source: string): Work[] {
  const works = identifiedIn(source);
  if (works.length > 0) return works.map((work) => FOUND.get(work.key) ?? work);
  const known = FOUND_WORKS.find(({ words }) => words?.test(source));
  return [known ? found(known) : { key: keyOf("text", source), title: source, fields: {} }];
}

function identifiedIn(source: string): Work[] {
  return KINDS.flatMap(({ pattern, work }) =>
    Array.from(source.matchAll(pattern), ({ groups }) => work(groups!["id"]!, source)),
  );
}

function found({ title, author, year, place, identifier }: FoundWork): Work {
  const { key, fields } = identifiedIn(identifier)[0]!;
  const published = { ...(place && { howpublished: place }), ...(year && { year: `${year}` }) };
  return { key, title, ...(author && { author }), fields: { ...published, ...fields } };
}

function preprint(id: string, source: string): Work {
  const before = source.slice(0, source.indexOf(`arXiv ${id}`));
  const beside = before.split(/[(;:,]/).at(-1)!;
  const title = [beside, before].map(nameIn).find((name) => name !== "") ?? "";
  const fields = { year: `20${id.slice(0, 2)}`, eprint: id, archiveprefix: "arXiv", note: `arXiv:${id}` };
  return { key: keyOf("arxiv", id), title, fields: { ...fields, url: `https://arxiv.org/abs/${id}` } };
}

/** A text up to where it says what kind of work is meant. */
function nameIn(text: string): string {
  return text.replace(/(^|\s)(code|paper|github|original)(\s.*|$)/, "").trim();
}

function article(doi: string, source: string): Work {
  const title = source.slice(0, source.indexOf("DOI")).replace(/\W+$/, "");
  return { key: keyOf("doi", doi), title, fields: { doi, note: `DOI ${doi}`, url: `https://doi.org/${doi}` } };
}

function repository(name: string): Work {
  const fields = { note: "GitHub repository", url: `https://github.com/${name}` };
  return { key: keyOf("github", name), title: name, fields };
}

function page(address: string): Work {
  return { key: keyOf("web", address), title: address, fields: { note: "Web page", url: `https://${address}` } };
}

function keyOf(kind: string, id: string): string {
  return `${kind}-${id.replace(/[^A-Za-z0-9.]+/g, "-").slice(0, 60)}`.replace(/[-.]+$/, "");
}
