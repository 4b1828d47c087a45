/** Paper's symbol, field, unit, section and file of every quantity, as code and MODEL.md say them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { ERROR_LAWS } from "../../laws/error/error-laws.js";

export interface Quantity {
  /** As in the paper and MODEL.md; "" where it has none. */
  readonly symbol: string;
  /** Path of the field. */
  readonly field: string;
  /** "" for what has none. */
  readonly unit: string;
  /** Of MODEL.md. */
  readonly section: number;
  /** In lib/, where the field is declared. */
  readonly file: string;
  /** One sentence. */
  readonly meaning: string;
}

/** A row of MODEL.md's index. */
export interface IndexEntry {
  readonly section: number;
  readonly formula: string;
  readonly file: string;
  readonly names: readonly string[];
}

/** What is decided and found: their symbols stand in no table. Meaning and unit are the field's docstring's. */
export const FOUND: readonly (Pick<Quantity, "symbol" | "section" | "file"> & {
  readonly type: string;
  readonly field: string;
  /** How a solution leads to the type. */
  readonly path: string;
})[] = [
  { symbol: "a", type: "Plan", path: "plan", field: "offload", section: 2, file: "model/objective.ts" },
  { symbol: "s", type: "Plan", path: "plan", field: "steps", section: 2, file: "model/objective.ts" },
  { symbol: "t", type: "Plan", path: "plan", field: "computationTime", section: 2, file: "model/objective.ts" },
  { symbol: "j", type: "Plan", path: "plan", field: "deviceSteps", section: 12, file: "model/objective.ts" },
  { symbol: "t_l", type: "Plan", path: "plan", field: "deviceTime", section: 12, file: "model/objective.ts" },
  { symbol: "", type: "Plan", path: "plan", field: "model", section: 12, file: "model/objective.ts" },
  { symbol: "", type: "Totals", path: "totals", field: "time", section: 2, file: "model/objective.ts" },
  { symbol: "ε̄", type: "Totals", path: "totals", field: "error", section: 2, file: "model/objective.ts" },
  { symbol: "", type: "Totals", path: "totals", field: "energy", section: 2, file: "model/objective.ts" },
  { symbol: "", type: "Totals", path: "totals", field: "utility", section: 2, file: "model/objective.ts" },
  { symbol: "", type: "Certified", path: "", field: "objective", section: 2, file: "solver/solution.ts" },
  { symbol: "λ*", type: "Certified", path: "", field: "price", section: 7, file: "solver/solution.ts" },
  { symbol: "D(λ*)", type: "Certified", path: "", field: "dualBound", section: 7, file: "solver/solution.ts" },
  { symbol: "", type: "Certified", path: "", field: "lowerBound", section: 7, file: "solver/solution.ts" },
  { symbol: "", type: "Certified", path: "", field: "excess", section: 7, file: "solver/solution.ts" },
  { symbol: "", type: "Certified", path: "", field: "scale", section: 7, file: "solver/solution.ts" },
  { symbol: "", type: "Certified", path: "", field: "gap", section: 7, file: "solver/solution.ts" },
  { symbol: "τ", type: "ScaDetails", path: "", field: "penalty", section: 4, file: "solver/methods/sca.ts" },
  { symbol: "", type: "ScaDetails", path: "", field: "relaxedObjective", section: 7, file: "solver/methods/sca.ts" },
  { symbol: "a⁽ⁱ⁾", type: "ScaDetails", path: "", field: "linearisedAt", section: 4, file: "solver/methods/sca.ts" },
  {
    symbol: "Σ a(1 − a)",
    type: "ScaDetails",
    path: "",
    field: "binaryViolation",
    section: 4,
    file: "solver/methods/sca.ts",
  },
  { symbol: "a", type: "RelaxedPlan", path: "relaxed", field: "offload", section: 4, file: "solver/sca/iterate.ts" },
  {
    symbol: "x/(1 − a)",
    type: "RelaxedPlan",
    path: "relaxed",
    field: "localSteps",
    section: 4,
    file: "solver/sca/iterate.ts",
  },
  {
    symbol: "y/a",
    type: "RelaxedPlan",
    path: "relaxed",
    field: "edgeSteps",
    section: 4,
    file: "solver/sca/iterate.ts",
  },
  { symbol: "λ", type: "Iterate", path: "trace[]", field: "price", section: 5, file: "solver/sca/iterate.ts" },
];

const SCENARIO_TYPES = "scenario/types.ts";
const LAWS = "laws/error/";

/** A part of a JSON Schema. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly description?: string;
}

/** Every field of a scenario, in the order of its JSON Schema. @param lib The folder of the library. */
export function scenarioQuantities(lib: string): Quantity[] {
  const schema = JSON.parse(readFileSync(join(lib, "../data/scenario.schema.json"), "utf8")) as Schema;
  const rows = modelRows(readFileSync(join(lib, "MODEL.md"), "utf8"));
  const docs = docstrings(join(lib, SCENARIO_TYPES));
  return fieldsOf(schema, "", "Scenario").map(({ path, type, unit }) => {
    const field = path.slice(path.lastIndexOf(".") + 1);
    // what a service or another model has in place of the user's own is called as the user's
    const row = rows.get(path) ?? rows.get(sameOfUser(path, [...rows.keys()]));
    const told = docs.get(`${type}.${field}`);
    const meaning = told === undefined ? "" : meaningOf(told, row?.symbol ?? "");
    return {
      symbol: row?.symbol ?? "",
      field: path,
      unit,
      section: row === undefined || /§12/.test(told ?? "") ? Number(/§(\d+)/.exec(told ?? "")?.[1] ?? 1) : 1,
      file: SCENARIO_TYPES,
      meaning: meaning === "" ? (row?.meaning ?? "") : meaning,
    };
  });
}

