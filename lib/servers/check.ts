/**
 * Checks what a solution before several servers says of itself (MODEL.md §13), without the searches that found it: the plan against every
 * constraint, the bound by listing every step of every user at every server, excess, gap and scale, and the proof of an optimum by a table
 * of all that could be better.
 */

import { nameShown } from "../input/errors.js";
import type { Totals } from "../model/objective.js";
import { Sum } from "../numerics/sum.js";
import { type Choices, lister, ROUNDINGS, UNIT_ROUNDOFF } from "../verify/choices.js";
import { type ServersColumns, toServersColumns } from "./columns.js";
import type { ServersStatus } from "./methods.js";
import { evaluateServers, outcomeAt, type ServersPlan, type ServersViolation, serversViolations } from "./plan.js";
import type { ServersScenario } from "./types.js";

/** A plan, and what a solution says of it: each field of `ServersSolution`, absent where it claims nothing. */
export interface ServersClaims {
  readonly plan: ServersPlan;
  readonly status?: ServersStatus | undefined;
  readonly objective?: number | undefined;
  readonly prices?: Float64Array | undefined;
  readonly dualBound?: number | undefined;
  readonly lowerBound?: number | undefined;
  readonly excess?: number | undefined;
  readonly gap?: number | undefined;
  readonly scale?: number | undefined;
}

/** What the check found. */
export interface ServersVerification {
  readonly violations: readonly ServersViolation[];
  /** Recomputed from the plan alone. */
  readonly objective: number;
  readonly totals: Totals;
  /** What is wrong, a sentence each, the field first; empty where all that was said holds. */
  readonly flaws: readonly string[];
  /** D(prices) as recomputed; null where the solution has no certificate. */
  readonly dual: number | null;
  /** What rounding can explain [objective unit]. */
  readonly margin: number;
}

const MOST_ENTRIES = 1e7;

/**
 * @param claims A `ServersSolution`, or what its JSON says.
 * @param mostEntries A larger table is not worked out: then a proof is called not verified.
 */
export function checkServersSolution(
  scenario: ServersScenario | ServersColumns,
  claims: ServersClaims,
  mostEntries = MOST_ENTRIES,
): ServersVerification {
  const { plan } = claims;
  const columns = "at" in scenario ? scenario : toServersColumns(scenario);
  const violations = serversViolations(columns, plan);
  const flaws: string[] = [];
  if (violations.some(({ constraint }) => constraint === "server")) {
    const totals = { time: NaN, error: NaN, energy: NaN, utility: NaN };
    return { violations, objective: NaN, totals, flaws, dual: null, margin: 0 };
  }
  const { objective, totals, magnitude } = evaluateServers(columns, plan);
  const rounding = ROUNDINGS * UNIT_ROUNDOFF * magnitude;
  const found = (dual: number | null, margin: number): ServersVerification => ({
    violations,
    objective,
    totals,
    flaws,
    dual,
    margin,
  });
  const agree = (name: string, stated: number | undefined, value: number, slack: number): void => {
    if (stated === undefined) flaws.push(`${name}: missing beside dualBound`);
    else if (!(Math.abs(stated - value) <= slack)) {
      flaws.push(`${name}: is ${stated}, but recomputed it is ${Number.isFinite(value) ? value : "no finite number"}`);
    }
  };
  if (claims.objective !== undefined) agree("objective", claims.objective, objective, rounding);
  const { prices, dualBound, status, excess, gap, scale } = claims;
  if (violations.length > 0 || prices === undefined || dualBound === undefined) return found(null, rounding);
  for (const [e, { id, stepCapacity }] of columns.servers.entries()) {
    const λ = prices[e]!;
    if (λ >= 0 && (λ === 0 || stepCapacity !== null)) continue;
    flaws.push(`prices[${e}]: is ${λ} at server ${nameShown(id)}; must be >= 0, and 0 where the capacity is unlimited`);
  }
  if (flaws.length > 0) return found(null, rounding);

  const listed = listEverything(columns, prices, plan);
  const margin = listed.margin + rounding;
  const proven = status === "optimal";
  agree("dualBound", dualBound, listed.dual, margin);
  agree("lowerBound", claims.lowerBound, proven ? objective : listed.dual, margin);
  agree("excess", excess, proven ? 0 : Math.max(0, listed.distance), proven ? 0 : margin);
  const [least, largest] =
    listed.magnitude[1] > 0 ? listed.magnitude : [Math.abs(listed.dual) || 1, Math.abs(listed.dual) || 1];
  agree("scale", scale, Math.min(Math.max(scale ?? 0, least), largest), margin);
  if (excess !== undefined && scale !== undefined)
    agree("gap", gap, excess / scale, 4 * UNIT_ROUNDOFF * (excess / scale));
  if (proven) {
    const flaw = flawOf(columns, prices, listed.distance, listed.distance - margin, mostEntries);
    if (flaw !== null) flaws.push(flaw);
  }
  return found(listed.dual, margin);
}

