/** Every lesson, in the order in which it is best met. */

import { worstResidual } from "../../solver/sca/residuals.js";
import { SOLVED } from "../../solver/sca/sca.js";
import type { Answer } from "../answer/answer.js";
import { shown } from "../draw/shown.js";
import type { Lesson } from "./lesson.js";

const split = (shares: Float64Array): number => shares.filter((a) => a > 0 && a < 1).length;
const last = ({ steps }: Answer): Float64Array => steps.at(-1)!.offload;
const atEdge = (offload: Uint8Array): number => offload.reduce((sum, a) => sum + a, 0);

/** Who leaves the edge at the lowest price. */
function firstToLeave({ market }: Answer): number {
  const { leaving } = market;
  return leaving.reduce((first, price, n) => (price > 0 && price < leaving[first]! ? n : first), 0);
}

const leaves: Lesson = {
  name: "who-leaves-first",
  title: "Who leaves first?",
  setup: { scenario: "five-users", price: 0.1 },
  views: ["market"],
  question: "The price of an edge step rises slowly from 0.1. Which laptop goes back to computing by itself first?",
  choices: ({ names }) => names,
  reveal: (before) => ({ price: 1.04 * before.market.leaving[firstToLeave(before)]!, user: firstToLeave(before) }),
  right: firstToLeave,
  because: (before) => {
    const n = firstToLeave(before);
    return `${before.names[n]} leaves at ${shown(before.market.leaving[n]!)}: there its least cost at the edge, steps paid for, meets that of its device. Its card shows why: of all devices its own is the one that the edge beats by least.`;
  },
  task: "Drag the price up until only one user is left at the edge.",
  done: ({ hand }) => hand.wants.filter((s) => s > 0).length === 1,
};

const capacity: Lesson = {
  name: "more-capacity",
  title: "From 40 to 55 steps",
  setup: { scenario: "five-users", capacity: 40 },
  views: ["market"],
  question: "The server gets 55 steps in place of 40. What happens to the price and to the user who is split?",
  choices: () => [
    "The price stays; the split user gets a larger share",
    "The price falls, and the split user is whole at the edge",
    "The price falls to 0",
  ],
  reveal: () => ({ capacity: 55 }),
  right: (before, after) => (after.relaxed.price === 0 ? 2 : after.relaxed.offload[before.split] === 1 ? 1 : 0),
  because: (before, after) =>
    `The price falls from ${shown(before.relaxed.price)} to ${shown(after.relaxed.price)}. At first only the share of ${before.names[before.split]} grew, at one and the same price; once all of it was there, everyone at the edge took more steps, which each are worth less.`,
  task: "Find a capacity at which the price is 0.",
  done: ({ relaxed }) => relaxed.price === 0,
};

const small: Lesson = {
  name: "small-tau",
  title: "A small τ",
  setup: { scenario: "five-users", penalty: 0.05, iterate: 1 },
  views: ["hill"],
  question: "τ is 0.05, a small hill, and one user is split after the first step. Will more steps make it whole?",
  choices: () => ["Yes, at its device", "Yes, at the edge", "No: it stays split for ever"],
  reveal: () => ({ iterate: undefined }),
  right: (_, after) => (split(last(after)) > 0 ? 2 : last(after)[after.split] === 1 ? 1 : 0),
  because: (_, after) =>
    `After ${after.steps.length} steps ${after.names[after.split]} still is at ${shown(last(after)[after.split]!)}. A push of π only moves the price a little, until the tie is there again. Below τ = ${shown(after.penalty.low)} it stays split; above ${shown(after.penalty.high)} it is whole.`,
  task: "Raise τ until everyone is whole in the last step.",
  done: (now, { iterate }) => split(last(now)) === 0 && (iterate === undefined || iterate >= now.steps.length),
};

const frozen: Lesson = {
  name: "large-tau",
  title: "A large τ",
  setup: { scenario: "campus-30", penalty: 250, start: "random", draw: 5, iterate: 0 },
  views: ["trace"],
  question:
    "τ is 250, some two hundred times the default, and thirty people start at random shares. They will be whole at once. How good will the plan be?",
  choices: () => ["Within 1 % of the best", "1 to 10 % off", "More than 10 % off"],
  reveal: () => ({ iterate: undefined }),
  right: (_, { sca }) => (sca.gap < 0.01 ? 0 : sca.gap < 0.1 ? 1 : 2),
  because: (_, now) => {
    const { sca, steps, penalty, start, count } = now;
    const stayed = last(now).filter((a, n) => a > 0.5 === start[n]! > 0.5).length;
    return `${shown(100 * sca.gap)} % above the bound. The hill is so high that its tangent decides, not the cost: ${stayed} of ${count} end on the side on which they began, and after ${steps.length} steps nothing moves. Above τ = ${shown(penalty.freezing)} whatever is whole never moves again.`;
  },
  task: "From the same random start, find a τ with which the plan is within 0.1 % of the bound.",
  done: ({ sca }, { start }) => start === "random" && sca.gap < 1e-3,
};

