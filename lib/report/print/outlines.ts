/** Text as outlines: each character's glyph as a path, where the browser has set the character. */
import { readFileSync } from "node:fs";
import opentype, { type Font } from "opentype.js";
import { fonts } from "./fonts.js";
import type { PlacedCharacter } from "./page-text.js";

/** Characters that leave no ink: white space, and those of no width that Plotly puts after a raised text. */
const BLANK = /[\s\u200b]/;

/** By file. */
const parsed = new Map<string, Font>();

/**
 * The text as SVG paths, one for each run of a colour.
 * @param figure Name of the figure, for messages.
 * @throws Error on a character or a face that the figures' font lacks.
 */
export function outlines(text: readonly PlacedCharacter[], figure: string): string {
  const runs: { readonly fill: string; path: string }[] = [];
  for (const placed of text) {
    if (BLANK.test(placed.character)) continue;
    if (runs.at(-1)?.fill !== placed.fill) runs.push({ fill: placed.fill, path: "" });
    runs.at(-1)!.path += outline(placed, figure);
  }
  return runs.map(({ fill, path }) => `<path fill="${fill}" d="${path}"/>`).join("");
}

function outline({ character, x, y, size, weight, style }: PlacedCharacter, figure: string): string {
  const font = face(weight, style);
  if (font === undefined)
    throw new Error(`figure "${figure}": Arimo has no face for ${style} text of weight ${weight}`);
  const glyph = font.charToGlyph(character);
  if (glyph.index === 0) throw new Error(`figure "${figure}": Arimo has no glyph for "${character}"`);
  return glyph.getPath(x, y, size).toPathData(3);
}

function face(weight: number, style: string): Font | undefined {
  const found = fonts.find((candidate) => candidate.weight === weight && candidate.style === style);
  if (found === undefined) return undefined;
  let font = parsed.get(found.file);
  if (font === undefined) {
    const { buffer, byteOffset, byteLength } = readFileSync(found.file);
    font = opentype.parse(buffer.slice(byteOffset, byteOffset + byteLength));
    parsed.set(found.file, font);
  }
  return font;
}
