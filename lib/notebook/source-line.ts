import ts from "@tslab/typescript-for-tslab";

interface Token {
  readonly text: string;
  readonly position: number;
}

/**
 * Line of a cell's TypeScript (from 1) from which a place in its emitted JavaScript came. tslab makes no source map,
 * so the two texts are aligned token by token (longest common subsequence) and the last token at or before the place
 * that both have decides.
 */
export function sourceLine(source: string, emitted: string, line: number, column: number): number {
  const from = tokens(source);
  const lineStart = emitted.split("\n", line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const place = lineStart + column - 1;
  const to = tokens(emitted);
  let found = 0;
  for (const [i, j] of commonSubsequence(from, to)) {
    if (to[j]!.position > place) break;
    found = from[i]!.position;
  }
  return source.slice(0, found).split("\n").length;
}

function tokens(text: string): Token[] {
  const file = ts.createSourceFile("cell.ts", text, ts.ScriptTarget.ES2022, true);
  const found: Token[] = [];
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(file);
    if (children.length > 0) children.forEach(visit);
    else if (node.getText(file) !== "") found.push({ text: node.getText(file), position: node.getStart(file) });
  };
  visit(file);
  return found;
}

/** Pairs of indices of a longest common subsequence of `a` and `b`, in order. */
function commonSubsequence(a: readonly Token[], b: readonly Token[]): [number, number][] {
  const width = b.length + 1;
  const length = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i * width + j] =
        a[i]!.text === b[j]!.text
          ? length[(i + 1) * width + j + 1]! + 1
          : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i]!.text === b[j]!.text) pairs.push([i++, j++]);
    else if (length[(i + 1) * width + j]! >= length[i * width + j + 1]!) i++;
    else j++;
  }
  return pairs;
}
