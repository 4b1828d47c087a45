/** Solutions with something false in them, a kind each: what a check of plan and certificate must refuse. */
import { cost, pricedCost } from "../model/cost.js";
import { evaluate } from "../model/objective.js";
import { fewestSteps, maxWholeSteps } from "../model/placement.js";
import { type Problem, toProblem } from "../model/problem.js";
import { bestTime } from "../model/speed.js";
import { isWork, withCapacity } from "../scenario/capacity.js";
import { toColumns } from "../scenario/columns.js";
import type { Scenario } from "../scenario/types.js";
import { InfeasibleError } from "../solver/infeasible.js";
import type { MethodName } from "../solver/methods/methods.js";
import { randomScenario } from "./random-scenario.js";
import { REFERENCE } from "./reference.js";
import { type SolutionFile, solutionFile } from "./solution-file.js";

/** A true solution with its scenario. */
export interface Truth {
  readonly scenario: Scenario;
  readonly plan: SolutionFile;
}

export interface Falsification {
  readonly name: string;
  readonly of: keyof typeof TRUTHS;
  /** A word of the reason that a check must give. */
  readonly fault: RegExp;
  /** The file with something false in it, for the scenario of the truth. */
  readonly falsify: (plan: SolutionFile, scenario: Scenario) => object;
}

const TRUTHS = {
  /** Worse than the optimum, at a price; no limits but steps and capacity. */
  heuristic: () => truth(reference("medium-40"), "greedy"),
  /** Every limit binds for someone. */
  limited: () => truth(reference("deadline-battery-40"), "greedy"),
  /** Worse than the optimum, of unlimited capacity. */
  unlimited: () => truth(reference("unlimited-25"), "local"),
  /** Worse than the optimum, of alike users for whom two choices are tied at the price. */
  tied: () => truth(fortyAlike(), "local"),
  /** Proven optimal by a core, of users who all differ. */
  optimum: () => truth(reference("medium-40"), "exact"),
  /** The same of few users and steps. */
  small: () => truth(reference("tiny-capacity-8"), "exact"),
  /** The same with alike users, all copies of one of which the proof needs. */
  alike: optimumOfAlikeUsers,
};

const known = new Map<string, Truth>();

/** A truth of this name, found once. */
function once(name: string, find: () => Truth): Truth {
  const found = known.get(name) ?? find();
  known.set(name, found);
  return found;
}

/** The true solution that falsifications begin with. */
export function truthOf(name: keyof typeof TRUTHS): Truth {
  return once(name, TRUTHS[name]);
}

/** The same of a scenario whose capacity is in work, and whose workloads all differ. */
export function truthInWork(name: "heuristic" | "optimum"): Truth {
  const { edge, users, ...rest } = reference("medium-40");
  const { stepCapacity, ...server } = edge;
  const own = users.map((user, n) => ({ ...user, workload: user.workload * (1 + 0.4 * Math.sin(n)) }));
  const mean = own.reduce((sum, { workload }) => sum + workload, 0) / own.length;
  const scenario = { ...rest, edge: { ...server, workCapacity: stepCapacity! * mean }, users: own };
  return once(`${name} in work`, () => truth(scenario, name === "optimum" ? "exact" : "greedy"));
}

function truth(scenario: Scenario, method: MethodName): Truth {
  return { scenario, plan: solutionFile(scenario, method) };
}

function reference(name: string): Scenario {
  return REFERENCE.find((known) => known.name === name)!.scenario;
}

/** Forty of one user, a hundred steps. */
function fortyAlike(): Scenario {
  const { users, edge, ...rest } = reference("small-10");
  const alike = Array.from({ length: 40 }, (_, n) => ({ ...users[0]!, id: `u${n + 1}` }));
  return { ...rest, edge: { ...edge, stepCapacity: 100 }, users: alike };
}

/** The first random scenario with a kind of at least two users of which a proof needs every copy, and another kind. */
function optimumOfAlikeUsers(): Truth {
  for (let seed = 1; ; seed++) {
    const scenario = randomScenario(seed);
    try {
      const { plan } = truth(scenario, "exact");
      if (plan.status === "optimal" && neededKind(plan, scenario) !== undefined && kindsOf(scenario).length > 1) {
        return { scenario, plan };
      }
    } catch (error) {
      if (!(error instanceof InfeasibleError)) throw error;
    }
  }
}

