/** Plans that ask for no price: who goes to which server is decided user by user (MODEL.md §13). */
import { WholeChoice } from "../model/whole-steps.js";
import { DEVICE, type ServersProblem } from "./problem.js";
import { type Choices, withSteps } from "./rounding.js";

/** Everyone whom the server with the fastest uplink serves better than the device goes there; best whole steps. */
export function nearest(problem: ServersProblem, homes: Int32Array): Choices {
  const rate = (n: number, e: number): number => problem.at[e]!.scenario.users.uplinkRate[n]!;
  return byServer(problem, homes, (n, open) => open.reduce((a, b) => (rate(n, b) > rate(n, a) ? b : a)));
}

/** The same with the server whose capacity is least used by those who came before, in index order; each counts with the steps that it wants. */
export function leastLoaded(problem: ServersProblem, homes: Int32Array): Choices {
  const { at, capacity } = problem;
  const load = new Float64Array(at.length);
  const choices = at.map(({ edge }) => new WholeChoice(edge));
  const used = (e: number): number => load[e]! / capacity[e]!;
  const take = (n: number, e: number): void => {
    choices[e]!.valueAt(n, 0);
    load[e]! += choices[e]!.steps;
  };
  return byServer(problem, homes, (_, open) => open.reduce((a, b) => (used(b) < used(a) ? b : a)), take);
}

/** Each user goes to the server that `choose` names of those open to it, if that is better than its device. */
function byServer(
  problem: ServersProblem,
  homes: Int32Array,
  choose: (n: number, open: readonly number[]) => number,
  taken: (n: number, e: number) => void = () => {},
): Choices {
  const { at, count, least, localWholeCost } = problem;
  const server = new Int32Array(count).fill(DEVICE);
  for (let n = 0; n < count; n++) {
    const open = [...at.keys()].filter((e) => at[e]!.edge.open[n] === 1);
    if (open.length === 0) continue;
    const e = choose(n, open);
    if (!(least[e]![n]! < localWholeCost[n]!)) continue;
    server[n] = e;
    taken(n, e);
  }
  return withSteps(problem, server, homes, new Float64Array(at.length));
}
