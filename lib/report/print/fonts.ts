import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** The faces of Arimo (Arial's widths) that figures use, as TrueType files. */
export const fonts: readonly { readonly weight: number; readonly style: string; readonly file: string }[] = [
  { weight: 400, style: "normal", file: arimo("400Regular") },
  { weight: 400, style: "italic", file: arimo("400Regular_Italic") },
  { weight: 700, style: "normal", file: arimo("700Bold") },
];

function arimo(face: string): string {
  return require.resolve(`@expo-google-fonts/arimo/${face}/Arimo_${face}.ttf`);
}
