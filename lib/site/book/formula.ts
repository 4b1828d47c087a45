/** Formulas as MathML, made once, so that a page needs neither scripts nor fonts for them. */
import katex from "katex";

/**
 * MathML of a TeX formula.
 * @param display Whether it stands on a line of its own.
 * @throws Error of KaTeX that quotes the place at fault.
 */
export function formula(tex: string, display: boolean): string {
  const made = katex.renderToString(withRoom(tex), {
    output: "mathml",
    displayMode: display,
    throwOnError: true,
    strict: "ignore",
  });
  const [, row] = /<semantics>(.*)<annotation/s.exec(made)!;
  const letters = plainLetters(row!);
  return display ? `<math display="block">${letters}</math>` : inPieces(letters).join("<wbr>");
}

/**
 * What KaTeX's MathML leaves out: a name alone as an index makes an element too many of its index, and a logarithm stands close to what
 * it multiplies.
 */
function withRoom(tex: string): string {
  return tex.replace(/([_^])\{(\\(?:max|min))\}/g, "$1{{}$2}").replace(/(?<=[\w)])\\ln\b/g, "\\,\\ln");
}

/** A line may end behind a relation or a comma, as in TeX: browsers break no formula. @param row One `mrow`. */
function inPieces(row: string): string[] {
  let parts = childrenOf(row);
  while (parts.length === 1 && parts[0]!.startsWith("<mrow>")) parts = childrenOf(parts[0]!);
  const pieces = [""];
  for (const part of parts) {
    pieces[pieces.length - 1] += part;
    if (/^<mo[^>]*>(?:[=≤≥≈∈→∝≠,]|&[lg]t;)<\/mo>$/.test(part)) pieces.push("");
  }
  return pieces.filter((piece) => piece !== "").map((piece) => `<math><mrow>${piece}</mrow></math>`);
}

/** Elements in an `mrow`. */
function childrenOf(row: string): string[] {
  const children: string[] = [];
  let depth = 0;
  for (const [token] of row.slice("<mrow>".length, -"</mrow>".length).matchAll(/<[^>]*>[^<]*/g)) {
    if (depth === 0) children.push("");
    children[children.length - 1] += token;
    if (token.startsWith("</")) depth--;
    else if (!/^<[^>]*\/>/.test(token)) depth++;
  }
  return children;
}

/**
 * Letters that a style makes italic or leaves upright. MathML would take those of Unicode's mathematical alphabet, which not every
 * system has: they would be boxes.
 */
function plainLetters(mathml: string): string {
  return (
    mathml
      // "apply function" shows nothing, or a box: as in TeX a thin space, but before a bracket or an index
      .replace(/<mo>\u2061<\/mo>(?=<\/mrow>|(?:<mrow>)?<mo[^>]*>[([{|])/g, "")
      .replace(/<mo>\u2061<\/mo>/g, '<mspace width="0.1667em"/>')
      // a sign, not a difference
      .replace(
        /(<mo[^>]*>(?:[([{=≤≥,]|&[lg]t;)<\/mo>(?:<mtext>\s*<\/mtext>)?)<mo>−<\/mo>/g,
        '$1<mo form="prefix">−</mo>',
      )
      .replace(/<mo>:<\/mo><mo>=<\/mo>/g, "<mo>:=</mo>")
      .replace(/<mo>=<\/mo><mo>:<\/mo>/g, "<mo>=:</mo>")
      .replace(/<mo>([∑∫])<\/mo>/g, '<mo class="large">$1</mo>')
      .replace(/<mi mathvariant="normal">/g, '<mi class="upright" mathvariant="normal">')
      .replace(/<mi>(.)<\/mi>/gu, '<mi mathvariant="normal">$1</mi>')
      .replace(/<mi>/g, '<mi class="upright">')
  );
}
