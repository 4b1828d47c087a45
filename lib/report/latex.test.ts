import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { once } from "../testing/once.js";
import { compileTex, skippedWithoutTex } from "../testing/pdflatex.js";
import { toLatex } from "./latex.js";
import { latexText } from "./latex-text.js";
import type { Table } from "./table.js";

const table: Table = {
  name: "a-short-table",
  columns: [
    { name: "axis", unit: "", description: "Axis." },
    { name: "gapBaseline", unit: "1", description: "Gap." },
    { name: "energy", unit: "J", description: "Energy." },
    { name: "wins", unit: "1", description: "Wins." },
  ],
  rows: [
    { axis: "device.maxSteps", gapBaseline: 1.5e-7, energy: -12.5, wins: 3 },
    { axis: "x_1 & 5 %", gapBaseline: 0.3, energy: 9.25, wins: -1 },
    { axis: "", gapBaseline: 0, energy: 1234.5, wins: 0 },
  ],
};

const lines = (latex: string, holding: string): string[] => latex.split("\n").filter((line) => line.includes(holding));

describe("text", () => {
  test.each([
    [
      "90 % of {a_b} & #1 ~ \\ ^",
      "90 \\% of \\{$a_{b}$\\} \\& \\#1 \\textasciitilde{} \\textbackslash{} \\textasciicircum",
    ],
    ["the price λ* at S_max^e, τ = ½", "the price $\\lambda^{*}$ at $S_{\\max}^{e}$, $\\tau$ = $\\frac{1}{2}$"],
    ["C_edge, x^2, Σ_n", "$C_{\\mathrm{edge}}$, $x^{2}$, $\\Sigma_{n}$"],
    ["a(1 − a) × 10⁻⁶ ≤ 3", "a(1 $-$ a) $\\times$ 10$^{-6}$ $\\leq$ 3"],
    ["device.max_steps, a_b_c", "device.max\\_steps, a\\_b\\_c"],
    ['"so" – Müller’s', "``so'' -- M\\\"uller's"],
    ["Mean error ε̄, x̄_n and λ̂*", "Mean error $\\bar{\\varepsilon}$, $\\bar{x}_{n}$ and $\\hat{\\lambda}^{*}$"],
    ["ħω in Ω or µm, e\u0301t\u00e9", "$\\hbar\\omega$ in $\\Omega$ or $\\mu$m, \\'et\\'e"],
    ["edgesteps solve --json", "edgesteps solve -{}-json"],
    ["a\n\nb\u001b[2J\u202e", "a b\\textbackslash u001b[2J\\textbackslash u202e"],
  ])("%s", (text, latex) => {
    expect(latexText(text)).toBe(latex);
  });
});

