import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { catalogue } from "../experiments/catalogue.js";
import { chartsOf } from "../experiments/experiment.js";
import { MORE_IN_FULL, someOrAll } from "../testing/long.js";
import { compileTex, skippedWithoutTex } from "../testing/pdflatex.js";
import type { Chart } from "./chart.js";
import { layout } from "./drawing.js";
import { restyled } from "./restyled.js";
import { figureTex } from "./tex.js";
import { slides } from "./themes/slides.js";

const chart = (columns: 1 | 2): Chart => ({
  name: "gap-by-users",
  caption: "Gap at 10 % of τ & below.",
  data: [],
  layout: layout({ columns, heightInches: 2 }),
  table: { name: "gap-by-users", columns: [], rows: [] },
});

test("a figure of one column", () => {
  expect(figureTex(chart(1))).toBe(`% Needs \\usepackage{graphicx} and \\graphicspath{{figures/}}.
\\begin{figure}[t]
  \\centering
  \\includegraphics[width=3.5in]{gap-by-users}
  \\caption{Gap at 10 \\% of $\\tau$ \\& below.}
  \\label{fig:gap-by-users}
\\end{figure}
`);
});

test("a name that no label can have is refused", () => {
  expect(() => figureTex({ ...chart(1), name: "50%" })).toThrow(/^label "fig:50%": a label must be without/);
});

test("a figure of two columns, and one for slides", () => {
  expect(figureTex(chart(2))).toMatch(/\\begin\{figure\*\}.*width=7\.16in.*\\end\{figure\*\}/s);
  expect(figureTex(restyled(chart(2), { theme: slides }))).toMatch(/\\begin\{figure\}\[t\].*width=\\linewidth\]/s);
});

describe.skipIf(skippedWithoutTex("no figure environment is compiled"))("with TeX", () => {
  test("every figure's environment includes its picture, fits the page, and can be referred to", {
    ...MORE_IN_FULL,
    timeout: 120_000,
  }, () => {
    const read = (file: string): Buffer =>
      readFileSync(fileURLToPath(new URL(`../../figures/${file}`, import.meta.url)));
    const names = someOrAll(2, chartsOf(catalogue)).map(({ name }) => name);
    const references = names.map((name) => `\\ref{fig:${name}}`).join(", ");
    const environments = names.map((name) => read(`${name}.tex`).toString());
    const pictures = Object.fromEntries(names.map((name) => [`${name}.pdf`, read(`${name}.pdf`)]));
    const log = compileTex(`See ${references}.\n${environments.join("\n\\clearpage\n")}`, pictures);
    for (const name of names) expect(log).toContain(`<${name}.pdf`);
    expect(log.slice(log.lastIndexOf("This is pdfTeX"))).not.toMatch(/undefined|Overfull|Missing character|multiply/);
  });
});