/** Indices of users who agree in all but their id, a list a kind. */
function kindsOf(scenario: Scenario): number[][] {
  const kinds = new Map<string, number[]>();
  for (const [n, { id: _, ...fields }] of scenario.users.entries()) {
    const key = JSON.stringify(fields);
    kinds.set(key, [...(kinds.get(key) ?? []), n]);
  }
  return [...kinds.values()];
}

/** A place and a number of steps, with what it costs a user more than its best at a price, edge steps priced. */
interface Choice {
  readonly offload: number;
  readonly steps: number;
  readonly reducedCost: number;
}

function choicesOf({ local, edge }: Problem, price: number, n: number): Choice[] {
  const found: { offload: number; steps: number; value: number }[] = [];
  for (let s = fewestSteps(local, n); s <= maxWholeSteps(local, n); s++)
    found.push({ offload: 0, steps: s, value: cost(local, n, s) });
  for (let s = fewestSteps(edge, n); s <= maxWholeSteps(edge, n); s++)
    found.push({ offload: 1, steps: s, value: pricedCost(edge, n, s, price) });
  const least = Math.min(...found.map(({ value }) => value));
  return found.map(({ offload, steps, value }) => ({ offload, steps, reducedCost: value - least }));
}

/** Whether user n has a second use of the edge whose reduced cost is below an optimum's excess. */
function isNeeded(problem: Problem, { objective, dualBound, price }: SolutionFile, n: number): boolean {
  const byUse = new Map<number, number>();
  for (const { offload, steps, reducedCost } of choicesOf(problem, price, n)) {
    byUse.set(offload * steps, Math.min(reducedCost, byUse.get(offload * steps) ?? Infinity));
  }
  const second = [...byUse.values()].sort((a, b) => a - b)[1];
  return second !== undefined && second < 0.999 * (objective - dualBound);
}

/** The entry of the core of a kind of at least two users of whom the proof needs every copy (MODEL.md §7). */
function neededKind(plan: SolutionFile, scenario: Scenario): number | undefined {
  if (!(plan.objective - plan.dualBound > 1e-6 * plan.scale)) return undefined;
  const problem = toProblem(scenario);
  const kinds = kindsOf(scenario);
  const found = plan.core!.findIndex(({ user, copies }) => {
    const all = kinds.find(([first]) => first === user)!.length;
    return copies > 1 && copies === all && all < 2 * scenario.edge.maxSteps && isNeeded(problem, plan, user);
  });
  return found < 0 ? undefined : found;
}

/** The list with its entry n replaced. */
function changed<T, U>(list: readonly T[], n: number, value: U): (T | U)[] {
  return list.map((old, i) => (i === n ? value : old));
}

/** The first user of whom this holds. */
function userWhere(holds: (n: number) => boolean, { users }: SolutionFile): number {
  const n = users.findIndex((_, n) => holds(n));
  if (n < 0) throw new Error("no user of this scenario serves the falsification");
  return n;
}

const atEdge = (plan: SolutionFile): number => userWhere((n) => plan.offload[n] === 1, plan);
const onDevice = (plan: SolutionFile): number => userWhere((n) => plan.offload[n] === 0, plan);

/** The same with other choices at their best times, and the objective that is theirs. */
function withChoices(plan: SolutionFile, scenario: Scenario, offload: number[], steps: number[]): SolutionFile {
  const columns = toColumns(scenario);
  const computationTime = steps.map((s, n) => bestTime(columns, offload[n] === 1 ? "edge" : "local", n, s));
  const { objective } = evaluate(columns, {
    offload: Uint8Array.from(offload),
    steps: Float64Array.from(steps),
    computationTime: Float64Array.from(computationTime),
  });
  return { ...plan, offload, steps, computationTime, objective };
}

/** A core of everybody. */
export function everyone(scenario: Scenario): SolutionFile["core"] {
  return kindsOf(scenario).map((users) => ({ user: users[0]!, copies: users.length }));
}

/** A plan that says of itself that it is proven. */
export function proven(plan: SolutionFile): SolutionFile {
  return { ...plan, status: "optimal", lowerBound: plan.objective, excess: 0, gap: 0 };
}

/** What a step of user n uses of the capacity. */
function eachOf({ edge, users }: Scenario, n: number): number {
  return isWork(edge) ? users[n]!.workload : 1;
}

