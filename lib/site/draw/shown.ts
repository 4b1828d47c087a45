/** Numbers as the page shows them. */

const few = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 4, useGrouping: false });

/** Four digits; what is very small or large as a power of ten. */
export function shown(x: number): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? "–" : x > 0 ? "∞" : "−∞";
  if (x !== 0 && (Math.abs(x) < 1e-3 || Math.abs(x) >= 1e6)) {
    const [mantissa, exponent] = x.toExponential(1).split("e");
    const digits = [...String(Number(exponent))].map((c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)])).join("");
    return `${mantissa!.replace("-", "−")}·10${digits}`;
  }
  return few.format(x).replace("-", "−");
}
