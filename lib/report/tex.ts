import type { Chart } from "./chart.js";
import { latexLabel, latexText } from "./latex-text.js";
import { ieee } from "./themes/ieee.js";

/** What is wider than this is no figure for paper [inch]. */
const PAGE_INCHES = 8.5;

/**
 * A chart's figure environment for LaTeX with the package graphicx: over one column or two, the picture at its exact width,
 * the caption, and the label `fig:<name>`. A chart that is wider than a page, for slides, is as wide as the line.
 * @throws RangeError naming the label if `\ref` could not find it.
 */
export function figureTex({ name, caption, layout }: Chart): string {
  const inches = layout.width / 96;
  const paper = inches <= PAGE_INCHES;
  const environment = paper && inches > ieee.columnInches[1] ? "figure*" : "figure";
  const width = paper ? `${Number(inches.toFixed(4))}in` : "\\linewidth";
  return `% Needs \\usepackage{graphicx} and \\graphicspath{{figures/}}.
\\begin{${environment}}[t]
  \\centering
  \\includegraphics[width=${width}]{${name}}
  \\caption{${latexText(caption)}}
  \\label{${latexLabel(`fig:${name}`)}}
\\end{${environment}}
`;
}
