import { describe, expect, test } from "vitest";
import { FIRST, fromAddress, type State, toAddress } from "./state.js";

describe("an address", () => {
  const states: readonly State[] = [
    FIRST,
    { ...FIRST, capacity: 55, price: 0.25, penalty: 0.01 },
    { ...FIRST, scenario: "campus-30", start: "random", draw: 7, iterate: 0, user: 29 },
    { ...FIRST, scenario: "drawn", users: 1000, seed: 2 ** 32 - 1, mine: [0, 1, 1, 0] },
    { ...FIRST, start: [0, 0.25, 0.5, 0.999, 1], iterate: 3, lesson: "small-tau" },
    { ...FIRST, start: [0.125], mine: [0] },
  ];

  test.each(states.map((state) => [toAddress(state) || "the first", state] as const))("%s is its state", (_, state) => {
    // users are drawn in one scenario alone
    const { seed, users } = state.scenario === "drawn" ? state : FIRST;
    const again = fromAddress(`#${toAddress(state)}`);
    expect(JSON.parse(JSON.stringify(again))).toEqual(JSON.parse(JSON.stringify({ ...state, seed, users })));
  });

  test("of the first state is empty", () => {
    expect(toAddress(FIRST)).toBe("");
  });

  test.each([
    "capacity=-1",
    "capacity=1.5",
    "price=x",
    "price=",
    "tau=Infinity",
    "start=sideways",
    "start=1.2000",
    "iterate=-1",
    "mine=012",
    "scenario=moon",
    "users=0",
    "seed=4294967296",
    "draw=-1",
  ])("with %s leaves it aside", (address) => {
    expect(JSON.stringify(fromAddress(address))).toBe(JSON.stringify(fromAddress("")));
  });
});
