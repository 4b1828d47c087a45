/** Numbers as people write them in tables and options: decimal digits, a point, an exponent. */

const DECIMAL = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** The number that a text writes in decimal digits, such as 12, -0.5 or 1e-3; NaN for any other text, such as 0x10 or 0,5. */
export function decimal(text: string): number {
  return DECIMAL.test(text) ? Number(text) : Number.NaN;
}

/** What to say after a text that should be a number and has a comma in it; nothing for one that has none. */
export function commaHint(text: string): string {
  const bare = text.replace(/[\s']/g, "");
  const point = bare.replace(/\./g, "").replace(",", ".");
  const grouped = bare.replace(/,/g, "");
  const [decimalComma, groups] = [
    /^[-+]?[\d.]*,\d*(e[-+]?\d+)?$/i.test(bare),
    /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare),
  ];
  if (decimalComma && groups) return `; write ${point} if its comma is decimal, ${grouped} if it groups digits`;
  if (decimalComma && !Number.isNaN(decimal(point))) return `; a decimal comma, write ${point}`;
  return groups ? `; write ${grouped}, without commas` : "";
}
