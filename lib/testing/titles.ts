import type { TestContext } from "vitest";

/** No test runs under a title whose template found nothing to print. */
export function expectWholeTitles({ task }: TestContext): void {
  const titles = [task.name];
  for (let suite = task.suite; suite !== undefined; suite = suite.suite) titles.push(suite.name);
  const wrong = titles.find((title) => /undefined|\bNaN\b|\[object |%[a-z]/.test(title));
  if (wrong !== undefined) throw new Error(`title of a test: ${JSON.stringify(wrong)} shows a template's leavings`);
}