/** The parameters of every error law, as the laws tell them. */
export function lawQuantities(): Quantity[] {
  return ERROR_LAWS.flatMap(({ kind, formula, parameters }) =>
    parameters.map(({ name, symbol, unit }) => ({
      symbol,
      field: `users[].errorModel.${name}`,
      unit,
      section: 1,
      file: `${LAWS}${kind}.ts`,
      meaning: `${kind}: ε̄(s) = ${formula}`,
    })),
  );
}

/** What is decided and found, in words of its docstrings. */
export function foundQuantities(lib: string): Quantity[] {
  return FOUND.map(({ symbol, type, path, field, section, file }) => {
    const told = docstrings(join(lib, file)).get(`${type}.${field}`) ?? "";
    const [, unit = ""] = /\[([^\]]*)\]\.?$/.exec(told) ?? [];
    return {
      symbol,
      field: path === "" ? field : `${path}.${field}`,
      unit,
      section,
      file,
      meaning: meaningOf(told, symbol),
    };
  });
}

/** The index at the end of MODEL.md. */
export function indexEntries(model: string): IndexEntry[] {
  return [...model.matchAll(/^\| (\d+) \| (.+) \| ([\w/-]+\.ts) \| (`.+`) \|$/gm)].map(
    ([, section, formula, file, names]) => ({
      section: Number(section),
      formula: formula!.replaceAll("\\|", "|"),
      file: file!,
      names: [...names!.matchAll(/`(\w+)`/g)].map((match) => match[1]!),
    }),
  );
}

/** Fields that hold values, by the types that declare them. */
function fieldsOf(schema: Schema, path: string, type: string): { path: string; type: string; unit: string }[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const at = path === "" ? name : `${path}.${name}`;
    const of = TYPES[name];
    if (inner.items?.properties !== undefined) return fieldsOf(inner.items, `${at}[]`, of!);
    if (typeof inner.additionalProperties === "object") return fieldsOf(inner.additionalProperties, `${at}.*`, of!);
    if (inner.properties !== undefined) return fieldsOf(inner, at, of!);
    const [, unit = name === "errorModel" ? "1" : ""] = /\[([^\]]*)\]/.exec(inner.description ?? "") ?? [];
    return [{ path: at, type, unit: unit.replace("^3", "³") }];
  });
}

/** The type of an object's fields, by its name. */
const TYPES: Readonly<Record<string, string>> = {
  weights: "Weights",
  edge: "Edge",
  users: "User",
  device: "Device",
  link: "Link",
  models: "Model",
  services: "Service",
};

/** Rows of MODEL.md §1 by the fields that they name: symbols and fields stand in the same order. */
function modelRows(model: string): Map<string, { readonly symbol: string; readonly meaning: string }> {
  const [, table = ""] = /\| symbol \| field \| unit \| meaning \|\n\|[-|]*\|\n((?:\|.*\n)+)/.exec(model) ?? [];
  const rows = new Map<string, { symbol: string; meaning: string }>();
  for (const line of table.trim().split("\n")) {
    const [symbols = "", fields = "", , meaning = ""] = line
      .split("|")
      .slice(1)
      .map((cell) => cell.trim());
    const names = [...fields.matchAll(/`([\w.[\]]+)`/g)].map((match) => match[1]!);
    const within = names[0]!.slice(0, Math.max(0, names[0]!.lastIndexOf(".")));
    for (const [i, name] of names.entries()) {
      const path = name.startsWith(".") ? within + name : name;
      rows.set(path, {
        symbol: symbols.split(", ")[i] ?? "",
        meaning: partOf(meaning.replace(/\*\*|`/g, ""), i, names.length),
      });
    }
  }
  return rows;
}

/** What a row says of the i-th of its fields: parts of a sentence, as many as fields, go with one each. */
function partOf(meaning: string, i: number, count: number): string {
  const parts = meaning.split("; ");
  const own = count > 1 && parts.length === count ? parts[i]! : meaning;
  return own[0]!.toUpperCase() + own.slice(1);
}

function sameOfUser(path: string, known: readonly string[]): string {
  const field = path.slice(path.lastIndexOf(".") + 1);
  if (!/^services\.|models\[\]\./.test(path)) return path;
  return known.find((other) => other.startsWith("users[]") && other.endsWith(`.${field}`)) ?? path;
}

/** Docstrings of the properties of a file's interfaces, as `Type.property`. */
function docstrings(file: string): Map<string, string> {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found = new Map<string, string>();
  for (const statement of source.statements) {
    if (!ts.isInterfaceDeclaration(statement)) continue;
    for (const member of statement.members) {
      const [doc] = ts.getJSDocCommentsAndTags(member);
      if (doc === undefined || member.name === undefined) continue;
      found.set(`${statement.name.text}.${member.name.getText()}`, ts.getTextOfJSDocComment(doc.comment) ?? "");
    }
  }
  return found;
}

/** A docstring without the symbol that it begins with and the unit that it names. */
function meaningOf(told: string, symbol: string): string {
  const bare = told.replace(/ ?\[[^\]]*\]/, "").replace(/`/g, "");
  const own = symbol.replace(/[*⁽ⁱ⁾]/g, "").slice(0, 1);
  const rest =
    own !== "" && bare.startsWith(own) ? bare.replace(/^[^\s,:]+(?:\([^)]*\))?(?:[,:] |$|(?= ))/u, "").trim() : bare;
  const words = rest.replace(/^[,.] ?/, "").replace(/^(?:\S{1,3}, )?[>≥] 0\.?$/, "");
  return words === "" ? "" : words[0]!.toUpperCase() + words.slice(1);
}
