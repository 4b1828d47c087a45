import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LIB } from "../../testing/doors.js";
import { REASONS } from "./reasons.js";
import { ROOMS, recordOf, type Tried } from "./record.js";

const mutant = (status: Tried["status"], line: number, code = "a < b"): Tried => ({
  file: "lib/model/x.ts",
  code,
  instead: "a | b",
  status,
  line,
});

describe("recordOf", () => {
  const tried = [
    ...Array.from({ length: 6 }, (_, i) => mutant("Killed", i)),
    mutant("Timeout", 7),
    mutant("Survived", 8, "quick"),
    mutant("Survived", 9),
    mutant("NoCoverage", 10, "never"),
    mutant("Ignored", 11),
    mutant("CompileError", 12),
  ];
  const reasons = [
    { file: "lib/model/x.ts", code: "quick", instead: "a | b", equivalent: true, why: "It only takes longer." },
    { file: "lib/model/x.ts", code: "never", instead: "a | b", equivalent: false, why: "No test for it." },
    { file: "lib/model/y.ts", code: "a < b", instead: "a | b", equivalent: true, why: "Of another file." },
  ];
  const record = recordOf("model", tried, reasons, 1);

  it("counts those of the sample, equivalent ones aside", () => {
    expect(record).toContain("12 small faults, 1 of them in constants, which are not tried; a sample of 10 (seed 1).");
    // 7 of 9
    expect(record).toContain("| 6 | 1 | 0 | 1 | 2 | 77.8 % |");
  });

  it("names every survivor with its reason", () => {
    expect(record.split("\n").slice(-4)).toEqual([
      "| x.ts:8 | ``quick`` | ``a \\| b`` | Equivalent: It only takes longer. |",
      "| x.ts:9 | ``a < b`` | ``a \\| b`` |  |",
      "| x.ts:10 | ``never`` | ``a \\| b`` | No test for it. |",
      "",
    ]);
  });
});

const folder = join(LIB, "../data/mutants");

describe.runIf(existsSync(folder))("data/mutants", () => {
  it("has a page of every room, on which at least 85 % of at least 400 are caught, and each survivor has its reason", () => {
    expect(readdirSync(folder).sort()).toEqual(ROOMS.map((room) => `${room}.md`).sort());
    for (const room of ROOMS) {
      const page = readFileSync(join(folder, `${room}.md`), "utf8");
      expect(Number(/a sample of (\d+)/.exec(page)![1]), room).toBeGreaterThanOrEqual(400);
      expect(Number(/\| ([\d.]+) % \|$/m.exec(page)![1]), room).toBeGreaterThanOrEqual(85);
      const survivors = page.split("\n").filter((line) => /^\| [^ ]+:\d+ \|/.test(line));
      expect(survivors.filter((line) => line.endsWith("|  |"))).toEqual([]);
    }
  });
});

describe("REASONS", () => {
  it("has none for what no source says any more", () => {
    for (const { file, code } of REASONS) {
      expect(readFileSync(join(LIB, "..", file), "utf8").replace(/\s+/g, " "), file).toContain(
        code.replace(/\s+/g, " "),
      );
    }
  });
});
