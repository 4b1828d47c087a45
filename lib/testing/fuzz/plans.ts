import fc from "fast-check";
import { parseJson } from "../../input/validation.js";
import { parsePlan } from "../../model/plan.js";
import { toColumns } from "../../scenario/columns.js";
import { METHODS } from "../../solver/methods/methods.js";
import { parseClaims } from "../../verify/claims.js";
import { verify } from "../../verify/verify.js";
import { FEASIBLE } from "../reference.js";
import { type SolutionFile, solutionFile } from "../solution-file.js";
import { type Edit, edited, editedText, edits, rareTextEdits, type TextEdit } from "./edits.js";
import { answered, refuseEndless, type Target } from "./target.js";

interface Input {
  readonly which: number;
  readonly edits: readonly Edit[];
  readonly textEdits: readonly TextEdit[];
}

const CASES = FEASIBLE.filter(({ scenario }) => scenario.users.length <= 12).slice(0, 6);

/** Solutions as JSON, verified. */
export const plans: Target<Input> = {
  name: "plans",
  share: 0.13,
  inputs: fc.record({
    which: fc.nat({ max: CASES.length * METHODS.length - 1 }),
    edits,
    textEdits: rareTextEdits,
  }),
  run: ({ which, edits, textEdits }) => {
    const { scenario } = CASES[which % CASES.length]!;
    const text = editedText(JSON.stringify(edited(solutionOf(which), edits)), textEdits);
    return answered(text, () => {
      const columns = toColumns(scenario);
      const value = parseJson(text);
      const plan = parsePlan(value, columns.users.count);
      const { flaws, violations, objective, totals, margin } = verify(columns, plan, parseClaims(value, columns.users));
      // `edgesteps check` refuses a plan of no finite cost
      if ([objective, margin, ...Object.values(totals)].every(Number.isFinite)) refuseEndless({ violations });
      for (const flaw of flaws) if (/undefined|\[object/.test(flaw)) throw new Error(flaw);
    });
  },
};

const known = new Map<number, SolutionFile>();

function solutionOf(which: number): SolutionFile {
  const found =
    known.get(which) ??
    solutionFile(CASES[which % CASES.length]!.scenario, METHODS[Math.floor(which / CASES.length)]!.name);
  known.set(which, found);
  return found;
}
