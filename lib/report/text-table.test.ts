import { expect, test } from "vitest";
import { textTable } from "./text-table.js";

test("the first column stands to the left, the others to the right, unless told", () => {
  const rows = [["name", "x"], ["a", "10"], ["longer"]];
  expect(textTable(rows)).toBe("name     x\na       10\nlonger\n");
  expect(textTable(rows, () => false)).toBe("name    x\na       10\nlonger\n");
  expect(textTable([])).toBe("");
});
