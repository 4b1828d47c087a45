/** Usage: node sources.js DATA CITATION_CFF. Makes DATA/sources.bib from DATA/published and CITATION.cff. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { writeAside } from "../files/write-aside.js";
import { type CitedPaper, type SourcedRow, sourcesBib } from "./sources-bib.js";
import { readTable } from "./tables.js";

const [data = "", citation = ""] = process.argv.slice(2);
const published = join(data, "published");
const files = readdirSync(published).filter((file) => file.endsWith(".csv"));
const rows = files
  .sort()
  .flatMap((file) => readTable<SourcedRow>(join(published, file)).map((row) => ({ ...row, file })));
const { references } = parse(readFileSync(citation, "utf8")) as { references: [CitedPaper] };
await writeAside(join(data, "sources.bib"), sourcesBib(references[0], rows));
