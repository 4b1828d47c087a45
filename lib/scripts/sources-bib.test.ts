import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { latexText } from "../report/latex-text.js";
import { ONLY_IN_FULL } from "../testing/long.js";
import { compileTex, skippedWithoutTex } from "../testing/pdflatex.js";
import { FOUND_WORKS } from "./found-works.js";
import { type CitedPaper, type SourcedRow, sourcesBib } from "./sources-bib.js";
import { readTable } from "./tables.js";
import { worksIn } from "./works.js";

const workspace = fileURLToPath(new URL("../..", import.meta.url));
const published = join(workspace, "data/published");
const rows = readdirSync(published)
  .filter((file) => file.endsWith(".csv"))
  .flatMap((file) =>
    readTable<SourcedRow & { verified: string }>(join(published, file)).map((row) => ({ ...row, file })),
  );
const readme = readFileSync(join(workspace, "data/README.md"), "utf8");
const bib = readFileSync(join(workspace, "data/sources.bib"), "utf8");
/** Entries by key. */
const entries = new Map(Array.from(bib.matchAll(/^@misc\{([^,]+),\n(.*?)^\}$/gms), ([, key, text]) => [key!, text!]));

test.each([...new Set(rows.map(({ file }) => file))])("data/README.md says how many rows %s has", (file) => {
  const own = rows.filter((row) => row.file === file);
  const verified = own.filter((row) => row.verified === "yes").length;
  expect(readme).toMatch(new RegExp(`^\\| \`${file}\` \\| .* \\| ${own.length}, ${verified} \\|$`, "m"));
});

describe("data/sources.bib", () => {
  test("is what the data and CITATION.cff give, byte for byte", () => {
    const citation = parse(readFileSync(join(workspace, "CITATION.cff"), "utf8")) as { references: [CitedPaper] };
    expect(sourcesBib(citation.references[0], rows)).toBe(bib);
  });

  test("has the paper with its authors, its place and its DOI", () => {
    const paper = entries.get("arxiv-2312.06203");
    expect(paper).toContain("author = {Wang, Yitong and Liu, Chang and Zhao, Jun},");
    expect(paper).toContain("howpublished = {IEEE VTC2024-Spring},\n  year = {2024},");
    expect(paper).toContain("doi = {10.1109/VTC2024-Spring62846.2024.10683477},");
    expect(paper).toContain(
      "title = {{Offloading and Quality Control for AI Generated Content Services in 6G Mobile Edge Computing Networks}}",
    );
  });

  test("has an entry for every row of every published table, which states the row's source", () => {
    expect(rows.length).toBeGreaterThan(1000);
    const distinct = new Map(rows.map(({ file, source }) => [`${file} ${source}`, { file, source }]));
    for (const { file, source } of distinct.values()) {
      for (const { key } of worksIn(source)) {
        expect(entries.get(key), source).toContain(latexText(source));
        expect(entries.get(key), source).toContain(file);
      }
    }
  });

  test("has every work that was found, with its authors in place of a key to sort by", () => {
    const named = new Map(rows.flatMap(({ source }) => worksIn(source)).map((work) => [work.title, work.key]));
    for (const { title, author, year, place } of FOUND_WORKS) {
      const entry = entries.get(named.get(title) ?? title);
      expect(entry, title).toContain(`title = {{${latexText(title)}}},`);
      expect(entry?.startsWith(author ? `  author = {${latexText(author)}},` : "  key = "), title).toBe(true);
      if (year) expect(entry).toContain(`year = {${year}},`);
      if (place) expect(entry).toContain(`howpublished = {${place}},`);
    }
  });

  test("each found work is one, and its words are some row's", () => {
    const keys = FOUND_WORKS.flatMap(({ identifier }) => worksIn(identifier).map(({ key }) => key));
    expect(new Set(keys).size).toBe(FOUND_WORKS.length);
    for (const { words } of FOUND_WORKS) {
      if (words)
        expect(
          rows.some(({ source }) => words.test(source)),
          `${words}`,
        ).toBe(true);
    }
  });

  test("has as many entries in words alone as data/README.md says", () => {
    const words = [...entries.keys()].filter((key) => key.startsWith("text-")).length;
    expect(readme).toContain(`${words} of its ${entries.size} entries, with keys \`text-…\``);
    const numbered = rows.filter(({ file, source }) => file === "radio.csv" && /\bids? \d{8,}/.test(source));
    expect(readme).toContain(`- ${numbered.length} rows of \`radio.csv\` name simulators by a bare number`);
    expect(numbered.filter(({ source }) => worksIn(source)[0]!.author)).toHaveLength(1);
  });

  test("has no key twice, and no entry that no row names", () => {
    expect(entries.size).toBe(bib.match(/^@/gm)!.length);
    const named = new Set(rows.flatMap(({ source }) => worksIn(source).map(({ key }) => key)));
    expect([...entries.keys()].filter((key) => !named.has(key))).toEqual(["arxiv-2312.06203"]);
  });

  test.skipIf(skippedWithoutTex("data/sources.bib is not compiled"))(
    "is read by BibTeX without a warning",
    ONLY_IN_FULL,
    () => {
      const log = compileTex(
        "\\nocite{*}\\bibliographystyle{plain}\\bibliography{sources}",
        { "sources.bib": bib },
        true,
      );
      expect(log).not.toMatch(/Warning--|error message|Missing character/);
    },
  );
});

test.each([
  ["DDIM arXiv 2010.02502 Table 1", [["arxiv-2010.02502", "DDIM"]]],
  [
    "DROO code github revenol/DROO optimization.py (commit 563d6c7; paper arXiv 1808.01977)",
    [
      ["arxiv-1808.01977", "DROO"],
      ["github-revenol-DROO", "revenol/DROO"],
    ],
  ],
  [
    "Efficient surveyTable 5 (original: Denoising Diffusion GANs arXiv 2112.07804; T=4)",
    [["arxiv-2112.07804", "Denoising Diffusion GANs"]],
  ],
  [
    "Zhan, Hu, IEEE IoT-J 2020 (DOI 10.1109/JIOT.2020.2993260), simulation section",
    [["doi-10.1109-JIOT.2020.2993260", "Zhan, Hu, IEEE IoT-J 2020"]],
  ],
  [
    "apple/ml-stable-diffusion older README (commit 055543d5)",
    [["github-apple-ml-stable-diffusion", "apple/ml-stable-diffusion"]],
  ],
  [
    "huggingface.co/stabilityai/sdxl README (docs search)",
    [["web-huggingface.co-stabilityai-sdxl", "huggingface.co/stabilityai/sdxl"]],
  ],
  ["student repo(low reliability)", [["text-student-repo-low-reliability", "student repo(low reliability)"]]],
  ["PGMTables 8-9", [["arxiv-2505.18883", "Partition Generative Modeling: Masked Modeling Without Masks"]]],
  ["edge_maskgit repository README", [["github-chenxugz-edge-maskgit", "chenxugz/edge_maskgit"]]],
  [
    "EAT arXiv 2507.10026 code github zzf1955/EAT (commit 58ed96d)",
    [
      [
        "arxiv-2507.10026",
        "EAT: QoS-Aware Edge-Collaborative AIGC Task Scheduling via Attention-Guided Diffusion Reinforcement Learning",
      ],
      ["github-zzf1955-EAT", "zzf1955/EAT"],
    ],
  ],
])("%s", (source, works) => {
  expect(worksIn(source).map(({ key, title }) => [key, title])).toEqual(works);
});
