/** A figure's caption, as an output of its own under the figure. */
import type { Chart } from "../report/chart.js";
import { escapeHtml } from "./escape-html.js";

const OPENING = '<p class="caption" ';

export function captionHtml({ caption, layout }: Chart): string {
  const style = `max-width:${Math.round(layout.width)}px;margin:0 0 1.5em;font-size:0.9em`;
  return `${OPENING}style="${style}">${escapeHtml(caption)}</p>`;
}

/** Whether an output's HTML is one: the figure above it has the same words as its plain text. */
export function isCaption(html: string): boolean {
  return html.startsWith(OPENING);
}
