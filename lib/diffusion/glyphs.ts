/** Pictures for a network to learn: eight letters of straight strokes, each drawn a little differently [ours]. */

/** Pixels along a picture's side. */
export const GLYPH_SIDE = 12;

type Stroke = readonly [x1: number, y1: number, x2: number, y2: number];

/** Strokes in a square from −1 to 1, y downwards. */
const LETTERS: readonly (readonly Stroke[])[] = [
  [
    [-0.7, -1, -0.7, 1],
    [0.7, -1, 0.7, 1],
    [-0.7, 0, 0.7, 0],
  ], // H
  [
    [-0.7, -1, -0.7, 1],
    [-0.7, 1, 0.7, 1],
  ], // L
  [
    [-0.7, 1, -0.7, -1],
    [-0.7, -1, 0.7, 1],
    [0.7, 1, 0.7, -1],
  ], // N
  [
    [-0.7, -1, 0.7, -1],
    [0.7, -1, 0.7, 1],
    [0.7, 1, -0.7, 1],
    [-0.7, 1, -0.7, -1],
  ], // O
  [
    [-0.8, -1, 0.8, -1],
    [0, -1, 0, 1],
  ], // T
  [
    [-0.8, -1, 0, 1],
    [0, 1, 0.8, -1],
  ], // V
  [
    [-0.8, -1, 0.8, 1],
    [-0.8, 1, 0.8, -1],
  ], // X
  [
    [-0.8, -1, 0.8, -1],
    [0.8, -1, -0.8, 1],
    [-0.8, 1, 0.8, 1],
  ], // Z
];

/** `count` pictures of shape count × 144, row by row from the top; −1 is paper, 1 is ink. */
export function drawGlyphs(count: number, random: () => number): Float64Array {
  const pixels = GLYPH_SIDE * GLYPH_SIDE;
  const pictures = new Float64Array(count * pixels);
  for (let n = 0; n < count; n++) {
    pictures.set(drawGlyph(LETTERS[Math.floor(random() * LETTERS.length)]!, random), n * pixels);
  }
  return pictures;
}

/** One letter: moved by up to 0.8 pixels, 3.2 to 4.4 pixels from centre to edge, slanted, with strokes 1 to 1.6 pixels wide. */
function drawGlyph(letter: readonly Stroke[], random: () => number): Float64Array {
  const between = (low: number, high: number): number => low + (high - low) * random();
  const middle = (GLYPH_SIDE - 1) / 2;
  const [x0, y0] = [middle + between(-0.8, 0.8), middle + between(-0.8, 0.8)];
  const [width, height] = [between(3.2, 4.4), between(3.2, 4.4)];
  const slant = between(-0.2, 0.2);
  const half = between(0.5, 0.8);
  const place = (x: number, y: number): [number, number] => [x0 + width * (x - slant * y), y0 + height * y];
  const strokes = letter.map(([x1, y1, x2, y2]) => [...place(x1, y1), ...place(x2, y2)] as const);
  return Float64Array.from({ length: GLYPH_SIDE * GLYPH_SIDE }, (_, i) => {
    const [x, y] = [i % GLYPH_SIDE, Math.floor(i / GLYPH_SIDE)];
    const nearest = Math.min(...strokes.map((stroke) => distanceTo(stroke, x, y)));
    return 2 * Math.min(1, Math.max(0, half + 0.5 - nearest)) - 1;
  });
}

/** Distance of a point from a stroke [pixels]. */
function distanceTo([x1, y1, x2, y2]: Stroke, x: number, y: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}
