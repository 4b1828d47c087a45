/** Links of pages to files and anchors that are not there. */
import { posix } from "node:path";

/**
 * @param files By path, text of a page or whatever else is there.
 * @returns `page: link` for each that leads to no file, or to no anchor of its page.
 */
export function deadLinks(files: ReadonlyMap<string, string>): string[] {
  const anchors = new Map<string, Set<string>>();
  const anchorsOf = (page: string): Set<string> => {
    const known = anchors.get(page) ?? new Set([...files.get(page)!.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!));
    anchors.set(page, known);
    return known;
  };
  return [...files].flatMap(([page, html]) => {
    if (!page.endsWith(".html")) return [];
    const links = [...html.matchAll(/<[a-z]+\s[^>]*?(?:href|src|data-plotly)="([^"]*)"/g)].map(([, link]) => link!);
    const dead = links.filter((link) => {
      if (/^[a-z]+:/.test(link)) return false;
      const [path = "", anchor = ""] = decodeURIComponent(link.replaceAll("&amp;", "&")).split("#");
      const target = path === "" ? page : posix.join(posix.dirname(page), path);
      if (!files.has(target)) return true;
      if (anchor.includes("=")) return false; // a state of the page, no place in it
      return anchor !== "" && target.endsWith(".html") && !anchorsOf(target).has(anchor);
    });
    return [...new Set(dead)].map((link) => `${page}: ${link}`);
  });
}
