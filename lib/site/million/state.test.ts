import { expect, it } from "vitest";
import { firstOf, fromAddress, toAddress, withCrowd } from "./state.js";

it("an address says the state, and what it says wrongly is left aside", () => {
  for (const state of [
    firstOf(1000),
    firstOf(1_000_000, 7),
    { users: 20_000, seed: 1, capacity: 0, price: 0 },
    { users: 100_000, seed: 3, capacity: 1_200_345, price: 0.3 },
  ])
    expect(fromAddress(toAddress(state), 10)).toEqual({ price: undefined, ...state });
  expect(fromAddress("", 10)).toEqual({ ...firstOf(10), price: undefined });
  expect(fromAddress("#users=2e9&seed=-1&capacity=1.5&price=x", 10)).toEqual({ ...firstOf(10), price: undefined });
});

it("other phones have as much of the edge each", () => {
  expect(withCrowd({ users: 1000, seed: 1, capacity: 12_000, price: 0.2 }, { users: 100_000, seed: 2 })).toEqual({
    users: 100_000,
    seed: 2,
    capacity: 1_200_000,
  });
});
