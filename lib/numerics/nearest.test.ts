import fc from "fast-check";
import { test } from "vitest";
import { nearest } from "./nearest.js";

test("is Math.round where it says so", () => {
  const halves = fc.nat({ max: 2 ** 52 }).map((twice) => twice / 2);
  const any = fc.double({ min: 0.5, max: 2 ** 51, noNaN: true });
  fc.assert(fc.property(fc.oneof(halves, any), (x) => nearest(x) === Math.round(x)));
});
