import fc from "fast-check";
import { readArrivalsCsv } from "../../dynamic/arrivals-csv.js";
import { TIME_UNITS } from "../../dynamic/trace-time.js";
import { readUsersCsv, writeUsersCsv } from "../../scenario/users-csv.js";
import { randomScenario } from "../random-scenario.js";
import { editedText, type TextEdit, textEdits } from "./edits.js";
import { solved } from "./scenarios.js";
import { answered, refuseEndless, type Target } from "./target.js";

interface Input {
  readonly seed: number;
  readonly edits: readonly TextEdit[];
}

/** Tables of users as CSV, read, written again and solved. */
export const userTables: Target<Input> = {
  name: "tables of users",
  share: 0.2,
  inputs: fc.record({ seed: fc.nat({ max: 9999 }), edits: textEdits }),
  run: ({ seed, edits }) => {
    const { users: written, ...settings } = randomScenario(seed, 4);
    const text = editedText(writeUsersCsv(written), edits);
    return answered(text, () => {
      const users = readUsersCsv(text);
      const again = writeUsersCsv(users);
      if (writeUsersCsv(readUsersCsv(again)) !== again) throw new Error("is not read as it was written");
      solved({ ...settings, users }, "greedy");
    });
  },
};

/** Traces of requests as CSV. */
export const traces: Target<Input & { readonly unit: number }> = {
  name: "traces",
  share: 0.2,
  inputs: fc.record({ seed: fc.nat({ max: 9999 }), edits: textEdits, unit: fc.nat() }),
  run: ({ seed, edits, unit }) => {
    const ids = ["u1", "u2", "a b", "ü"];
    const rows = Array.from(
      { length: 1 + (seed % 5) },
      (_, i) => `${i + seed / 7},${ids[(seed + i) % 4]},${1 + i},${i || ""},${i % 2 ? "draft" : ""}`,
    );
    const text = editedText(`time,user,deadline,maxSteps,service\n${rows.join("\n")}\n`, edits);
    return answered(text, () => {
      const timeUnit = [undefined, ...TIME_UNITS][unit % (TIME_UNITS.length + 1)];
      const arrivals = readArrivalsCsv(text, ids, { services: ["draft"], ...(timeUnit !== undefined && { timeUnit }) });
      refuseEndless(arrivals);
      for (const [i, { time, user }] of arrivals.entries()) {
        if (time < (arrivals[i - 1]?.time ?? 0) || !(user in ids)) throw new Error(`arrivals[${i}]: ${time}, ${user}`);
      }
    });
  },
};
