import type { Chart } from "./chart.js";
import { latexText } from "./latex-text.js";
import { ieee } from "./theme.js";

/**
 * A chart's figure environment for LaTeX with the package graphicx: over one column or two, the picture at its exact width,
 * the caption, and the label `fig:<name>`. A chart for slides is as wide as the line.
 */
export function figureTex({ name, caption, layout }: Chart): string {
  const paper = layout["template"] === ieee.template;
  const environment = paper && layout.width > ieee.columnInches[1] * 96 ? "figure*" : "figure";
  const width = paper ? `${Number((layout.width / 96).toFixed(4))}in` : "\\linewidth";
  return `% Needs \\usepackage{graphicx} and \\graphicspath{{figures/}}.
\\begin{${environment}}[t]
  \\centering
  \\includegraphics[width=${width}]{${name}}
  \\caption{${latexText(caption)}}
  \\label{fig:${name}}
\\end{${environment}}
`;
}
