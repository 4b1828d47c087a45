/** A queue of requests that are all alike, and a server that takes one of them in a slot. */
import { expect, it } from "vitest";
import { toColumns } from "../../scenario/columns.js";
import { oneUser } from "../../testing/one-user.js";
import { simulate } from "../simulate.js";
import { makeWorld } from "../world.js";
import { makePolicy, POLICIES } from "./policies.js";

it.each(POLICIES)("$name serves first who came first", ({ name }) => {
  const one = oneUser({ device: { speed: 2e12, switchedCapacitance: 5e-37, maxSteps: 0 } });
  const columns = toColumns({ ...one, edge: { ...one.edge, maxSteps: 1, stepCapacity: 1 } });
  const arrivals = [0, 0, 0, 1, 1.5, 2].map((time) => ({ time, user: 0 }));
  const world = makeWorld(columns, { slots: 8, arrivals }, 1);
  const { requests } = simulate(world, makePolicy(name, world));
  expect(requests.map(({ run }) => run?.slot)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(requests.map(({ run }) => run?.wait)).toEqual([0, 1, 2, 2, 2.5, 3]);
});
