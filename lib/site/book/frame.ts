/** What stands around the content of a page: its head, the way to the other rooms, its policy. */
import { type Assets, relativeTo, type SiteFile } from "./file.js";
import { escaped } from "./html.js";
import { roomLinks } from "./rooms.js";

export interface Page {
  /** In the site's folder. */
  readonly path: string;
  /** Text, of the window. */
  readonly title: string;
  readonly description: string;
  /** HTML of what stands in `main`. */
  readonly content: string;
  /** HTML beside it, such as a table of contents. */
  readonly aside?: string;
  /** Whether it has figures that Plotly draws: it sets styles in the page, and its figures are fetched. */
  readonly plotly?: boolean;
}

/** Nothing from elsewhere, no inline scripts, no eval; inline styles only for Plotly's sake. */
function policyOf(plotly: boolean): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${plotly ? " 'unsafe-inline'" : ""}`,
    `img-src 'self'${plotly ? " data: blob:" : ""}`,
    "font-src 'self'",
    `connect-src ${plotly ? "'self'" : "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** The page as a file; with a policy where it is built, as the server of changing sources has scripts of its own. */
export function pageFile(page: Page, assets: Assets): SiteFile {
  const { path, title, description, content, aside = "", plotly = false } = page;
  const at = (target: string): string => escaped(relativeTo(path, target));
  const { script, styles } = assets;
  const built = styles.length > 0;
  const links = styles.map((style) => `<link rel="stylesheet" href="${at(style)}">\n`).join("");
  const html = `<!doctype html>
<html lang="en-GB">
<head>
${!built ? "" : `<meta http-equiv="Content-Security-Policy" content="${policyOf(plotly)}">\n`}<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escaped(description)}">
<title>${escaped(title)}</title>
<link rel="icon" href="${at("icon.svg")}" type="image/svg+xml">
${links}<script type="module" src="${at(script)}"></script>
</head>
<body class="book">
<a class="skip" href="#content">Skip to the content</a>
<header class="bar-top">
<p class="home"><a href="${at("index.html")}">edgesteps</a></p>
${roomLinks(path)}
<button type="button" name="theme" hidden>dark</button>
</header>
<div class="pages">
${aside}
<main id="content">
${content}
</main>
</div>
</body>
</html>
`;
  return { path, content: html };
}
