/** The packages that drawing figures needs, which not everyone installs. */
import { packaged } from "./packaged.js";

/** A browser with Plotly and the figures' font. */
export const BROWSER_PEERS: readonly string[] = [
  "puppeteer-core",
  ...(packaged ? ["@sparticuz/chromium", "tar-fs"] : []),
  "plotly.js-dist",
  "@expo-google-fonts/arimo",
];

/** All that figures in all formats need. */
export const FIGURE_PEERS: readonly string[] = [...BROWSER_PEERS, "pdf-lib", "opentype.js", "unicode2latex"];