const stale: Lesson = {
  name: "stale-price",
  title: "A stale price",
  setup: { scenario: "five-users", capacity: 50 },
  views: ["market"],
  question:
    "Half of the server fails: 25 steps are left of 50, but everyone still acts on yesterday's price. What happens?",
  choices: () => ["Nothing: they still fit", "They ask for twice the steps that there are", "Nobody asks for any"],
  reveal: ({ relaxed }) => ({ capacity: 25, price: Number(relaxed.price.toPrecision(5)) }),
  right: (_, { hand, capacity: S }) => (hand.demand > S ? 1 : hand.demand > 0 ? 0 : 2),
  because: (_, { hand, capacity: S, relaxed }) =>
    `At ${shown(hand.price)} they want ${shown(hand.demand)} steps of ${shown(S)}. The dual rises there, with the slope ${shown(hand.demand - S)}: it says which way to go, and how fast. The new price is ${shown(relaxed.price)}.`,
  task: "Settle the market: press settle, or drag the price until demand fits.",
  done: ({ hand, capacity: S }) => hand.demand <= S * (1 + 1e-9) && hand.demand > 0.6 * S,
};

const convexity: Lesson = {
  name: "convexity",
  title: "Quick check: P1 and P2",
  setup: { scenario: "five-users", penalty: 4, start: [0.2, 0.8, 0.6, 0.9, 0.3], iterate: 0 },
  views: ["hill", "forms"],
  words:
    "P1 is the problem as it is: the share a of a user at the edge is 0 or 1. P2 is what each step solves in its place. A problem is convex where all that lies straight between two allowed points is allowed, and costs no more than the straight line between their costs: there whoever walks downhill ends at the best.",
  question: "What is the key difference between P1 and P2 in terms of convexity?",
  choices: () => [
    "P1 allows two places only, which is not convex; P2 allows shares, and a tangent in place of the hill",
    "P1 is convex; P2 is not, because of the penalty",
    "Both are convex; P2 has fewer variables",
  ],
  reveal: () => ({ iterate: 1 }),
  // the hill between two places lies above its chord, so it is not convex; that of shares is solved to its KKT conditions
  right: ({ start }, { steps }) => (split(start) > 0 && worstResidual(steps[0]!.residuals) <= SOLVED ? 0 : 1),
  because: (_, { steps, penalty }) =>
    `In P1 nothing between 0 and 1 is allowed. To allow it for a penalty is not convex either: halfway the hill is ${shown(penalty.value / 4)} high, where the straight line from foot to foot is 0. P2 allows shares and takes the tangent, which is straight, so it is convex, and prices solve it: the conditions of its best point fail by ${shown(worstResidual(steps[0]!.residuals))}. What a share costs besides is convex too: the perspective form.`,
  task: "The next P2 has its tangents where everyone now stands: press solve P2 until the last step. Where does everyone end?",
  done: (now, { iterate }) => iterate === undefined || iterate >= now.steps.length,
};

const slackness: Lesson = {
  name: "slackness",
  title: "Quick check: slackness",
  setup: { scenario: "five-users", capacity: 110 },
  views: ["market", "dual", "trace"],
  words:
    "At a best point the KKT conditions hold. Everyone does what is best for it at the price λ (stationarity); demand is at most the capacity S (primal); λ is at least 0 (dual); and λ·(S − demand) = 0: complementary slackness.",
  question: "110 steps are more than anyone wants. What is the price now, and when will it move?",
  choices: () => [
    "0, until demand fills the capacity: either steps are left or they cost something, never both",
    "Above 0, as a server is never free",
    "0, whatever the capacity",
  ],
  reveal: () => ({ capacity: 60 }),
  right: (before, after) => (before.relaxed.price > 0 ? 1 : after.relaxed.price > 0 ? 0 : 2),
  because: (before, after) =>
    `With 110 steps the price was ${shown(before.relaxed.price)} and ${shown(before.capacity - before.hand.demand)} were left. With 60 it is ${shown(after.relaxed.price)} and ${shown(Math.abs(after.capacity - after.hand.demand))} are left: the product is 0 both times. That demand fits is a condition by itself; slackness tells at which price it does: at 0 while steps are left, else at the one where demand is just S. Drag the price, and read the product below the dual.`,
  task: "Drag the capacity to where the price just becomes 0: at most two steps are left, and free.",
  done: ({ relaxed, capacity: S, hand }) => relaxed.price === 0 && S - hand.demand <= 2,
};

