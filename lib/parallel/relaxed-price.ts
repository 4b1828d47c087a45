/** P2 over chunks (MODEL.md §5): its price, and where it leaves users. */
import { indicesUpTo } from "../scenario/columns.js";
import { type Found, newtonFrom, RealSearch, realPrice } from "../solver/price/real-price.js";
import type { RelaxedSolution } from "../solver/sca/iterate.js";
import { sumOf } from "./join.js";
import { levelPrice, type OpenProblem, openAt, type ParallelSearch, type Searched } from "./price.js";
import type { Settled } from "./sca-chunk.js";

/** What is known here of an iterate. */
export type RelaxedPoint = Pick<RelaxedSolution, "price" | "objective" | "dual">;

/** A price, and where it leaves the users who were open. */
interface OpenFound {
  readonly price: number;
  readonly search: RealSearch;
  readonly found: Found;
  readonly open: OpenProblem;
}

const relaxedSearch: ParallelSearch<OpenFound> = {
  of: "relaxed",
  alone: realPrice,
  close: async ({ crew }, capacity, { open, straddle }) => {
    const { problem, value, low, high, staying } = open;
    const search = new RealSearch({ ...problem, capacity }, value);
    if (typeof straddle === "number") return answered(search, straddle, open);
    const { bracket, excessLow, excessHigh } = straddle;
    const ends = [
      { excess: excessLow, demand: low },
      { excess: excessHigh, demand: high },
    ] as const;
    const asking = search.closing(indicesUpTo(problem.count), capacity, bracket, ...ends, staying);
    let next = asking.next();
    while (!next.done) {
      const told = await crew.ask("staying", { price: next.value });
      next = asking.next({ use: sumOf(told.map(({ use }) => use)), slope: sumOf(told.map(({ slope }) => slope)) });
    }
    return { price: next.value.price, search, found: next.value, open };
  },
};

/** The price that was asked last, at which nobody is open. */
function answered(search: RealSearch, price: number, open: OpenProblem): OpenFound {
  return { price, search, found: search.answer(price, new Int32Array(), new Float64Array()), open };
}

/**
 * Solves the P2 that chunks have been told.
 * @param near A price that is thought to be near. @returns null where no number is the price: one thread finds who takes fewer steps there.
 */
export async function solveRelaxed(searched: Searched, near?: number): Promise<RelaxedPoint | null> {
  const { crew, capacity } = searched;
  const { price, search, found, open } =
    (near === undefined ? null : await newton(searched, near)) ??
    (await levelPrice(searched, relaxedSearch, 0, capacity, near)).found;
  if (found.below !== undefined) return null;
  const used = sumOf(await crew.ask("assemble", { price }));
  const { offload, edgeSteps } = search.assemble(found, used);
  let at = 0;
  const own = open.users.map((users): Settled => {
    const [first, end] = [at, at + users.length];
    at = end;
    return { users, offload: offload.slice(first, end), edgeSteps: edgeSteps.slice(first, end) };
  });
  const terms = await crew.ask("settle", { own });
  // −λ·capacity
  const priced = price > 0 ? [-price * capacity] : [];
  const dual = sumOf([...priced, ...terms.map((part) => part.dual)]);
  return { price, objective: sumOf(terms.map((part) => part.objective)), dual };
}

/** From a price that is near; null where that fails. */
async function newton(searched: Searched, near: number): Promise<OpenFound | null> {
  const { crew, capacity, sizes } = searched;
  const of = relaxedSearch.of;
  const asking = newtonFrom(near, capacity, sizes[0]!);
  let price = near;
  let begins = true;
  let next = asking.next();
  while (!next.done) {
    const asked = next.value;
    if (typeof asked === "number") price = asked;
    const told =
      typeof asked === "number"
        ? await crew.ask("demand", { of, level: 0, price, begins })
        : await crew.ask("slope", { price });
    begins = false;
    next = asking.next(sumOf(told));
  }
  if (next.value === null) return null;
  const open = await openAt(searched, of, 0, capacity, price);
  return answered(new RealSearch({ ...open.problem, capacity }, open.value), price, open);
}
