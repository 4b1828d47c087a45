/** Device against edge: what the best steps pricedCost at each place as the link rate or the price of an edge step changes (MODEL.md §3). */

import { pricedCost } from "../../model/cost.js";
import { type Problem, toProblem } from "../../model/problem.js";
import { bestWholeSteps } from "../../model/whole-steps.js";
import { tenTo } from "../../numerics/power.js";
import type { Table } from "../../report/table.js";
import type { Scenario, User } from "../../scenario/types.js";
import { lagrangianBound } from "../../solver/certificate/bound.js";
import { userIndex } from "./user-index.js";

export interface PlaceTradeoffOptions {
  readonly scenario: Scenario;
  /** Ids of the users. */
  readonly users: readonly string[];
}

/**
 * For each user and open place: both link rates at 0.01 to 10 times their own, while edge steps have no price; and the price of
 * an edge step from 0 to 3λ*, at the user's own rates. λ* is the scenario's price (MODEL.md §7).
 * @throws InputError for an unknown user.
 */
export function placeTradeoff({ scenario, users }: PlaceTradeoffOptions): Table {
  const { price: scenarioPrice } = lagrangianBound(toProblem(scenario));
  const rows = users.flatMap((id) => {
    const user = scenario.users[userIndex(scenario, id)]!;
    const atRate = (factor: number): Problem => toProblem({ ...scenario, users: [scaleRates(user, factor)] });
    const best = (varied: string, value: number, problem: Problem, price: number): Table["rows"] =>
      bestAtEachPlace(problem, price).map((row) => ({ user: id, varied, value, ...row, scenarioPrice }));
    const own = atRate(1);
    return [
      ...grid.map((x) => tenTo(3 * x - 2)).flatMap((factor) => best("rate", factor, atRate(factor), 0)),
      ...grid.map((x) => 3 * x * scenarioPrice).flatMap((price) => best("price", price, own, price)),
    ];
  });
  return {
    name: "place-tradeoff",
    columns: [
      { name: "user", unit: "", description: "Id of the user." },
      { name: "varied", unit: "", description: "rate (both ways) or price (of an edge step)." },
      { name: "value", unit: "1 or 1/step", description: "Multiple of the user's own rates, or the price." },
      { name: "place", unit: "", description: "local (the device) or edge." },
      { name: "steps", unit: "step", description: "The best whole number of steps there." },
      { name: "pricedCost", unit: "1", description: "Their cost and, at the edge, their price." },
      { name: "scenarioPrice", unit: "1/step", description: "The scenario's own price of an edge step." },
    ],
    rows,
  };
}

const grid: readonly number[] = Array.from({ length: 61 }, (_, i) => i / 60);

function scaleRates(user: User, factor: number): User {
  const { uplinkRate, downlinkRate } = user.link;
  return { ...user, link: { ...user.link, uplinkRate: factor * uplinkRate, downlinkRate: factor * downlinkRate } };
}

/** Of a problem's only user. */
function bestAtEachPlace(
  { local, edge }: Problem,
  price: number,
): { place: string; steps: number; pricedCost: number }[] {
  return [local, edge].flatMap((place, offload) => {
    if (place.open[0] === 0) return [];
    const perStep = offload * price;
    const steps = bestWholeSteps(place, 0, perStep);
    return [{ place: place.name, steps, pricedCost: pricedCost(place, 0, steps, perStep) }];
  });
}