/** The capacity that a plan leaves. */
function unusedOf({ offload, steps }: SolutionFile, scenario: Scenario): number {
  const { stepCapacity, workCapacity } = scenario.edge;
  return steps.reduce((rest, s, n) => rest - offload[n]! * s * eachOf(scenario, n), (workCapacity ?? stepCapacity)!);
}

/** The next worse plan that differs from a plan in one user or two. */
function nextPlan(plan: SolutionFile, scenario: Scenario): SolutionFile {
  const problem = toProblem(scenario);
  const rest = unusedOf(plan, scenario);
  const moves = plan.users.flatMap((_, n) => {
    const choices = choicesOf(problem, 0, n);
    const own = choices.find(({ offload, steps }) => offload === plan.offload[n] && steps === plan.steps[n])!;
    const use = ({ offload, steps }: Choice): number => offload * steps * eachOf(scenario, n);
    return choices.map((choice) => ({
      n,
      choice,
      dearer: choice.reducedCost - own.reducedCost,
      more: use(choice) - use(own),
    }));
  });
  let least = Infinity;
  let best: typeof moves = [];
  for (const one of moves) {
    for (const two of moves) {
      const dearer = one.dearer + two.dearer;
      if (one.n < two.n && one.more + two.more <= rest && dearer > 1e-6 * plan.scale && dearer < least) {
        least = dearer;
        best = [one, two];
      }
    }
  }
  const offload = [...plan.offload];
  const steps = [...plan.steps];
  for (const { n, choice } of best) {
    offload[n] = choice.offload;
    steps[n] = choice.steps;
  }
  return withChoices(plan, scenario, offload, steps);
}

/** The bound at price 0, and what follows from it for a plan. */
function atPriceZero(plan: SolutionFile, scenario: Scenario): SolutionFile {
  const { dualBound, scale } = solutionFile({ ...scenario, edge: withCapacity(scenario.edge, Infinity) }, "edge");
  const excess = plan.objective - dualBound;
  return { ...plan, price: 0, dualBound, lowerBound: dualBound, scale, excess, gap: excess / scale };
}

/** Another bound, and what follows from it. */
function withBound(plan: SolutionFile, dualBound: number): SolutionFile {
  const excess = plan.objective - dualBound;
  return { ...plan, dualBound, lowerBound: dualBound, excess, gap: excess / plan.scale };
}

