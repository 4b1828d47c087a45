/** Debian's TeX: texlive-latex-base and texlive-latex-recommended. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { skippedWithout } from "./skipped-without.js";

/** Whether tests that need TeX are skipped, with a line that says so; never in CI. */
export function skippedWithoutTex(what: string): boolean {
  return skippedWithout(["pdflatex"], what);
}

/**
 * Compiles an article of two columns, twice so that references are known.
 * @param files More files beside it, by name.
 * @param bibliography Whether BibTeX runs in between.
 * @returns TeX's log, with BibTeX's.
 * @throws Error with the end of the log where TeX or BibTeX finds an error.
 */
export function compileTex(
  body: string,
  files: Readonly<Record<string, string | Uint8Array>> = {},
  bibliography = false,
): string {
  const folder = mkdtempSync(join(tmpdir(), "edgesteps-tex-"));
  const run = (program: string, log: string, ...args: string[]): string => {
    try {
      execFileSync(program, args, { cwd: folder, stdio: "pipe" });
    } catch {
      throw new Error(`${program} failed:\n${readFileSync(join(folder, log), "latin1").slice(-2000)}`);
    }
    return readFileSync(join(folder, log), "latin1");
  };
  const pdflatex = (): string => run("pdflatex", "main.log", "-interaction=nonstopmode", "-halt-on-error", "main.tex");
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const packages = "\\usepackage[margin=0.67in]{geometry}\n\\usepackage{booktabs,graphicx}";
    const head = `\\documentclass[10pt,twocolumn]{article}\n${packages}`;
    writeFileSync(join(folder, "main.tex"), `${head}\n\\begin{document}\n${body}\n\\end{document}\n`);
    const first = pdflatex();
    const bibtex = bibliography ? run("bibtex", "main.blg", "main") : "";
    if (bibliography) pdflatex();
    return `${first}${bibtex}${pdflatex()}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
