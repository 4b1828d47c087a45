/** Numbers as the page shows them: by hand, as making the browser's own formats would hold up the opening page. */

/** Four digits; what is very small or large as a power of ten. */
export function shown(x: number): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? "–" : x > 0 ? "∞" : "−∞";
  if (x !== 0 && (Math.abs(x) < 1e-3 || Math.abs(x) >= 1e6)) {
    const [mantissa, exponent] = x.toExponential(1).split("e");
    const digits = [...String(Number(exponent))].map((c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)])).join("");
    return `${mantissa!.replace("-", "−")}·10${digits}`;
  }
  return rounded(x, 4).replace("-", "−");
}

/** A large number, its digits in groups of three. @param digits Most of them. */
export function grouped(x: number, digits = 21): string {
  const [whole, part] = rounded(x, digits).split(".");
  const groups = whole!.replace(/\B(?=(\d{3})+$)/g, ",").replace("-", "−");
  return part === undefined ? groups : `${groups}.${part}`;
}

/** So many significant digits, without zeros at the end. */
function rounded(x: number, digits: number): string {
  return String(Number(x.toPrecision(digits)));
}