export const FALSIFICATIONS: readonly Falsification[] = [
  // the plan
  {
    name: "a user is at the other place",
    of: "heuristic",
    fault: /full speed|objective/,
    falsify: (plan) => ({ ...plan, offload: changed(plan.offload, atEdge(plan), 0) }),
  },
  {
    name: "a step more",
    of: "heuristic",
    fault: /full speed|objective/,
    falsify: (plan) => ({ ...plan, steps: changed(plan.steps, onDevice(plan), plan.steps[onDevice(plan)]! + 1) }),
  },
  {
    name: "a time too short for full speed",
    of: "heuristic",
    fault: /full speed/,
    falsify: (plan, { users }) => {
      const n = onDevice(plan);
      const time = (users[n]!.workload * plan.steps[n]!) / users[n]!.device.speed;
      return { ...plan, computationTime: changed(plan.computationTime, n, time * (1 - 1e-6)) };
    },
  },
  {
    name: "more edge steps than the capacity",
    of: "heuristic",
    fault: /capacity/i,
    falsify: (plan, scenario) => {
      const rest = unusedOf(plan, scenario);
      const more = (n: number): number => plan.steps[n]! + Math.floor(rest / eachOf(scenario, n)) + 1;
      const n = userWhere((n) => plan.offload[n] === 1 && more(n) <= scenario.edge.maxSteps, plan);
      const steps = changed(plan.steps, n, more(n));
      return withChoices(plan, scenario, [...plan.offload], steps);
    },
  },
  {
    name: "more steps than the device does",
    of: "heuristic",
    fault: /steps/i,
    falsify: (plan, scenario) => {
      const n = onDevice(plan);
      const steps = changed(plan.steps, n, scenario.users[n]!.device.maxSteps + 1);
      return withChoices(plan, scenario, [...plan.offload], steps);
    },
  },
  {
    name: "more energy than the battery has",
    of: "limited",
    fault: /battery/,
    falsify: (plan, { users }) => {
      const energy = (n: number, t: number): number =>
        users[n]!.device.switchedCapacitance * (users[n]!.workload * plan.steps[n]!) ** 3 * t ** -2;
      const fastest = (n: number): number => (users[n]!.workload * plan.steps[n]!) / users[n]!.device.speed;
      const n = userWhere(
        (n) => plan.offload[n] === 0 && energy(n, fastest(n)) > (users[n]!.device.battery ?? Infinity) * 1.01,
        plan,
      );
      return { ...plan, computationTime: changed(plan.computationTime, n, fastest(n)) };
    },
  },
  {
    name: "later than the deadline",
    of: "limited",
    fault: /deadline|latency/,
    falsify: (plan, { users }) => {
      const n = userWhere((n) => plan.offload[n] === 0 && users[n]!.deadline !== undefined, plan);
      return { ...plan, computationTime: changed(plan.computationTime, n, users[n]!.deadline! * (1 + 1e-6)) };
    },
  },
  {
    name: "two users change places in the list",
    of: "heuristic",
    fault: /users/,
    falsify: (plan) => ({ ...plan, users: [plan.users[1], plan.users[0], ...plan.users.slice(2)] }),
  },
  {
    name: "a user is missing",
    of: "heuristic",
    fault: /users/,
    falsify: ({ users, offload, steps, computationTime, ...plan }) => ({
      ...plan,
      users: users.slice(1),
      offload: offload.slice(1),
      steps: steps.slice(1),
      computationTime: computationTime.slice(1),
    }),
  },
  {
    name: "half a step",
    of: "heuristic",
    fault: /steps/,
    falsify: (plan) => ({ ...plan, steps: changed(plan.steps, 0, plan.steps[0]! - 0.5) }),
  },
  {
    name: "no step",
    of: "heuristic",
    fault: /steps/,
    falsify: (plan) => ({ ...plan, steps: changed(plan.steps, 0, 0) }),
  },
  {
    name: "half a user at the edge",
    of: "heuristic",
    fault: /offload/,
    falsify: (plan) => ({ ...plan, offload: changed(plan.offload, 0, 0.5) }),
  },
  {
    name: "a time of null",
    of: "heuristic",
    fault: /computationTime/,
    falsify: (plan) => ({ ...plan, computationTime: changed(plan.computationTime, 0, null) }),
  },
  {
    name: "a negative time",
    of: "heuristic",
    fault: /computationTime/,
    falsify: (plan) => ({ ...plan, computationTime: changed(plan.computationTime, 0, -1) }),
  },
  {
    name: "a time that costs more than the objective says",
    of: "heuristic",
    fault: /objective/,
    falsify: (plan) => ({
      ...plan,
      computationTime: changed(plan.computationTime, 0, plan.computationTime[0]! * 1.001),
    }),
  },

  // the objective and the bound
  {
    name: "an objective 1e-6 lower",
    of: "heuristic",
    fault: /objective/,
    falsify: (plan) => ({ ...plan, objective: plan.objective * (1 - 1e-6) }),
  },
  {
    name: "an objective 1e-6 higher",
    of: "heuristic",
    fault: /objective/,
    falsify: (plan) => ({ ...plan, objective: plan.objective * (1 + 1e-6) }),
  },
  {
    name: "no objective",
    of: "heuristic",
    fault: /objective/,
    falsify: (plan) => ({ ...plan, objective: null }),
  },
  {
    name: "a lower bound above the dual's",
    of: "heuristic",
    fault: /lowerBound/,
    falsify: (plan) => ({ ...plan, lowerBound: plan.lowerBound * (1 + 1e-6) }),
  },
  {
    name: "a lower bound below the dual's",
    of: "heuristic",
    fault: /lowerBound/,
    falsify: (plan) => ({ ...plan, lowerBound: plan.lowerBound * (1 - 1e-6) }),
  },
  {
    name: "an optimum whose lower bound is the dual's",
    of: "optimum",
    fault: /lowerBound/,
    falsify: (plan) => ({ ...plan, lowerBound: plan.dualBound }),
  },
  {
    name: "a higher dual bound, with all that follows",
    of: "heuristic",
    fault: /dualBound/,
    falsify: (plan) => withBound(plan, plan.dualBound + 1e-6 * plan.scale),
  },
  {
    name: "a lower dual bound, with all that follows",
    of: "heuristic",
    fault: /dualBound/,
    falsify: (plan) => withBound(plan, plan.dualBound - 1e-6 * plan.scale),
  },
  {
    name: "a higher dual bound of an optimum",
    of: "optimum",
    fault: /dualBound/,
    falsify: (plan) => ({ ...plan, dualBound: plan.objective }),
  },
  {
    name: "a dual bound as high as the objective at a higher price",
    of: "heuristic",
    fault: /dualBound/,
    falsify: (plan) => ({ ...withBound(plan, plan.objective), price: plan.price * 1.1 }),
  },
  {
    name: "no dual bound",
    of: "heuristic",
    fault: /no certificate/,
    falsify: ({ dualBound: _, ...plan }) => plan,
  },
  {
    name: "a price 1 % higher",
    of: "heuristic",
    fault: /dualBound/,
    falsify: (plan) => ({ ...plan, price: plan.price * 1.01 }),
  },
  {
    name: "a price 1 % lower",
    of: "optimum",
    fault: /dualBound/,
    falsify: (plan) => ({ ...plan, price: plan.price * 0.99 }),
  },
  {
    name: "a price of 0",
    of: "heuristic",
    fault: /dualBound/,
    falsify: (plan) => ({ ...plan, price: 0 }),
  },
  {
    name: "a negative price",
    of: "heuristic",
    fault: /price/,
    falsify: (plan) => ({ ...plan, price: -plan.price }),
  },
  {
    name: "a price of null",
    of: "heuristic",
    fault: /price/,
    falsify: (plan) => ({ ...plan, price: null }),
  },
  {
    name: "a price of capacity without limit",
    of: "unlimited",
    fault: /price/,
    falsify: (plan) => ({ ...plan, price: 0.1 }),
  },

  // excess, gap and scale
  {
    name: "half the excess, with the gap that follows",
    of: "heuristic",
    fault: /excess/,
    falsify: (plan) => ({ ...plan, excess: plan.excess / 2, gap: plan.gap / 2 }),
  },
  {
    name: "an excess 1e-6 higher, with the gap that follows",
    of: "heuristic",
    fault: /excess/,
    falsify: (plan) => ({ ...plan, excess: plan.excess * (1 + 1e-6), gap: plan.gap * (1 + 1e-6) }),
  },
  {
    name: "a negative excess",
    of: "heuristic",
    fault: /excess/,
    falsify: (plan) => ({ ...plan, excess: -plan.excess, gap: -plan.gap }),
  },
  {
    name: "no excess and no gap",
    of: "heuristic",
    fault: /excess/,
    falsify: (plan) => ({ ...plan, excess: 0, gap: 0 }),
  },
  {
    name: "an optimum with an excess",
    of: "optimum",
    fault: /excess/,
    falsify: (plan) => {
      const excess = plan.objective - plan.dualBound;
      return { ...plan, excess, gap: excess / plan.scale };
    },
  },
  {
    name: "half the gap",
    of: "heuristic",
    fault: /gap/,
    falsify: (plan) => ({ ...plan, gap: plan.gap / 2 }),
  },
  {
    name: "a gap of 0",
    of: "heuristic",
    fault: /gap/,
    falsify: (plan) => ({ ...plan, gap: 0 }),
  },
  {
    name: "a scale twice as large, with the gap that follows",
    of: "heuristic",
    fault: /scale/,
    falsify: (plan) => ({ ...plan, scale: plan.scale * 2, gap: plan.gap / 2 }),
  },
  {
    name: "a scale 1e-3 larger, with the gap that follows",
    of: "unlimited",
    fault: /scale/,
    falsify: (plan) => ({ ...plan, scale: plan.scale * 1.001, gap: plan.excess / (plan.scale * 1.001) }),
  },
  {
    name: "a scale 1e-3 smaller, with the gap that follows",
    of: "unlimited",
    fault: /scale/,
    falsify: (plan) => ({ ...plan, scale: plan.scale * 0.999, gap: plan.excess / (plan.scale * 0.999) }),
  },
  {
    name: "a scale of 0",
    of: "optimum",
    fault: /scale/,
    falsify: (plan) => ({ ...plan, scale: 0 }),
  },

  // the proof of an optimum
  {
    name: "a heuristic's plan that is called optimal",
    of: "heuristic",
    fault: /core/,
    falsify: proven,
  },
  {
    name: "the same with everybody in the core",
    of: "heuristic",
    fault: /core|better plan/,
    falsify: (plan, scenario) => ({ ...proven(plan), core: everyone(scenario) }),
  },
  {
    name: "the same where the capacity has no limit",
    of: "unlimited",
    fault: /core|better plan/,
    falsify: (plan, scenario) => ({ ...proven(plan), core: everyone(scenario) }),
  },
  {
    name: "the same of alike users at a tie",
    of: "tied",
    fault: /core|better plan/,
    falsify: (plan, scenario) => ({ ...proven(plan), core: everyone(scenario) }),
  },
  {
    name: "the next worse plan, with the core of the optimum",
    of: "small",
    fault: /core|better plan/,
    falsify: (plan, scenario) => proven(nextPlan(plan, scenario)),
  },
  {
    name: "the next worse plan, with everybody in the core",
    of: "small",
    fault: /better plan/,
    falsify: (plan, scenario) => ({ ...proven(nextPlan(plan, scenario)), core: everyone(scenario) }),
  },
  {
    name: "an empty core",
    of: "optimum",
    fault: /core/,
    falsify: (plan) => ({ ...plan, core: [] }),
  },
  {
    name: "no core",
    of: "optimum",
    fault: /core/,
    falsify: ({ core: _, ...plan }) => plan,
  },
  {
    name: "a core without a user whom the proof needs",
    of: "optimum",
    fault: /core/,
    falsify: (plan, scenario) => {
      const problem = toProblem(scenario);
      const needed = plan.core!.findIndex(({ user }) => isNeeded(problem, plan, user));
      return { ...plan, core: plan.core!.filter((_, i) => i !== needed) };
    },
  },
  {
    name: "a core with a copy too few",
    of: "alike",
    fault: /core/,
    falsify: (plan, scenario) => {
      const i = neededKind(plan, scenario)!;
      const { user, copies } = plan.core![i]!;
      return { ...plan, core: changed(plan.core!, i, { user, copies: copies - 1 }) };
    },
  },
  {
    name: "a core with more copies than there are",
    of: "alike",
    fault: /core/,
    falsify: (plan, scenario) => {
      const i = neededKind(plan, scenario)!;
      const { user, copies } = plan.core![i]!;
      return { ...plan, core: changed(plan.core!, i, { user, copies: copies + 1 }) };
    },
  },
  {
    name: "a core that names a second user of a kind",
    of: "alike",
    fault: /core/,
    falsify: (plan, scenario) => {
      const i = neededKind(plan, scenario)!;
      const { user, copies } = plan.core![i]!;
      const second = kindsOf(scenario).find(([first]) => first === user)![1]!;
      return { ...plan, core: changed(plan.core!, i, { user: second, copies }) };
    },
  },
  {
    name: "a core with a user who does not exist",
    of: "optimum",
    fault: /core/,
    falsify: (plan) => ({ ...plan, core: [...plan.core!, { user: plan.users.length, copies: 1 }] }),
  },
  {
    name: "a core with a user twice",
    of: "optimum",
    fault: /core/,
    falsify: (plan) => ({ ...plan, core: [...plan.core!, plan.core![0]] }),
  },
  {
    name: "a core of half users",
    of: "optimum",
    fault: /core/,
    falsify: (plan) => ({ ...plan, core: plan.core!.map(({ user }) => ({ user, copies: 0.5 })) }),
  },

  // certificates of something else
  {
    name: "a solution of other weights",
    of: "heuristic",
    fault: /objective/,
    falsify: (_, scenario) => solutionFile(withEnergy(scenario), "greedy"),
  },
  {
    name: "an optimum of other weights, with the objective that is its own here",
    of: "optimum",
    fault: /dualBound/,
    falsify: (_, scenario) => {
      const other = solutionFile(withEnergy(scenario), "exact");
      return proven(withChoices(other, scenario, [...other.offload], [...other.steps]));
    },
  },
  {
    name: "an optimum with the bound at price 0",
    of: "optimum",
    fault: /price|core/,
    falsify: (plan, scenario) => proven(atPriceZero(plan, scenario)),
  },
  {
    name: "a heuristic's plan that is called optimal, with the bound at price 0 and everybody in the core",
    of: "heuristic",
    fault: /price|better plan/,
    falsify: (plan, scenario) => ({ ...proven(atPriceZero(plan, scenario)), core: everyone(scenario) }),
  },
  {
    name: "the bound at price 0 at the price",
    of: "heuristic",
    fault: /dualBound/,
    falsify: (plan, scenario) => ({ ...atPriceZero(plan, scenario), price: plan.price }),
  },
];

/** The scenario under another weight of energy. */
function withEnergy(scenario: Scenario): Scenario {
  return { ...scenario, weights: { ...scenario.weights, energy: 2 * scenario.weights.energy } };
}
