/** Tests that run what is built run it as a program does: each module once, linked by Node. */
import { expect, it } from "vitest";
// The built library.
import { solve as built } from "../dist/solver/solve.js";
import { solve } from "../solver/solve.js";

it("what is built is linked by Node, not by Vite, which reads imports from an object", () => {
  expect(String(built)).toMatch(/^function solve\(/);
  expect(String(built)).not.toContain("__vi_import");
});

it.runIf("EDGESTEPS_BUILT" in process.env)("an import of a source is one of what was built of it", () => {
  expect(solve).toBe(built);
});
