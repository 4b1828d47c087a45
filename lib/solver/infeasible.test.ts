import { expect, it } from "vitest";
import { toProblem } from "../model/problem.js";
import { halving } from "../testing/halving.js";
import { oneUser } from "../testing/one-user.js";
import { assertFeasible, InfeasibleError } from "./infeasible.js";

type Devices = readonly ("open" | "closed")[];

function refusal(devices: Devices, capacity: number | null, edgeMaxSteps = 30): InfeasibleError | undefined {
  const columns = halving(devices, capacity);
  try {
    assertFeasible(toProblem({ ...columns, edge: { ...columns.edge, maxSteps: edgeMaxSteps } }));
  } catch (error) {
    if (error instanceof InfeasibleError) return error;
    throw error;
  }
  return undefined;
}

it("a step for each who has no device is enough", () => {
  expect(refusal(["open", "closed", "closed"], 2)).toBeUndefined();
  expect(refusal(["open", "open"], 0, 0)).toBeUndefined();
});

it("says who needs a step that is not there", () => {
  const error = refusal(["closed", "open", "closed"], 1)!;
  expect(error.message).toBe(
    "infeasible: edge.stepCapacity is 1, but 2 users can't compute on their device and need a step each: u0, u2",
  );
  expect([error.name, error.constraint, error.users]).toEqual(["InfeasibleError", "stepCapacity", ["u0", "u2"]]);
});

it("says how much work is needed, by whichever model or split needs least", () => {
  const models = [
    { name: "light", workload: 5e11, errorModel: { kind: "exponential", initial: 1, decay: 0.2 } },
  ] as const;
  const scenario = (edge: object, more: object) => {
    const { stepCapacity: _, ...server } = oneUser({}).edge;
    const [user] = oneUser(more).users;
    const device = { ...user!.device, maxSteps: 0 };
    return toProblem({
      ...oneUser({}),
      edge: { ...server, workCapacity: 1e11, ...edge },
      users: [{ ...user!, device }],
    });
  };
  const need = "infeasible: edge.workCapacity is 100000000000, but 1 users can't compute on their device and need";
  const refused = (edge: object, more: object): unknown => {
    try {
      return assertFeasible(scenario(edge, more));
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(refused({}, { models })).toMatch(new RegExp(`^${need} 500000000000 FLOP, for a step each: `));
  expect(refused({}, { models, maxError: 0.1 })).toMatch(
    new RegExp(`^${need} \\d+ FLOP, for the steps to keep maxError: `),
  );
  expect(refused({ split: true }, {})).toMatch(new RegExp(`^${need} [\\d.]+ FLOP, for a step each: `));
});

it("says to whom both places are closed", () => {
  const error = refusal(["closed", "open", "closed"], 50, 0)!;
  expect(error.message).toBe(
    "infeasible: no step fits on the device or at the edge (maxSteps, deadline, battery) for u0, u2",
  );
  expect([error.constraint, error.users]).toEqual(["both places closed", ["u0", "u2"]]);
});

it("names eight, and counts the others", () => {
  expect(refusal(new Array<"closed">(8).fill("closed"), 7)!.message).toMatch(/ each: u0, u1, u2, u3, u4, u5, u6, u7$/);
  const error = refusal(new Array<"closed">(10).fill("closed"), 9)!;
  expect(error.message).toMatch(/ each: u0, u1, u2, u3, u4, u5, u6, u7 and 2 more$/);
  expect(error.users).toHaveLength(10);
});
