/** The cells of a sweep: each point in each replication, by each method or policy. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { InputError } from "../input/errors.js";
import { toColumns } from "../scenario/columns.js";
import { scenarioHash } from "../scenario/hash.js";
import { type Point, pointsOf } from "./design.js";
import { runsOf, type SweepPlan, sources } from "./plan.js";
import { ownScenario } from "./replications.js";

/** One run of a sweep. */
export interface Cell {
  /** 16 hex digits of a hash of what makes it: the same in every plan that asks for the same. */
  readonly id: string;
  readonly point: Point;
  /** From 0. */
  readonly replication: number;
  /** A method, or a policy where the plan simulates. */
  readonly run: string;
}

/**
 * The cells of a checked plan: all points of a replication come before the next one, at each point all methods or policies. More
 * replications are further cells at the end.
 * @throws InputError where a file is still named.
 */
export function cellsOf(plan: SweepPlan): Cell[] {
  const [named] = sources(plan);
  if (named !== undefined)
    throw new InputError(`${named.field}: is the file ${named.file}; put what it holds in its place`);
  const { set, seed = 0, resample, simulate, replications = 1 } = plan;
  const { by, names } = runsOf(plan);
  const { policy: _, ...options } = simulate ?? {};
  const shared = [plan.population ?? scenarioHash(toColumns(ownScenario(plan))), resample, seed, by, options];
  const before = sha256.create().update(utf8ToBytes(text(shared)));
  const points = pointsOf(plan).map((point) => ({ point, told: text({ ...set, ...point }) }));
  return Array.from({ length: replications }, (_, replication) =>
    points.flatMap(({ point, told }) =>
      names.map((run) => {
        const hash = before.clone().update(utf8ToBytes(`[${told},${replication},${text(run)}]`));
        return { id: bytesToHex(hash.digest()).slice(0, 16), point, replication, run };
      }),
    ),
  ).flat();
}

function text(value: unknown): string {
  return JSON.stringify(value, sorted);
}

/** Entries of objects by name, so that their order does not matter. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
