/** Pictures: real runs, the same for the same question; the law says how many steps, the runs say what they give. */
import { describe, expect, it } from "vitest";
import { toProblem } from "../../model/problem.js";
import { bestWholeSteps } from "../../model/whole-steps.js";
import { fiveUsers } from "../../population/five-users.js";
import { LAWS, SENSES } from "./beliefs.js";
import { type PictureQuestion, Pictures, SHOWN } from "./picture.js";

const pictures = new Pictures();
const first: PictureQuestion = {
  id: 1,
  key: "five-users",
  scenario: fiveUsers,
  user: 0,
  price: 0.8,
  law: "own",
  sense: "coarse",
  noise: 0,
};

describe.each(SENSES)("%s", (sense) => {
  const ask = (part: Partial<PictureQuestion>) => pictures.answer({ ...first, sense, ...part });

  it("measures an error that falls in the end, on runs that begin with one noise", () => {
    const { steps, errors, most, noise, truth, edge } = ask({});
    expect([steps[0], steps.at(-1), most]).toEqual([1, 20, 20]);
    expect(errors.at(-1)!).toBeLessThan(0.15);
    expect(errors[0]!).toBeGreaterThan(0.5);
    for (const [k, error] of errors.entries()) if (k > 4) expect(error).toBeLessThan(errors[k - 1]!);
    expect(errors.at(-1) === 0).toBe(sense === "early");
    for (const shown of [noise, truth, edge!.pictures]) expect(shown.length).toBe(SHOWN * 144);
    // ink and paper, but for a grey rim
    const decided = truth.filter((ink) => Math.abs(ink) > 0.5).length / truth.length;
    expect(decided).toBeGreaterThan(0.7);
  });

  it("takes as many steps as the user's law says, and with its own those of the library", () => {
    const problem = toProblem(fiveUsers);
    for (const user of [0, 1, 4]) {
      const { device, edge } = ask({ user });
      expect(device!.steps).toBe(problem.localWholeSteps[user]);
      expect(edge!.steps).toBe(bestWholeSteps(problem.edge, user, 0.8));
      expect(edge!.promised).toBeCloseTo(
        fiveUsers.users[user]!.errorModel.kind === "exponential" ? Math.exp(-0.2 * edge!.steps) : 0,
        12,
      );
    }
  });

  it("charges what a wrong law costs, and the measured one nothing", () => {
    const all = LAWS.map((law) => ask({ law }));
    expect(all.map(({ edge }) => edge!.regret).every((regret) => regret >= 0)).toBe(true);
    const measured = all[LAWS.indexOf("measured")]!;
    expect([measured.device!.regret, measured.edge!.regret]).toEqual([0, 0]);
    expect(measured.believed.every((error, k) => Math.abs(error - measured.errors[k]!) < 1e-12)).toBe(true);
    expect(new Set(all.map(({ believed }) => believed[3])).size).toBe(LAWS.length);
  });
});

it("is the same for the same question, and other for other noise", () => {
  const fresh = new Pictures();
  const other = fresh.answer({ ...first, noise: 1 });
  const again = fresh.answer(first);
  expect(again).toEqual(pictures.answer(first));
  expect(other.errors).not.toEqual(again.errors);
});

it("knows users with one place, and with few steps", () => {
  const [user] = fiveUsers.users;
  const device = { ...user!.device, maxSteps: 0 };
  const scenario = { ...fiveUsers, edge: { ...fiveUsers.edge, maxSteps: 3 }, users: [{ ...user!, device }] };
  for (const sense of SENSES) {
    const answer = pictures.answer({ ...first, key: "one", scenario, law: "power", sense });
    expect(answer.device).toBeUndefined();
    expect(answer.edge!.steps).toBeGreaterThan(0);
    expect(answer.edge!.steps).toBeLessThanOrEqual(3);
  }
});
