import { tenTo } from "../numerics/power.js";
import { afterBreak, latexLabel, latexText } from "./latex-text.js";
import type { Table, TableColumn } from "./table.js";

/** How a table is set in LaTeX. */
export interface LatexOptions {
  /** Names of the columns to print, in order; default all. */
  readonly columns?: readonly string[];
  /** Significant digits of the largest number of a column with fractions; default 4. */
  readonly digits?: number;
  /** Plain text; default the table's name in words. */
  readonly caption?: string;
  /** Default `tab:<name>`; what TeX reserves must not be in it. */
  readonly label?: string;
}

/** More columns than these span the page. */
const ONE_COLUMN = 6;

/**
 * A table for a paper, in LaTeX with the packages booktabs and graphicx: headings in words with units below, text to the
 * left, numbers to the right. It is scaled down where it is wider than the line.
 * @throws RangeError naming table and column if there is no such column, or a value is missing or no finite number; naming the
 * label if `\ref` could not find it.
 */
export function toLatex(table: Table, options: LatexOptions = {}): string {
  const { digits = 4, caption = `${words(table.name)}.`, label = `tab:${table.name}` } = options;
  const columns = (options.columns ?? table.columns.map(({ name }) => name)).map((name) =>
    printed(table, name, digits),
  );
  const environment = columns.length > ONE_COLUMN ? "table*" : "table";
  const lines = table.rows.map((_, i) => `    ${afterBreak(columns.map(({ cells }) => cells[i]).join(" & "))} \\\\`);
  return `% Needs \\usepackage{booktabs,graphicx}.
\\begin{${environment}}[t]
  \\centering
  \\caption{${latexText(caption)}}
  \\label{${latexLabel(label)}}
  \\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%
  \\begin{tabular}{${columns.map(({ side }) => side).join("")}}
    \\toprule
    ${afterBreak(columns.map(({ heading }) => heading).join(" & "))} \\\\
    \\midrule
${lines.join("\n")}
    \\bottomrule
  \\end{tabular}}
\\end{${environment}}
`;
}

interface PrintedColumn {
  readonly side: "l" | "r";
  readonly heading: string;
  readonly cells: readonly string[];
}

function printed({ name: table, columns, rows }: Table, name: string, digits: number): PrintedColumn {
  const column = columns.find((candidate) => candidate.name === name);
  if (column === undefined) {
    const known = columns.map((candidate) => candidate.name).join(", ");
    throw new RangeError(`table ${table}: no column is named ${JSON.stringify(name)}; there are ${known}`);
  }
  const values = rows.map((row, i) => {
    const value = row[name];
    if (typeof value === "string" || Number.isFinite(value)) return value!;
    throw new RangeError(`table ${table}, row ${i + 1}, column ${name}: ${value} is neither text nor a finite number`);
  });
  const numbers = values.filter((value) => typeof value === "number");
  const side = numbers.length === values.length ? "r" : "l";
  const text = numberFormat(numbers, digits);
  const cells = values.map((value) =>
    typeof value === "number" ? text(value) : latexText(column.words?.[value] ?? value),
  );
  return { side, heading: heading(column, side), cells };
}

/** A name's words one below the other, so that columns stay narrow, and the unit last. */
function heading({ name, unit }: TableColumn, side: "l" | "r"): string {
  const lines = words(name).split(" ");
  if (unit !== "" && unit !== "1") lines.push(`(${unit})`);
  const latex = lines.map((line) => afterBreak(latexText(line)));
  return latex.length === 1 ? latex[0]! : `\\shortstack[${side}]{${latex.join("\\\\")}}`;
}

/** Words of small letters and digits, joined by hyphens or by a capital that each next one begins with. */
const IDENTIFIER = /^(?:[a-z][a-z\d]+|[a-z\d]+(?=-))(?:[A-Z][a-z\d]+|[A-Z]+|-[a-z\d]+)*$/;

/** What summed up a quantity, by the ending of its column's name; with a hard space, as lines are broken at the others. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/P(\d\d)$/, " $1\u00a0% quantile"],
  [/CiLow$/, " 95\u00a0% from"],
  [/CiHigh$/, " 95\u00a0% to"],
];

/** `gapBaseline` or `gap-baseline` as `Gap baseline`; symbols and units, such as τ, x or dB, stay as they are. A quantile and
 * an interval are told as such. */
function words(name: string): string {
  const text = IDENTIFIER.test(name)
    ? ENDINGS.reduce((text, [ending, told]) => text.replace(ending, told), name)
        .replace(/[A-Z][a-z\d]+/g, (word) => ` ${word.toLowerCase()}`)
        .replace(/(?<=[a-z\d])(?=[A-Z])|-/g, " ")
    : name;
  return text !== name || /^[a-z][a-z\d]+( |$)/.test(name) ? text.charAt(0).toUpperCase() + text.slice(1) : name;
}

/** Numbers of a column: whole ones as they are, others with the same decimals, or without trailing zeros if they are of very different size. */
function numberFormat(numbers: readonly number[], digits: number): (value: number) => string {
  if (numbers.every(Number.isInteger)) return (value) => signed(String(value));
  const sizes = numbers.map(Math.abs).filter((size) => size > 0);
  const [largest, smallest] = [Math.max(...sizes), Math.min(...sizes)];
  const decimals = digits - 1 - Math.floor(Math.log10(largest));
  if (smallest > largest / 100 && decimals <= digits + 2) {
    return (value) => signed(value.toFixed(Math.max(0, decimals)));
  }
  return (value) => {
    const rounded = Math.abs(value) >= tenTo(digits) ? Math.round(value) : Number(value.toPrecision(digits));
    const [mantissa, power] = rounded.toExponential().split("e");
    if (value === 0 || (Number(power) >= -3 && Number(power) < 6)) return signed(String(rounded));
    return `$${mantissa} \\times 10^{${Number(power)}}$`;
  };
}

/** A minus sign instead of a hyphen; none for 0. */
function signed(number: string): string {
  if (!number.startsWith("-")) return number;
  return Number(number) === 0 ? number.slice(1) : `$${number}$`;
}
