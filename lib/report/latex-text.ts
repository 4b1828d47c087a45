import { Transform } from "unicode2latex";

const transform = new Transform("bibtex", {
  charmap: {
    "−": { math: "-" },
    "×": { math: "\\times" },
    _: { text: "\\_" },
    "{": { text: "\\{" },
    "}": { text: "\\}" },
  },
});

/** One letter with what stands below or above it, or starred: `S_max^e`, `a_n`, `λ*`. */
const SYMBOL = /(?<![\p{L}\d_^])(\p{L})(?:_([\p{L}\d]+))?(?:\^([\p{L}\d]+))?(\*)?(?![\p{L}\d_^*])/gu;

/**
 * Plain text as LaTeX that any class prints: what TeX reserves is escaped, symbols are maths, straight quotes are curled.
 * Needs no package.
 */
export function latexText(text: string): string {
  let [latex, read] = ["", 0];
  for (const { 0: match, 1: letter, 2: below, 3: above, 4: star, index } of text.matchAll(SYMBOL)) {
    if (below === undefined && above === undefined && star === undefined) continue;
    latex += `${plain(text.slice(read, index))}$${maths(letter!)}${script("_", below)}${script("^", above ?? star)}$`;
    read = index + match.length;
  }
  return latex + plain(text.slice(read));
}

function plain(text: string): string {
  return transform.tolatex(text.replace(/"([^"]*)"/g, "``$1''"));
}

/** A letter as it is named in maths, e.g. `\tau`. */
function maths(letter: string): string {
  return transform.tolatex(letter).replace(/^\$|\$$/g, "");
}

/** A subscript or superscript: names such as `max` upright. */
function script(sign: "_" | "^", what: string | undefined): string {
  if (what === undefined) return "";
  if (what === "max" || what === "min") return `${sign}{\\${what}}`;
  return `${sign}{${/^\p{L}{2,}$/u.test(what) ? `\\mathrm{${what}}` : what}}`;
}
