import ts from "@tslab/typescript-for-tslab";

/** A cell as tslab understands it, and the way back to the cell as it was written. */
export interface MendedCell {
  readonly text: string;
  /** Whether it waits for a promise outside of functions. */
  readonly awaits: boolean;
  /** The offset in the cell as it was written, of an offset in `text`. */
  readonly original: (offset: number) => number;
}

/** Stands before a name at cell level that begins with two underscores, which tslab can't keep. */
const KEPT = "$";

/** A text that is put into the cell before the character at `at`; none has a new line. */
interface Insertion {
  readonly at: number;
  readonly text: string;
}

/**
 * Writes out what tslab 1.0.22 gets wrong between cells. It puts `exports.` before each identifier that an earlier cell declares, which
 * breaks `{ users }` and the property names in `{ users: u } = …`, and it loses names that begin with two underscores. So shorthand
 * properties get their names, property names of patterns become strings, and such names a `$`. Nothing else changes, and no line.
 * It also takes `await (a)` for a call, so that the cell's waiting must be told, and prints what a cell's last expression answers: of our
 * `table`, which has shown it, nothing more is printed.
 * @param declarations What earlier cells declare, as tslab keeps it.
 */
export function mendCell(source: string, declarations: string): MendedCell {
  // A file with an export is a module, in which a cell's `await` is one too.
  const file = ts.createSourceFile("cell.ts", `${source}\nexport {};`, ts.ScriptTarget.ES2022, true);
  const insertions: Insertion[] = [];
  const insert = (at: number, text: string): unknown => insertions.push({ at, text });
  const quote = (name: ts.Node): void => {
    insert(name.getStart(file), '"');
    insert(name.end, '"');
  };
  const kept = keptNames(file, declarations);
  const last = file.statements.at(-2);
  const visit = (node: ts.Node): void => {
    if (node === last && showsTable(node, declarations + source)) insert(node.getStart(file), "void ");
    if (ts.isShorthandPropertyAssignment(node)) {
      const name = node.name.getText(file);
      insert(node.name.getStart(file), name === "__proto__" ? '["__proto__"]: ' : `${name}: `);
    } else if (ts.isBindingElement(node)) {
      const { name, propertyName } = node;
      if (propertyName && ts.isIdentifier(propertyName)) quote(propertyName);
      const renamed = !propertyName && !node.dotDotDotToken && ts.isObjectBindingPattern(node.parent) && isKept(name);
      if (renamed) insert(name.getStart(file), `"${name.getText(file)}": `);
    } else if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && isTarget(node.parent)) {
      quote(node.name);
    } else if (ts.isImportSpecifier(node) && !node.propertyName && isKept(node.name)) {
      insert(node.name.getStart(file), `${node.name.getText(file)} as `);
    }
    if (isKept(node)) insert(node.getStart(file), KEPT);
    ts.forEachChild(node, visit);
  };
  const isKept = (node: ts.Node): boolean => ts.isIdentifier(node) && kept.has(node.text) && !isMemberName(node);
  visit(file);
  return { ...mended(source, insertions), awaits: awaits(file) };
}

/** A message of tslab's compiler with the names as they were written. */
export function originalNames(message: string): string {
  return message.replaceAll(`${KEPT}__`, "__");
}

function mended(source: string, insertions: readonly Insertion[]): Omit<MendedCell, "awaits"> {
  let text = "";
  let from = 0;
  for (const { at, text: inserted } of insertions) {
    text += source.slice(from, at) + inserted;
    from = at;
  }
  text += source.slice(from);
  const original = (offset: number): number => {
    let before = 0;
    for (const { at, text: inserted } of insertions) {
      if (at + before >= offset) break;
      before += Math.min(inserted.length, offset - at - before);
    }
    return offset - before;
  };
  return { text, original };
}

/** Whether a statement is a call of the `table` that this cell or an earlier one imports from us. */
function showsTable(node: ts.Node, code: string): boolean {
  if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return false;
  const { expression: called } = node.expression;
  const imported = /\bimport \{[^}]*\btable\b[^}]*\} from ["']edgesteps\/notebook["']/;
  return ts.isIdentifier(called) && called.text === "table" && imported.test(code);
}

function awaits(node: ts.Node): boolean {
  return ts.isAwaitExpression(node) || (!ts.isFunctionLike(node) && ts.forEachChild(node, awaits) === true);
}

/** Names that begin with two underscores and are declared in this cell or an earlier one. */
function keptNames(file: ts.SourceFile, declarations: string): ReadonlySet<string> {
  const names = new Set(Array.from(declarations.matchAll(/\$(__[\w$]*)/g), ([, name]) => name!));
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text.startsWith("__") && isDeclared(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

function isDeclared(name: ts.Identifier): boolean {
  const { parent } = name;
  const declares =
    ts.isVariableDeclaration(parent) ||
    ts.isBindingElement(parent) ||
    ts.isParameter(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isClassDeclaration(parent) ||
    ts.isEnumDeclaration(parent) ||
    ts.isInterfaceDeclaration(parent) ||
    ts.isTypeAliasDeclaration(parent) ||
    ts.isImportClause(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isNamespaceImport(parent);
  return declares && parent.name === name;
}

/** Whether an identifier names a member, as in `a.b`, `{ b: 1 }` or `{ b: c } = a`, and not a variable or a type. */
function isMemberName(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isBindingElement(parent) || ts.isImportSpecifier(parent)) return parent.propertyName === name;
  if (ts.isQualifiedName(parent)) return parent.right === name;
  const member =
    ts.isPropertyAccessExpression(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isClassElement(parent) ||
    ts.isTypeElement(parent) ||
    ts.isObjectLiteralElementLike(parent) ||
    ts.isEnumMember(parent);
  return member && !ts.isShorthandPropertyAssignment(parent) && parent.name === name;
}

/** Whether a literal is a pattern that something is assigned to, as in `({ a: b } = f())` or `for ([{ a: b }] of all)`. */
function isTarget(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) {
    // `{ a: { b: c } = d } = e`: the default belongs to the pattern around it
    return parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  }
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.initializer === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node && isTarget(parent.parent);
  if (ts.isArrayLiteralExpression(parent) || ts.isParenthesizedExpression(parent)) return isTarget(parent);
  if (ts.isSpreadElement(parent) || ts.isSpreadAssignment(parent)) return isTarget(parent.parent);
  return false;
}
