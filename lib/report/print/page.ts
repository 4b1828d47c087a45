/** What runs inside the browser's page; each function is sent there as text and so uses nothing from outside itself. */

/** The page, as far as we use it: this program is compiled without the browser's types. */
interface PageGlobals {
  readonly Plotly: { toImage(figure: object, options: object): Promise<string> };
  readonly Image: new () => { src: string; readonly width: number; readonly height: number; decode(): Promise<void> };
  readonly document: {
    readonly body: { innerHTML: string };
    readonly fonts: { load(font: string): Promise<unknown> };
    querySelector(selector: "svg"): SvgElement;
    createElement(name: "canvas"): Canvas;
  };
  readonly XMLSerializer: new () => { serializeToString(element: SvgElement): string };
}

interface SvgElement {
  readonly style: { fill: string; fontSize: string };
  textContent: string;
  innerHTML: string;
  outerHTML: string;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  getBBox(): { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  insertAdjacentHTML(where: "beforebegin" | "afterbegin", markup: string): void;
  querySelector(selector: string): SvgElement | null;
  querySelectorAll(selector: string): Iterable<SvgElement>;
}

interface Canvas {
  width: number;
  height: number;
  getContext(kind: "2d"): {
    imageSmoothingEnabled: boolean;
    drawImage(image: object, x: number, y: number, width: number, height: number): void;
  };
  toDataURL(): string;
}

export async function loadFonts(faces: readonly string[]): Promise<void> {
  const { document } = globalThis as unknown as PageGlobals;
  for (const face of faces) await document.fonts.load(face);
}

/** Puts an SVG document alone on the page. */
export function place(svg: string): void {
  (globalThis as unknown as PageGlobals).document.body.innerHTML = svg;
}

/**
 * Plotly's drawing as an SVG document. Plotly names clip paths at random: `seed` makes the names stable.
 * Bar patterns become lines under a clip path, since browsers print patterns as coarse images, and heat maps get
 * pixels so small that viewers which smooth images leave their cells sharp. Powers of ten on log axes, which Plotly sets
 * a quarter larger than the rest, get the size of the text.
 */
export async function drawSvg(figure: string, caption: string, seed: number): Promise<string> {
  const { Plotly, Image, XMLSerializer, document } = globalThis as unknown as PageGlobals;
  let state = seed;
  Math.random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const { data, layout } = JSON.parse(figure);
  const { width, height } = layout;
  document.body.innerHTML = await Plotly.toImage(
    { data, layout },
    { format: "svg", width, height, imageDataOnly: true },
  );
  const svg = document.querySelector("svg");

  const textSize: number = layout.template?.layout?.font?.size;
  for (const label of svg.querySelectorAll('[class$="tick"] > text')) {
    const isPower = Math.abs(Number.parseFloat(label.style.fontSize) - 1.25 * textSize) < 0.01;
    if (isPower) label.style.fontSize = `${textSize}px`;
  }

  let bars = 0;
  for (const bar of svg.querySelectorAll(".pattern_filled")) {
    const id = /#([^"']+)/.exec(bar.style.fill)![1]!;
    const clip = `${id}-${bars++}`;
    const pattern = svg.querySelector(`[id="${id}"]`)!;
    const transform = pattern.getAttribute("patternTransform") ?? "";
    const step = Number.parseFloat(pattern.getAttribute("width")!) * Number(/scale\((.*)\)/.exec(transform)?.[1] ?? 1);
    const box = bar.getBBox();
    const tiles: string[] = [];
    for (let x = Math.floor(box.x / step) * step; x < box.x + box.width; x += step) {
      for (let y = Math.floor(box.y / step) * step; y < box.y + box.height; y += step) {
        tiles.push(`<use xlink:href="#tile-${id}" x="${x.toFixed(2)}" y="${y.toFixed(2)}"/>`);
      }
    }
    bar.insertAdjacentHTML(
      "beforebegin",
      `<clipPath id="${clip}"><path d="${bar.getAttribute("d")}"/></clipPath><g clip-path="url(#${clip})" transform="${bar.getAttribute("transform") ?? ""}">${tiles.join("")}</g>`,
    );
    bar.style.fill = "none";
  }
  for (const pattern of svg.querySelectorAll("pattern")) {
    const id = pattern.getAttribute("id");
    const transform = pattern.getAttribute("patternTransform") ?? "";
    pattern.outerHTML = `<g id="tile-${id}" transform="${transform}" stroke-linecap="square">${pattern.innerHTML}</g>`;
  }

  for (const element of svg.querySelectorAll("image")) {
    const image = new Image();
    image.src = element.getAttribute("href") ?? element.getAttribute("xlink:href")!;
    await image.decode();
    const factor = Math.max(1, Math.ceil((4 * Number(element.getAttribute("width"))) / image.width));
    const canvas = document.createElement("canvas");
    canvas.width = image.width * factor;
    canvas.height = image.height * factor;
    const context = canvas.getContext("2d");
    context.imageSmoothingEnabled = false;
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    element.setAttribute("xlink:href", canvas.toDataURL());
  }

  // Plotly sets the style of a legend's boxes before or after their size, as its timers fall: here always after.
  for (const box of svg.querySelectorAll("rect.bg, rect.scrollbar")) {
    const style = box.getAttribute("style");
    if (style === null) continue;
    box.removeAttribute("style");
    box.setAttribute("style", style);
  }

  svg.insertAdjacentHTML("afterbegin", "<title></title>");
  svg.querySelector("title")!.textContent = caption;
  return new XMLSerializer().serializeToString(svg);
}