/** What a user may do: at which server, −1 for the device, with how many steps, and what it costs with steps priced. */
interface Option {
  readonly server: number;
  readonly use: number;
  readonly value: number;
  readonly size: number;
  readonly margin: number;
}

/** Lists the options of user n, the device's first, then server by server; one without a step is closed. */
function optionsOf({ device, at, servers }: ServersColumns, prices: ArrayLike<number>): (n: number) => Option[] {
  const lists = [lister(device, 0), ...at.map((own, e) => lister(own, prices[e]!))];
  return (n) =>
    lists.flatMap((list, i) => {
      if (i > 0 && servers[i - 1]!.stepCapacity === 0) return [];
      const choices: Choices = list(n);
      const options: Option[] = [];
      for (let j = 0; j < choices.count; j++) {
        const use = choices.use[j]!;
        // a server's list has the device in it too
        if (use > 0 !== i > 0) continue;
        options.push({
          server: i - 1,
          use,
          value: choices.value[j]!,
          size: choices.size[j]!,
          margin: choices.margin[j]!,
        });
      }
      return options;
    });
}

/** The first of the least. */
function bestOf(options: readonly Option[]): Option {
  return options.reduce((a, b) => (b.value < a.value ? b : a));
}

interface Listed {
  readonly dual: number;
  readonly margin: number;
  readonly magnitude: readonly [least: number, largest: number];
  /** Σ r(chosen) + Σ λ_e·(unused capacity) of the plan. */
  readonly distance: number;
}

function listEverything(columns: ServersColumns, prices: Float64Array, plan: ServersPlan): Listed {
  const { servers, device } = columns;
  const { users, weights } = device;
  const list = optionsOf(columns, prices);
  const [dual, margin, small, large, distance, chosen] = Array.from({ length: 6 }, () => new Sum()) as [
    Sum,
    Sum,
    Sum,
    Sum,
    Sum,
    Sum,
  ];
  const used = new Float64Array(servers.length);
  for (let n = 0; n < users.count; n++) {
    const options = list(n);
    const best = bestOf(options);
    let [lowest, highest] = [best.size, best.size];
    for (const option of options) {
      if (option.value - best.value > option.margin + best.margin) continue;
      lowest = Math.min(lowest, option.size);
      highest = Math.max(highest, option.size);
    }
    dual.add(best.value);
    margin.add(best.margin);
    small.add(lowest);
    large.add(highest);
    const { latency, error, energy, utility } = outcomeAt(columns, plan, n);
    const spent = weights.time * latency + weights.error * error + weights.energy * energy;
    const e = plan.server[n]!;
    const paid = e < 0 ? 0 : prices[e]! * plan.steps[n]!;
    if (e >= 0) used[e]! += plan.steps[n]!;
    // r = cost of the choice, steps priced, − the least
    distance.add(spent - utility + paid - best.value);
    chosen.add(spent + utility + paid);
  }
  for (const [e, { stepCapacity }] of servers.entries()) {
    if (stepCapacity === null || prices[e] === 0) continue;
    // −λ_e·B_e, and λ_e·(unused capacity)
    dual.add(-prices[e]! * stepCapacity);
    margin.add(4 * UNIT_ROUNDOFF * prices[e]! * stepCapacity);
    distance.add(prices[e]! * (stepCapacity - used[e]!));
  }
  margin.add(ROUNDINGS * UNIT_ROUNDOFF * chosen.value);
  return { dual: dual.value, margin: margin.value, magnitude: [small.value, large.value], distance: distance.value };
}

/** An option that a better plan may have, at a limited server; −1 is anywhere else. */
interface Near {
  readonly server: number;
  readonly use: number;
  /** What it costs more than the user's best, steps priced. */
  readonly r: number;
}

/** Options but those to which another, of no more use of the same server, is as good whatever follows: it has no larger r − λ·use. */
function undominated(options: readonly Near[], prices: Float64Array): Near[] {
  const kept: Near[] = [];
  /** By server, the least r − λ·use met. */
  const least = new Map<number, number>();
  for (const option of [...options].sort((a, b) => a.use - b.use || a.r - b.r)) {
    const { server, use, r } = option;
    const value = use === 0 ? r : r - prices[server]! * use;
    if (value >= Math.min(least.get(-1) ?? Infinity, least.get(server) ?? Infinity)) continue;
    least.set(server, value);
    kept.push(option);
  }
  return kept.sort((a, b) => a.r - b.r);
}

