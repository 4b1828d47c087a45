import { px, scaledDash, type Theme } from "../theme.js";
import { ieee } from "./ieee.js";

/** Figures for slides of 13.33 in by 7.5 in: as wide and high (16:9), and the text as large, as fits below a title line. */
export const slides: Theme = {
  ...ieee,
  textSize: px(16),
  columnInches: { 1: 12, 2: 12 },
  heightInches: 6.75,
  panelGap: { x: px(80), y: px(80) },
  ruleWidth: px(1),
  lineWidth: px(2.5),
  markerSize: px(10),
  series: ieee.series.map((style) => ({ ...style, dash: scaledDash(style.dash, 2.5) })),
};
