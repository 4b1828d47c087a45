/** Formulas as MathML, made once, so that a page needs neither scripts nor fonts for them. */
import katex from "katex";

/**
 * MathML of a TeX formula.
 * @param display Whether it stands on a line of its own.
 * @throws Error of KaTeX that quotes the place at fault.
 */
export function formula(tex: string, display: boolean): string {
  const made = katex.renderToString(tex, {
    output: "mathml",
    displayMode: display,
    throwOnError: true,
    strict: "ignore",
  });
  const [, row] = /<semantics>(.*)<annotation/s.exec(made)!;
  return `<math${display ? ' display="block"' : ""}>${plainLetters(row!)}</math>`;
}

/**
 * Letters that a style makes italic or leaves upright. MathML would take those of Unicode's mathematical alphabet, which not every
 * system has: they would be boxes.
 */
function plainLetters(mathml: string): string {
  return mathml
    .replace(/<mo>\u2061<\/mo>/g, "") // "apply function" shows nothing, or a box
    .replace(/<mo>([∑∫])<\/mo>/g, '<mo class="large">$1</mo>')
    .replace(/<mi mathvariant="normal">/g, '<mi class="upright" mathvariant="normal">')
    .replace(/<mi>(.)<\/mi>/gu, '<mi mathvariant="normal">$1</mi>')
    .replace(/<mi>/g, '<mi class="upright">');
}
