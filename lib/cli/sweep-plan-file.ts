/** A sweep's plan in a file, with what the files that it names hold. */
import { dirname, extname, isAbsolute, join } from "node:path";
import { needPeers } from "../files/peers.js";
import { readCsv } from "../input/csv.js";
import { InputError } from "../input/errors.js";
import { parseJson } from "../input/validation.js";
import type { Point } from "../sweep/design.js";
import { type Source, type SweepPlan, sources } from "../sweep/plan.js";
import { parseSweepPlan } from "../sweep/plan-schema.js";
import { about, readText } from "./files.js";
import { readScenarioFile, readSettingsFile, readTable } from "./scenario-file.js";

/**
 * A checked plan. Names of files are those from the plan's folder.
 * @throws InputError naming the file and each mistake in it. @throws MissingPeersError for YAML without its package.
 */
export async function readPlanFile(path: string): Promise<SweepPlan> {
  const value = await readValue(path);
  const plan = about(path, () => parseSweepPlan(value));
  const held = sources(plan).map(({ field, file }) => {
    return [field, read(field, isAbsolute(file) ? file : join(dirname(path), file))];
  });
  return held.length === 0 ? plan : about(path, () => parseSweepPlan({ ...plan, ...Object.fromEntries(held) }));
}

async function readValue(path: string): Promise<unknown> {
  const kind = extname(path).toLowerCase();
  if (![".json", ".yaml", ".yml"].includes(kind)) {
    throw new InputError(`${path}: must be a plan in JSON or YAML, named .json, .yaml or .yml`);
  }
  const text = readText(path);
  if (kind === ".json") return about(path, () => parseJson(text));
  needPeers("a plan in YAML", ["yaml"]);
  const { parseDocument } = await import("yaml");
  try {
    const document = parseDocument(text);
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined) throw problem;
    return document.toJS();
  } catch (error) {
    throw new InputError(`${path}: not YAML: ${(error as Error).message.replace(/:?\n[\s\S]*/, "")}`);
  }
}

function read(field: Source["field"], path: string): unknown {
  if (field === "users") return readTable(path);
  if (field === "rows") return readPoints(path);
  return field === "scenario" ? readScenarioFile(path) : readSettingsFile(path);
}

/** The rows of a table whose columns are paths. @throws InputError naming file and line. */
function readPoints(path: string): Point[] {
  const text = readText(path);
  const points: Point[] = [];
  let names: readonly string[] = [];
  about(path, () =>
    readCsv(text, {
      known: [],
      onHeader: (header, line) => {
        const wrong = header.find((name, i) => name === "" || header.indexOf(name) < i);
        if (wrong === "") throw new InputError(`line ${line}: a column has no name; each is named by a path`);
        if (wrong !== undefined) throw new InputError(`line ${line}: ${wrong}: is there twice`);
        names = header;
      },
      onRow: (cells) => points.push(Object.fromEntries(cells.map((cell, i) => [names[i]!, cell]))),
    }),
  );
  if (points.length === 0) throw new InputError(`${path}: must have a header of paths, and a row for each point`);
  return points;
}
