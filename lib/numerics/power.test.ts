import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { power, tenTo } from "./power.js";
import { stream } from "./stream.js";

const LIB = fileURLToPath(new URL("..", import.meta.url));

describe("power", () => {
  it("is x^y", () => {
    const next = stream(1, 1);
    let furthest = 0;
    for (let i = 0; i < 10_000; i++) {
      const [x, y] = [tenTo(8 * next() - 4), 4 * next() - 2];
      furthest = Math.max(furthest, Math.abs(power(x, y) / x ** y - 1));
    }
    expect(furthest).toBeLessThan(1e-14);
    expect([power(1, -0.7), power(0, 0.5)]).toEqual([1, 0]);
  });

  it("has these bits on every Node", () => {
    const next = stream(2, 1);
    const values = Float64Array.from({ length: 100_000 }, () => power(tenTo(8 * next() - 4), 4 * next() - 2));
    expect(createHash("sha256").update(values).digest("hex").slice(0, 16)).toBe("a725fe5469384168");
  });
});

describe("tenTo", () => {
  it("is exact where the exponent is whole", () => {
    expect([-3, 0, 1, 5, 23].map(tenTo)).toEqual([0.001, 1, 10, 100_000, 1e23]);
    expect(tenTo(0.5)).toBeCloseTo(Math.sqrt(10), 14);
  });
});

/** Powers that engines may round differently: any but squares and powers of two. */
function unsafePowers(source: string): string[] {
  const found: string[] = [];
  if (!/(?<!\/)\*\*(?!\/)(?! 2(?![\w.]| \*\*))|Math\.pow/.test(source)) return found; // only comments and squares
  const isTwo = (node: ts.Expression): boolean => ts.isNumericLiteral(node) && node.text === "2";
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken;
      const squares = isTwo(node.right) || isTwo(node.left);
      if (kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken) found.push(node.getText());
      if (kind === ts.SyntaxKind.AsteriskAsteriskToken && !squares) found.push(node.getText());
    }
    if (ts.isPropertyAccessExpression(node) && node.name.text === "pow" && node.getText() === "Math.pow")
      found.push("Math.pow");
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("source.ts", source, ts.ScriptTarget.Latest, true));
  return found;
}

describe("the library's sources", () => {
  it("raise to no power that engines round differently", () => {
    const files = readdirSync(LIB, { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".ts") && !/^dist\/|node_modules\/|^testing\/|\.test\.ts$/.test(file),
    );
    expect(files.length).toBeGreaterThan(300);
    const found = files.flatMap((file) =>
      unsafePowers(readFileSync(join(LIB, file), "utf8")).map((p) => `${file}: ${p}`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    ["x ** 3", 1],
    ["x ** y", 1],
    ["10 ** k", 1],
    ["x **= 2", 1],
    ["Math.pow(x, 2)", 1],
    ["x ** 2 + 2 ** k", 0],
  ])("would be found with %s", (source, count) => {
    expect(unsafePowers(source)).toHaveLength(count);
  });
});