describe("a table", () => {
  test("has headings in words with units, words to the left and numbers to the right", () => {
    const latex = toLatex(table);
    expect(latex).toContain("\\begin{table}[t]");
    expect(latex).toContain("\\begin{tabular}{lrrr}");
    expect(latex).toContain("Axis & \\shortstack[r]{Gap\\\\baseline} & \\shortstack[r]{Energy\\\\(J)} & Wins \\\\");
    expect(latex).toContain("\\caption{A short table.}");
    expect(latex).toContain("\\label{tab:a-short-table}");
    expect(lines(latex, "device")).toEqual(["    device.maxSteps & $1.5 \\times 10^{-7}$ & $-12.5$ & 3 \\\\"]);
    expect(lines(latex, "$x_{1}$")).toEqual(["    $x_{1}$ \\& 5 \\% & 0.3 & 9.25 & $-1$ \\\\"]);
  });

  test("has the columns, digits, caption and label that are asked for", () => {
    const latex = toLatex(table, { columns: ["wins", "energy"], digits: 2, caption: "Energy at λ*.", label: "tab:e" });
    expect(latex).toContain("\\begin{tabular}{rr}");
    expect(latex).toContain("\\caption{Energy at $\\lambda^{*}$.}\n  \\label{tab:e}");
    expect(lines(latex, " & ").slice(1)).toEqual(["    3 & $-13$ \\\\", "    $-1$ & 9.3 \\\\", "    0 & 1235 \\\\"]);
  });

  test("has the same decimals down a column of numbers of like size", () => {
    const rows = [{ energy: 12.345 }, { energy: 1.5 }, { energy: 2 }];
    const latex = toLatex({ ...table, rows }, { columns: ["energy"], digits: 3 });
    expect(latex).toMatch(/12\.3 .*\n {4}1\.5 .*\n {4}2\.0 /);
  });

  test("leaves symbols and units as they are, and protects what a line break or a rule would take for its option", () => {
    const names = ["λ", "τ", "ε̄", "dB", "ħω", "x", "mean error ε̄", "meanMW", "r2Raw", "[a]"];
    const columns = names.map((name) => ({ name, unit: name === "λ" ? "[s]" : "1", description: "A symbol." }));
    const rows = ["[ours]", "[9cm] x", "*x", " *y", "x*"].map((first) => ({
      ...Object.fromEntries(names.map((name) => [name, 1])),
      λ: first,
    }));
    const latex = toLatex({ name: "t", columns, rows });
    const heads = "$\\tau$ & $\\bar{\\varepsilon}$ & dB & $\\hbar\\omega$ & x & ";
    expect(latex).toContain(`\\shortstack[l]{$\\lambda$\\\\([s])} & ${heads}`);
    expect(latex).toContain(
      "\\shortstack[r]{Mean\\\\error\\\\$\\bar{\\varepsilon}$} & \\shortstack[r]{Mean\\\\MW} & \\shortstack[r]{R2\\\\raw} & {}[a] ",
    );
    for (const cell of ["{}[ours]", "{}[9cm] x", "{}*x", "{}*y", "$x^{*}$"])
      expect(latex).toContain(`\n    ${cell} & `);
    expect(toLatex({ name: "t", columns: [columns.at(-1)!], rows: [{ "[a]": "*" }] })).toContain(
      "\\toprule\n    {}[a] \\\\\n    \\midrule\n    {}* \\\\",
    );
  });

  test("tells quantiles and intervals in words, and cells that are names of a program", () => {
    const names = ["gapP10", "slopeCiLow", "slopeCiHigh", "gapMean"];
    const columns = names.map((name) => ({ name, unit: "1", description: "A gap." }));
    const words = { "device.maxSteps": "steps on the device" };
    const axis = { name: "axis", unit: "", description: "A limit.", words };
    const row = Object.fromEntries(names.map((name) => [name, 1]));
    const rows = ["device.maxSteps", "other"].map((name) => ({ axis: name, ...row }));
    const latex = toLatex({ name: "t", columns: [axis, ...columns], rows });
    expect(latex).toContain(
      "Axis & \\shortstack[r]{Gap\\\\10~\\%\\\\quantile} & \\shortstack[r]{Slope\\\\95~\\%\\\\from} & \\shortstack[r]{Slope\\\\95~\\%\\\\to} & \\shortstack[r]{Gap\\\\mean} \\\\",
    );
    expect(lines(latex, "    steps on the device & 1")).toHaveLength(1);
    expect(lines(latex, "    other & 1")).toHaveLength(1);
  });

  test("has no sign before a zero", () => {
    const rows = [{ energy: 9.5 }, { energy: -0.4 }, { energy: -0 }];
    const latex = toLatex({ ...table, rows }, { columns: ["energy"], digits: 1 });
    expect(lines(latex, "    0 \\\\")).toHaveLength(2);
  });

  test.each(["tab:50%", "tab:a{b", "tab:a\\b", "tab:a#", "tab:a~b", "tab:a\nb"])("refuses the label %j", (label) => {
    expect(() => toLatex(table, { label })).toThrow(
      new RangeError(
        `label ${JSON.stringify(label)}: a label must be without \\ { } % # ~ ^ $ & " and control characters, so that \\ref finds it`,
      ),
    );
    expect(() => toLatex({ ...table, name: label })).toThrow(/^label "tab:tab:/);
  });

  test("spans the page if it has many columns", () => {
    const columns = Array.from({ length: 7 }, (_, i) => ({ name: `c${i}`, unit: "1", description: "C." }));
    const rows = [Object.fromEntries(columns.map(({ name }) => [name, 1]))];
    expect(toLatex({ name: "wide", columns, rows })).toContain("\\begin{table*}[t]");
  });

  test("refuses a column that isn't there and a number that isn't finite", () => {
    expect(() => toLatex(table, { columns: ["gap"] })).toThrow(
      'table a-short-table: no column is named "gap"; there are axis, gapBaseline, energy, wins',
    );
    const rows = [{ ...table.rows[0]!, energy: NaN }];
    expect(() => toLatex({ ...table, rows })).toThrow("table a-short-table, row 1, column energy: NaN is neither");
  });
});

describe.skipIf(skippedWithoutTex("no table is compiled"))("with TeX", () => {
  const END = "THE TABLES END HERE";
  /** What TeX says of a text with all of them, when it knows the references: of the tables, and of what follows. */
  const said = once(() => {
    const log = compileTex(`${tables()}\n\\clearpage\\typeout{${END}}\n${symbols()}`);
    return log.slice(log.lastIndexOf("This is pdfTeX")).split(END);
  });

  const tables = (): string => {
    const folder = fileURLToPath(new URL("../../data/results/", import.meta.url));
    const results = readdirSync(folder).filter((file) => file.endsWith(".tex"));
    expect(results.length).toBeGreaterThan(0);
    const ours = results.map((file) => readFileSync(`${folder}${file}`, "utf8"));
    return [toLatex(table), ...ours].join("\n\\clearpage\n");
  };

  const symbols = (): string => {
    const names = ["[a]", "λ", "τ", "ε̄", "dB", "ħω", "λ̂*"];
    const columns = names.map((name) => ({ name, unit: "[s]", description: "A symbol." }));
    const row = Object.fromEntries(names.map((name) => [name, 1]));
    const cells = ["[ours]", "[9cm] x", "*x", "*", "\u001b[2J", "~ \\ ^ < | > µΩ --x", "s̄_max^e"];
    const rows = cells.map((cell) => ({ ...row, "[a]": cell }));
    const latex = toLatex({ name: "t", columns, rows }, { caption: "Mean error ε̄, as [5] says", label: "tab:a_b" });
    return `See \\ref{tab:a_b}.\n${latex}`;
  };

  test("the result tables and one of every kind of text compile, none wider than the line", () => {
    expect(said()).toHaveLength(2);
    expect(said()[0]).not.toMatch(/Overfull|Missing character|undefined/);
  });

  test("symbols, marks, cells that begin like an option, and labels compile", () => {
    expect(said()[1]).not.toMatch(/Overfull|Missing character|undefined/);
  });
});