const quality: Lesson = {
  name: "quality",
  title: "Quick check: steps and quality",
  setup: { scenario: "five-users", user: 1, price: 1.4 },
  views: ["costs", "picture-view"],
  words:
    "A diffusion model begins with noise and takes a little of it away in each reverse step. What the picture then still lacks is its error.",
  question: "Why does quality rise with the number of reverse diffusion steps, and why does nobody take all of them?",
  choices: () => [
    "The error falls with every step, but by less and less, while each step costs the same",
    "The error falls by the same amount with every step",
    "More steps add noise, so the error rises in the end",
  ],
  reveal: () => ({ price: 0.2 }),
  right: (_, { curves: { error } }) => {
    const falls = (k: number): number => error[k]! - error[k + 1]!;
    const end = error.length - 2;
    return falls(end) < 0 ? 2 : falls(end) < 0.99 * falls(0) ? 0 : 1;
  },
  because: (_, { curves: { error, steps, user }, cards }) => {
    const edge = cards.find((card) => card.user === user)?.edge;
    return `Each step takes noise away, so the grey curve falls from ${shown(error[0]!)} to ${shown(error.at(-1)!)} over ${shown(steps.at(-1)!)} steps, most of it in the first ones. The least cost is where one step more saves just what it costs: at this price at ${shown(edge?.steps ?? 0)} steps. The letters under Picture are made in as many.`;
  },
  task: "Drag the price until this user wants fewer than 12 edge steps, but still some.",
  done: ({ hand, curves }) => hand.wants[curves.user]! > 0 && hand.wants[curves.user]! < 12,
};

const swap: Lesson = {
  name: "one-swap",
  title: "Where the gap shows",
  setup: { scenario: "five-users", capacity: 42 },
  views: ["users"],
  question: "With 42 steps the algorithm's plan is not the best one. How many users must change places to mend it?",
  choices: () => ["One", "Two, a swap", "All five"],
  reveal: () => ({}),
  right: ({ sca, optimum }) => {
    const moved = sca.offload.filter((a, n) => a !== optimum.offload[n]).length;
    return moved >= 5 ? 2 : moved >= 2 ? 1 : 0;
  },
  because: ({ sca, names, optimum }) => {
    const moved = names.filter((_, n) => sca.offload[n] !== optimum.offload[n]);
    const [own, best] = [atEdge(sca.offload), atEdge(optimum.offload)];
    const there =
      own === best ? `as many users at the edge, ${best}, but others` : `${best} users at the edge, not ${own}`;
    return `${moved.join(" and ")}: the plan costs ${shown(sca.objective)}, the proven optimum ${shown(optimum.objective)}, with ${there}. Rounding sends the split user to one place or the other and tries no swap.`;
  },
  task: "Move users until the optimum's stamp appears.",
  done: ({ mine, optimum }) => mine?.found !== undefined && mine.found.objective <= optimum.objective * (1 + 1e-12),
};

const campus: Lesson = {
  name: "campus-30",
  title: "Thirty people",
  setup: { scenario: "campus-30", price: 0.2, iterate: 0 },
  views: ["market"],
  question:
    "Thirty people on a campus want four times the 300 steps that there are. The price rises until they fit. How many of them will it leave split between both places?",
  choices: () => ["Nobody", "One", "A few, up to ten", "More than ten"],
  reveal: () => ({ price: undefined, iterate: 1 }),
  right: (_, { relaxed }) => {
    const between = split(relaxed.offload);
    return between <= 1 ? between : between <= 10 ? 2 : 3;
  },
  because: (_, { names, split: n, relaxed, sca, count }) =>
    `At ${shown(relaxed.price)} only ${names[n]} is as well off at either place; everyone else is better off at one place. However many users there are, one that is split is all that rounding has to mend: with ${count} of them the plan is ${shown(100 * sca.gap)} % above the bound, and the more there are the less it is.`,
  task: "Drag the capacity until nobody is split, and a step still has a price.",
  done: ({ relaxed }) => relaxed.price > 0 && split(relaxed.offload) === 0,
};

export const LESSONS: readonly Lesson[] = [
  leaves,
  capacity,
  small,
  frozen,
  stale,
  swap,
  campus,
  convexity,
  slackness,
  quality,
];
