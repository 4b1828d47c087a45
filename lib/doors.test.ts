import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { DOORS, type Door, LIB, MANIFEST } from "./testing/doors.js";
import { ONLY_IN_FULL, shortOrFull } from "./testing/long.js";

const SMALL = DOORS.find(({ name }) => name === "edgesteps")!;

/** Files of ours that an import of this module loads at once, and the packages that they name. */
function loads(module: string): { readonly files: readonly string[]; readonly packages: readonly string[] } {
  const files = new Set([module]);
  const packages = new Set<string>();
  for (const file of files) {
    for (const [, name] of readFileSync(file, "utf8").matchAll(
      /^(?:import |(?:import|export|\}).* from )"([^"]+)";$/gm,
    )) {
      if (name!.startsWith(".")) files.add(join(dirname(file), name!));
      else if (!name!.startsWith("node:")) packages.add(packageOf(name!));
    }
  }
  return { files: [...files].map((file) => file.slice(`${LIB}dist/`.length)), packages: [...packages].sort() };
}

/** `@scope/name` or `name` of what is imported. */
const packageOf = (path: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(path)![0];

const program = ts.createProgram(
  DOORS.map(({ types }) => types),
  {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts"],
    strict: true,
    types: [],
    noLib: shortOrFull(true, false), // which takes half as long to read, and is needed to check alone
  },
);
const checker = program.getTypeChecker();
const names = new Map(DOORS.map((door) => [door, namesOf(door)]));
const exported = new Map([...names].map(([door, symbols]) => [door, symbols.map(origin)]));

function namesOf({ types }: Door): readonly ts.Symbol[] {
  return checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(types)!)!);
}

function origin(symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Types and values of ours that the declaration of `symbol` names, but for those that stay within its module. */
function named(symbol: ts.Symbol): ts.Symbol[] {
  const found: ts.Symbol[] = [];
  const visit = (node: ts.Node): void => {
    const name = ts.isTypeReferenceNode(node)
      ? node.typeName
      : ts.isExpressionWithTypeArguments(node)
        ? node.expression
        : ts.isTypeQueryNode(node)
          ? node.exprName
          : undefined;
    const target = name && checker.getSymbolAtLocation(name);
    if (target) found.push(origin(target));
    ts.forEachChild(node, visit);
  };
  symbol.declarations!.forEach(visit);
  return found.filter(
    ({ flags, declarations }) =>
      !(flags & ts.SymbolFlags.TypeParameter) &&
      declarations?.some(
        (declaration) => declaration.getSourceFile().fileName.startsWith(`${LIB}dist/`) && isExported(declaration),
      ),
  );
}

function isExported(declaration: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
}

describe("doors", () => {
  test("re-export only, and are told to compilers with and without exports maps", () => {
    for (const { name, types, module } of DOORS) {
      expect(existsSync(types) && existsSync(module), name).toBe(true);
      const source = module.replace(`${LIB}dist/`, LIB).replace(/js$/, "ts");
      const rest = readFileSync(source, "utf8").replace(/^export (?:type )?\{[^}]*\} from "[^"]+";$/gm, "");
      expect(rest.replace(/^\/\*\*[^*]*\*\/$/m, "").trim(), name).toBe("");
    }
    const { "*": paths } = MANIFEST.typesVersions;
    expect(
      Object.entries(paths).map(([path, files]) => [`edgesteps/${path}`, ...files.map((file) => LIB + file)]),
    ).toEqual(DOORS.filter((door) => door !== SMALL).map(({ name, types }) => [name, types]));
  });

  test("the small library loads at most 90 files, of laws, scenario, model, solver and what they need", () => {
    const { files, packages } = loads(SMALL.module);
    expect(files.length).toBeLessThanOrEqual(90);
    expect([...new Set(files.map((file) => file.replace(/\/.*/, "/")))].sort()).toEqual([
      "index.js",
      "input/",
      "laws/",
      "model/",
      "numerics/",
      "scenario/",
      "solver/",
      "version.js",
    ]);
    expect(packages.filter((name) => !(name in MANIFEST.dependencies))).toEqual([]);
  });

  test.each([
    "diffusion",
    "dynamic",
    "notebook",
    "parallel",
    "parallel/node",
    "population",
    "servers",
    "sweep",
    "sweep/node",
  ])("edgesteps/%s loads no optional peer", (name) => {
    const { packages } = loads(DOORS.find((door) => door.name === `edgesteps/${name}`)!.module);
    expect(packages.filter((needed) => !(needed in MANIFEST.dependencies))).toEqual([]);
  });

  test.each(["experiments", "numerics", "report"])("edgesteps/%s loads no package that is not declared", (name) => {
    const { packages } = loads(DOORS.find((door) => door.name === `edgesteps/${name}`)!.module);
    const declared = { ...MANIFEST.dependencies, ...MANIFEST.peerDependencies };
    expect(packages.filter((needed) => !(needed in declared))).toEqual([]);
  });
});

describe("declarations", () => {
  test("the small library exports at most 70 values", () => {
    const values = exported.get(SMALL)!.filter(({ flags }) => flags & ts.SymbolFlags.Value);
    expect(values.length).toBeGreaterThan(40);
    expect(values.length).toBeLessThanOrEqual(70);
  });

  test.each(DOORS)("$name exports every type that its signatures name, or another door does", (door) => {
    const known = new Set(door === SMALL ? exported.get(SMALL) : [...exported.values()].flat());
    const missing = exported.get(door)!.flatMap((symbol) =>
      named(symbol)
        .filter((target) => !known.has(target))
        .map(({ name }) => `${symbol.name}: ${name}`),
    );
    expect([...new Set(missing)]).toEqual([]);
  });

  test("no name stands behind two doors", () => {
    const all = [...names.values()].flatMap((symbols) => symbols.map(({ name }) => name));
    expect(all.filter((name, i) => all.indexOf(name) < i)).toEqual([]);
  });

  test("pass a strict compiler that checks libraries too, without Node's types", ONLY_IN_FULL, () => {
    const problems = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => [file?.fileName, messageText]);
    expect(problems).toEqual([]);
  });

  test("no optional peer is needed to read them", () => {
    const outside = program
      .getSourceFiles()
      .flatMap(({ fileName }) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(fileName)?.[1] ?? [])
      .filter((name) => name !== "typescript" && !(name in MANIFEST.dependencies));
    expect([...new Set(outside)]).toEqual([]);
  });
});

describe("the changelog", () => {
  test("names for each name that left the small library the door where it is", () => {
    const rows = readFileSync(join(LIB, "../CHANGELOG.md"), "utf8").matchAll(/^\| (`.*`) \| `(edgesteps\/\w+)` \|$/gm);
    const told = [...rows].flatMap(([, list, door]) =>
      list!.split(", ").map((entry) => [door, /`(\w+)`$/.exec(entry)?.[1] ?? entry] as const),
    );
    const behind = new Map(DOORS.map((door) => [door.name, new Set(namesOf(door).map(({ name }) => name))]));
    expect(told.length).toBeGreaterThan(250);
    expect(told.filter(([door, name]) => !behind.get(door!)?.has(name))).toEqual([]);
  });
});
