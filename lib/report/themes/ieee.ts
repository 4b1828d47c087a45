import { px, type Theme } from "../theme.js";

/**
 * Figures for IEEE papers: columns of 3.5 in and 7.16 in, 8 pt text at final size. Colours are those of Okabe and Ito without
 * yellow (too pale for lines), ordered so that neighbours differ in grey.
 */
export const ieee: Theme = {
  textSize: px(8),
  fontFamily: "Arimo, Arial, Helvetica, sans-serif",
  ink: "#000000",
  paper: "#ffffff",
  colorscale: "Cividis",
  columnInches: { 1: 3.5, 2: 7.16 },
  panelGap: { x: px(48), y: px(50) },
  ruleWidth: px(0.5),
  lineWidth: px(1),
  markerSize: px(4.5),
  series: [
    { color: "#0072b2", symbol: "circle", dash: "solid", pattern: "" },
    { color: "#e69f00", symbol: "square", dash: "6px,2px", pattern: "/" },
    { color: "#000000", symbol: "triangle-up", dash: "1.5px,1.5px", pattern: "x" },
    { color: "#009e73", symbol: "diamond", dash: "6px,2px,1.5px,2px", pattern: "\\" },
    { color: "#d55e00", symbol: "x", dash: "3px,3px", pattern: "-" },
    { color: "#cc79a7", symbol: "triangle-down", dash: "10px,3px", pattern: "|" },
    { color: "#56b4e9", symbol: "star", dash: "6px,2px,1.5px,2px,1.5px,2px", pattern: "." },
  ],
};
