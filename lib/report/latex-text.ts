import { Transform } from "unicode2latex";
import { nameShown, printable } from "../input/errors.js";

const transform = new Transform("bibtex", {
  charmap: {
    "−": { math: "-" },
    "×": { math: "\\times" },
    Ω: { math: "\\Omega" },
    µ: { math: "\\mu" },
    _: { text: "\\_" },
    "{": { text: "\\{" },
    "}": { text: "\\}" },
  },
});

/** Marks over a letter that no letter of Unicode has, as in ε̄. */
const ACCENTS: Readonly<Record<string, string>> = {
  "\u0300": "grave",
  "\u0301": "acute",
  "\u0302": "hat",
  "\u0303": "tilde",
  "\u0304": "bar",
  "\u0305": "bar",
  "\u0306": "breve",
  "\u0307": "dot",
  "\u0308": "ddot",
  "\u030a": "mathring",
  "\u030c": "check",
  "\u20d7": "vec",
};

/** A letter and the marks that stay apart from it when a text is composed. */
const MARKED = new RegExp(`\\p{L}[${Object.keys(ACCENTS).join("")}]+`, "gu");

/** One letter with what stands below or above it, or starred: `S_max^e`, `a_n`, `λ*`. */
const SYMBOL = /(?<![\p{L}\p{M}\d_^])(\p{L}\p{M}*)(?:_([\p{L}\d]+))?(?:\^([\p{L}\d]+))?(\*)?(?![\p{L}\p{M}\d_^*])/gu;

/**
 * Plain text as LaTeX that any class prints: what TeX reserves is escaped, symbols are maths, straight quotes are curled, control
 * characters are shown as escapes. Needs no package; letters that TeX has no command for, such as Chinese, stay as they are.
 */
export function latexText(text: string): string {
  const composed = printable(text.normalize("NFC").replace(/[\t\n\r\u2028\u2029]+/g, " "));
  let [latex, read] = ["", 0];
  for (const { 0: match, 1: letter, 2: below, 3: above, 4: star, index } of composed.matchAll(SYMBOL)) {
    if (below === undefined && above === undefined && star === undefined) continue;
    latex += `${plain(composed.slice(read, index))}$${maths(letter!)}${script("_", below)}${script("^", above ?? star)}$`;
    read = index + match.length;
  }
  return latex + plain(composed.slice(read));
}

/** LaTeX that stands after `\\` or a rule, which would take what begins with `[` or `*` for an option of theirs. */
export function afterBreak(latex: string): string {
  return /^\s*[[*]/.test(latex) ? `{}${latex.trimStart()}` : latex;
}

/**
 * A name that `\ref` finds again.
 * @throws RangeError naming it if TeX would read a character of it as something else.
 */
export function latexLabel(label: string): string {
  const bad = label.match(/[\\{}%#~^$&"]|[\p{Cc}\p{Cf}]/u);
  if (bad === null) return label;
  const without = `a label must be without \\ { } % # ~ ^ $ & " and control characters`;
  throw new RangeError(`label ${nameShown(JSON.stringify(label))}: ${without}, so that \\ref finds it`);
}

function plain(text: string): string {
  let [latex, read] = ["", 0];
  for (const { 0: match, index } of text.matchAll(MARKED)) {
    latex += `${unmarked(text.slice(read, index))}$${maths(match)}$`;
    read = index + match.length;
  }
  return latex + unmarked(text.slice(read));
}

/** Two hyphens would be joined to a dash. */
function unmarked(text: string): string {
  const parts = text.replace(/"([^"]*)"/g, "``$1''").split(/(?<=-)(?=-)/);
  return parts.map((part) => transform.tolatex(part)).join("{}");
}

/** A letter, with its marks, as it is named in maths, e.g. `\tau` or `\bar{\varepsilon}`. */
function maths(symbol: string): string {
  const [letter, ...marks] = symbol;
  const named = transform.tolatex(letter!).replace(/^\$|\$$/g, "");
  return marks.reduce((inner, mark) => (ACCENTS[mark] ? `\\${ACCENTS[mark]}{${inner}}` : `${inner}${mark}`), named);
}

/** A subscript or superscript: names such as `max` upright. */
function script(sign: "_" | "^", what: string | undefined): string {
  if (what === undefined) return "";
  if (what === "max" || what === "min") return `${sign}{\\${what}}`;
  return `${sign}{${/^\p{L}{2,}$/u.test(what) ? `\\mathrm{${what}}` : what}}`;
}