/** What is used of each server, of state i from i·servers on, and the least Σ r for it. */
interface States {
  readonly used: number[];
  readonly r: number[];
}

/**
 * What is wrong with the proof that no plan is nearer to the dual than `e`; null where nothing is. Such a plan has Σ r + Σ λ_e·(unused) < e, so
 * only options with r < e matter: a table holds, for each use of the servers, the least Σ r. Who has one such option takes it.
 */
function flawOf(
  columns: ServersColumns,
  prices: Float64Array,
  distance: number,
  e: number,
  mostEntries: number,
): string | null {
  if (e <= 0) return null; // the dual itself proves it
  const { device } = columns;
  const list = optionsOf(columns, prices);
  const room = columns.servers.map(({ stepCapacity }) => stepCapacity ?? Infinity);
  const servers = room.length;
  const members: Near[][] = [];
  let base = 0;
  for (let n = 0; n < device.users.count; n++) {
    const options = list(n);
    const least = bestOf(options).value;
    const near: Near[] = [];
    for (const { server, use, value } of options) {
      const limited = server >= 0 && room[server]! < Infinity;
      if (value - least < e) near.push({ server: limited ? server : -1, use: limited ? use : 0, r: value - least });
    }
    const own = undominated(near, prices);
    const [only] = own;
    if (own.length > 1) members.push(own);
    else {
      base += only!.r;
      if (only!.server >= 0) room[only!.server]! -= only!.use;
    }
  }
  // the dearest alternatives last, which few states can take
  members.sort((a, b) => a[1]!.r - b[1]!.r);
  // the most and the least that those after a member can use of each server
  const most = [room.map(() => 0)];
  const fewest = [room.map(() => 0)];
  for (const options of members.toReversed()) {
    const uses = room.map((_, i) => options.map(({ server, use }) => (server === i ? use : 0)));
    most.push(most.at(-1)!.map((sum, i) => sum + Math.max(...uses[i]!)));
    fewest.push(fewest.at(-1)!.map((sum, i) => sum + Math.min(...uses[i]!)));
  }
  most.reverse();
  fewest.reverse();
  // a state's key is Σ stride·used, or what is used itself where that is no exact number
  const strides: number[] = [];
  let size = 1;
  for (const [i, own] of room.entries()) {
    strides.push(size);
    size *= 1 + Math.max(0, Math.min(own, most[0]![i]!));
  }
  const exact = size <= Number.MAX_SAFE_INTEGER;
  let states: States = { used: room.map(() => 0), r: [base] };
  let entries = 0;
  for (const [i, options] of members.entries()) {
    const next: States = { used: [], r: [] };
    const found = new Map<number | string, number>();
    const [mostAfter, fewestAfter] = [most[i + 1]!, fewest[i + 1]!];
    for (let state = 0; state < states.r.length; state++) {
      const used = states.used.slice(state * servers, (state + 1) * servers);
      const key = strides.reduce((sum, stride, k) => sum + stride * used[k]!, 0);
      for (const { server, use, r: own } of options) {
        const r = states.r[state]! + own;
        if (r >= e) break; // those that follow are dearer
        // λ_e·(what stays unused whatever follows)
        let total = r;
        let fits = true;
        for (let k = 0; k < servers && fits; k++) {
          const rest = room[k]! - used[k]! - (k === server ? use : 0);
          fits = rest >= fewestAfter[k]!;
          if (prices[k]! > 0 && rest > mostAfter[k]!) total += prices[k]! * (rest - mostAfter[k]!);
        }
        if (!fits || total >= e) continue;
        const after = (): number[] => (server < 0 ? used : used.with(server, used[server]! + use));
        const at = exact ? key + (server < 0 ? 0 : strides[server]! * use) : after().join(" ");
        const known = found.get(at);
        if (known === undefined) {
          found.set(at, next.r.length);
          next.used.push(...after());
          next.r.push(r);
        } else if (r < next.r[known]!) next.r[known] = r;
      }
    }
    states = next;
    entries += next.r.length;
    if (entries > mostEntries) return `status: not verified, the table has more than ${mostEntries} entries`;
  }
  for (const [state, r] of states.r.entries()) {
    const rest = room.map((own, k) => own - states.used[state * servers + k]!);
    if (rest.some((own) => own < 0)) continue;
    // Σ r + Σ λ_e·(unused capacity)
    const found = rest.reduce((sum, own, k) => (prices[k]! > 0 ? sum + prices[k]! * own : sum), r);
    if (found < e) return `status: is optimal, but there is a better plan, by ${distance - found}`;
  }
  return null;
}
