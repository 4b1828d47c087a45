/** Code in colours, as HTML. */
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import json from "highlight.js/lib/languages/json";
import typescript from "highlight.js/lib/languages/typescript";
import { escaped } from "./html.js";

const LANGUAGES = { bash, json, typescript };
for (const [name, language] of Object.entries(LANGUAGES)) hljs.registerLanguage(name, language);
hljs.registerAliases("ts", { languageName: "typescript" });
hljs.registerAliases(["sh", "shell"], { languageName: "bash" });

/** @param language As behind a fence of Markdown; an unknown one, or none, has no colours. */
export function highlighted(code: string, language: string): string {
  return hljs.getLanguage(language) === undefined ? escaped(code) : hljs.highlight(code, { language }).value;
}
