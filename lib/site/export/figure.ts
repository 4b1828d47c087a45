/** A drawn figure as SVG, as PNG, and its data as CSV. */
import { toCsv } from "../../report/csv.js";
import type { Answer } from "../answer/answer.js";
import { type FigureName, type Studied, tableOf } from "./figure-table.js";
import { save } from "./save.js";

/** What the style sheet says of a drawing, which a file must say itself. */
const STYLES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "paint-order",
] as const;

const SVG = "http://www.w3.org/2000/svg";

/** The drawing by itself, with its styles. */
export function svgOf(name: FigureName): string {
  const drawn = document.querySelector<SVGSVGElement>(`svg[data-figure="${name}"]`)!;
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const [from, to] = [drawn, copy].map((svg) => [svg, ...svg.querySelectorAll<SVGElement>("*")]);
  for (const [k, element] of from!.entries()) {
    const style = getComputedStyle(element);
    for (const property of STYLES) to![k]!.setAttribute(property, style.getPropertyValue(property));
    for (const other of ["style", "class"]) to![k]!.removeAttribute(other);
  }
  copy.setAttribute("xmlns", SVG);
  const paper = document.createElementNS(SVG, "rect");
  const fill = getComputedStyle(document.body).backgroundColor;
  for (const [key, value] of Object.entries({ width: "100%", height: "100%", fill })) paper.setAttribute(key, value);
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

export function saveSvg(name: FigureName): void {
  save(`${name}.svg`, new Blob([svgOf(name)], { type: "image/svg+xml" }));
}

/** Twice as many pixels as on the screen. */
export async function savePng(name: FigureName): Promise<void> {
  const address = URL.createObjectURL(new Blob([svgOf(name)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2 * image.width, 2 * image.height];
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (png !== null) save(`${name}.png`, png);
  } finally {
    URL.revokeObjectURL(address);
  }
}

export function saveCsv(name: FigureName, answer: Answer, studied: Studied): void {
  const table = tableOf(name, answer, studied);
  if (table !== undefined) save(`${name}.csv`, new Blob([toCsv(table)], { type: "text/csv" }));
}
