/** What of a cell only checks: it folds, as a reader of the page has its result, that nothing was thrown. */
import ts from "typescript";

/** A part of a cell: lines that belong together. */
export interface Part {
  readonly source: string;
  readonly checks: boolean;
}

/**
 * A cell in parts. A statement checks if it calls `assert`, or is a function whose name begins so, or a loop, a condition or a block that
 * does nothing but declare what it checks; all else shows. Comments go with the statement below them.
 */
export function partsOf(source: string): Part[] {
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
  const parts: Part[] = [];
  for (const [i, statement] of file.statements.entries()) {
    const from = i === 0 ? 0 : startOf(statement, file);
    const next = file.statements[i + 1];
    const text = source.slice(from, next === undefined ? source.length : startOf(next, file));
    const before = parts.at(-1);
    const checks = onlyChecks(statement);
    if (before?.checks === checks) parts[parts.length - 1] = { checks, source: before.source + text };
    else parts.push({ checks, source: text });
  }
  if (parts.length === 0) return [{ source: source.trimEnd(), checks: false }];
  return parts.map((part) => ({ ...part, source: part.source.replace(/^\n+|\s+$/g, "") }));
}

/** Where the lines of a statement begin: behind that in which the one before ends. */
function startOf(statement: ts.Statement, file: ts.SourceFile): number {
  const line = file.text.indexOf("\n", statement.pos);
  return line >= 0 && line < statement.getStart(file) ? line + 1 : statement.pos;
}

function onlyChecks(statement: ts.Statement): boolean {
  if (ts.isFunctionDeclaration(statement)) return /^assert/.test(statement.name?.text ?? "");
  return checksSomething(statement) && doesNothingElse(statement);
}

function checksSomething(node: ts.Node): boolean {
  return isAssertion(node) || ts.forEachChild(node, (child) => checksSomething(child) || undefined) === true;
}

function doesNothingElse(statement: ts.Statement): boolean {
  if (ts.isExpressionStatement(statement)) return isAssertion(statement.expression);
  if (ts.isBlock(statement)) {
    return statement.statements.every((inner) => ts.isVariableStatement(inner) || doesNothingElse(inner));
  }
  if (ts.isForOfStatement(statement) || ts.isForStatement(statement)) return doesNothingElse(statement.statement);
  if (ts.isIfStatement(statement)) {
    const { thenStatement, elseStatement } = statement;
    return doesNothingElse(thenStatement) && (elseStatement === undefined || doesNothingElse(elseStatement));
  }
  return ts.isContinueStatement(statement);
}

/** `assert(…)`, `assert.equal(…)`, `assertClose(…)`, awaited or not. */
function isAssertion(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node)) return isAssertion(node.expression);
  if (!ts.isCallExpression(node)) return false;
  const called = ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : node.expression;
  return ts.isIdentifier(called) && /^assert/.test(called.text);
}
