/** How Plotly names the axes of a grid's panels, counted from 0: x and y, x2 and y2, …. */

/** What follows `xaxis` and `yaxis` in a layout. */
export function suffix(panel: number): string {
  return panel === 0 ? "" : String(panel + 1);
}

/** The axes of a panel, to spread into a trace. */
export function axesOf(panel: number): { readonly xaxis: string; readonly yaxis: string } {
  return { xaxis: `x${suffix(panel)}`, yaxis: `y${suffix(panel)}` };
}
