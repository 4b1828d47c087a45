import { expect, test } from "vitest";
import { fiveUsers } from "../../population/five-users.js";
import { solve } from "../../solver/solve.js";
import { MORE_IN_FULL, someOrAll } from "../../testing/long.js";
import { MAP_STARTS, mapOf, mapPenalties } from "./map.js";

test("each cell of the map is a run of the library", MORE_IN_FULL, () => {
  const asked = someOrAll(2, [...MAP_STARTS.keys()]);
  const made = mapOf({ id: 3, scenario: fiveUsers });
  const rows = asked.map(() => made.next().value!);
  expect(rows.map(({ row }) => row)).toEqual(asked);
  const penalties = mapPenalties(solve(fiveUsers).penalty);
  for (const { id, row, cells } of rows) {
    expect(id).toBe(3);
    const { start, seed } = MAP_STARTS[row]!;
    for (const [k, { gap, split }] of cells.entries()) {
      const solution = solve(fiveUsers, { penalty: penalties[k]!, start, seed });
      expect(gap).toBeCloseTo(solution.gap, 9);
      expect(split).toBe(solution.relaxed.offload.filter((a) => a > 0 && a < 1).length);
    }
  }
  // a small τ leaves a user split from ½, a large one nobody
  const [half] = rows;
  expect(half!.cells[0]!.split).toBe(1);
  expect(half!.cells.at(-1)!.split).toBe(0);
});
