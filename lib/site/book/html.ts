/** HTML as text. */
import { escapeHtml } from "../../notebook/escape-html.js";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for the content of an element or for an attribute in double quotes. */
export function escaped(text: string): string {
  return escapeHtml(text).replaceAll('"', "&quot;");
}

/** What stands between tags of HTML that was made here. */
export function textOf(html: string): string {
  const names = new Map(Object.entries(ENTITIES).map(([character, entity]) => [entity, character]));
  return html.replace(/<[^>]*>/g, "").replace(/&\w+;/g, (entity) => names.get(entity) ?? entity);
}

/** HTML for the inside of a link. */
export function withoutLinks(html: string): string {
  return html.replace(/<\/?a\b[^>]*>/g, "");
}
