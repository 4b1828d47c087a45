/** The script of a cluster's job, made from a template that a site may edit. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { problemList } from "../../input/errors.js";
import { nearMiss } from "../../input/near-miss.js";

const ARGUMENTS = "arguments";

/**
 * Text of the script.
 * @param name What the job is called. @param template Its placeholders: `{{name}}`, `{{edgesteps}}` (this Node and this library
 * by their absolute paths) and `{{arguments}}`, what the job is to do, which it must have.
 * @throws InputError for a placeholder that is unknown, with its line, and for one that is missing.
 */
export function jobScript(template: string, name: string): string {
  const bin = join(createRequire(import.meta.url).resolve("edgesteps/package.json"), "../bin/edgesteps.js");
  const values = new Map([
    ["name", name.replace(/[^\w.-]+/g, "-")],
    ["edgesteps", `${quoted(process.execPath)} ${quoted(bin)}`],
    [ARGUMENTS, '"$@"'],
  ]);
  const problems = problemList();
  const met = new Set<string>();
  const lines = template.split("\n").map((line, i) =>
    line.replace(/\{\{(.*?)\}\}/g, (whole, inner: string) => {
      const placeholder = inner.trim();
      met.add(placeholder);
      if (!values.has(placeholder)) {
        problems.add(() => `line ${i + 1}: ${whole}: unknown placeholder${nearMiss(placeholder, [...values.keys()])}`);
      }
      return values.get(placeholder) ?? whole;
    }),
  );
  if (!met.has(ARGUMENTS)) problems.add(() => "{{arguments}}: missing; a line must run {{edgesteps}} {{arguments}}");
  problems.refuseAny();
  return lines.join("\n");
}

/** A word as the shell reads it. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
