/** What reads and replaces text inside the browser's page; like those of page.ts, each function is sent there as text. */

/** A character as the browser has set it. */
export interface PlacedCharacter {
  readonly character: string;
  /** Start of its baseline in the coordinates of its text element. */
  readonly x: number;
  readonly y: number;
  /** [CSS px] */
  readonly size: number;
  readonly weight: number;
  readonly style: string;
  readonly fill: string;
}

interface PageGlobals {
  readonly document: { readonly body: { innerHTML: string }; querySelector(selector: "svg"): SvgElement };
  readonly XMLSerializer: new () => { serializeToString(element: SvgElement): string };
  getComputedStyle(element: object): Readonly<Record<"fontSize" | "fontWeight" | "fontStyle" | "fill", string>>;
}

interface SvgElement {
  querySelectorAll(selector: "text"): Iterable<TextElement>;
}

interface TextElement {
  readonly childNodes: Iterable<TextNode>;
  outerHTML: string;
  getAttribute(name: string): string | null;
  getNumberOfChars(): number;
  getStartPositionOfChar(index: number): { readonly x: number; readonly y: number };
}

/** A piece of text, whose parent has its font, or an element with pieces. */
interface TextNode {
  readonly childNodes: Iterable<TextNode>;
  readonly parentElement: object;
  readonly nodeType: number;
  readonly data: string;
}

/** Puts an SVG document on the page and answers with the characters of each text element. */
export function placedCharacters(svg: string): PlacedCharacter[][] {
  const { document, getComputedStyle } = globalThis as unknown as PageGlobals;
  document.body.innerHTML = svg;
  return Array.from(document.querySelector("svg").querySelectorAll("text"), (text) => {
    const characters: PlacedCharacter[] = [];
    let index = 0;
    const visit = (node: TextNode): void => {
      if (node.nodeType !== 3) {
        for (const child of node.childNodes) visit(child);
        return;
      }
      const { fontSize, fontWeight, fontStyle, fill } = getComputedStyle(node.parentElement);
      const font = { size: Number.parseFloat(fontSize), weight: Number(fontWeight), style: fontStyle, fill };
      for (const character of node.data) {
        const { x, y } = text.getStartPositionOfChar(index);
        characters.push({ character, x, y, ...font });
        index += character.length;
      }
    };
    for (const child of text.childNodes) visit(child);
    if (index !== text.getNumberOfChars()) throw new Error(`text with collapsed space: ${text.outerHTML}`);
    return characters;
  });
}

/** Puts markup in the place of each text element of the page's SVG document, and answers with the document. */
export function withoutText(markup: readonly string[]): string {
  const { document, XMLSerializer } = globalThis as unknown as PageGlobals;
  const svg = document.querySelector("svg");
  for (const [i, text] of [...svg.querySelectorAll("text")].entries()) {
    const transform = text.getAttribute("transform");
    const style = text.getAttribute("style")?.match(/(^|;)\s*(opacity|fill-opacity|visibility):[^;]*/g) ?? [];
    text.outerHTML = `<g${transform ? ` transform="${transform}"` : ""}${style.length > 0 ? ` style="${style.join("")}"` : ""}>${markup[i]}</g>`;
  }
  return new XMLSerializer().serializeToString(svg);
}
