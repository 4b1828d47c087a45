/** The rooms of the site, as the head of each page links to them. */
import { relativeTo } from "./file.js";
import { escaped } from "./html.js";

export const ROOMS = [
  { name: "explorer", path: "explorer.html" },
  { name: "notebooks", path: "notebooks/index.html" },
  { name: "figures", path: "figures/index.html" },
  { name: "symbols", path: "symbols.html" },
  { name: "model", path: "model.html" },
  { name: "reference", path: "reference/index.html" },
] as const;

/** The links to all rooms. @param from The page; that of a room, or one within a room, says which. */
export function roomLinks(from: string): string {
  const links = ROOMS.map(({ name, path }) => {
    const current = path === from ? ' aria-current="page"' : within(from, path) ? ' aria-current="true"' : "";
    return `<a href="${escaped(relativeTo(from, path))}"${current}>${name}</a>`;
  });
  return `<nav class="rooms" aria-label="site">${links.join("\n")}</nav>`;
}

function within(page: string, room: string): boolean {
  return room.includes("/") && page.startsWith(room.slice(0, room.indexOf("/") + 1));
}
