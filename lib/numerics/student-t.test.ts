import { expect, it } from "vitest";
import { studentQuantile } from "./student-t.js";

it("is exact where the quantile is known in closed form", () => {
  for (const probability of [0.5, 0.9, 0.95, 0.99]) {
    const [one, two] = [Math.tan((probability * Math.PI) / 2), probability * Math.sqrt(2 / (1 - probability ** 2))];
    expect(Math.abs(studentQuantile(probability, 1) / one - 1)).toBeLessThan(1e-13);
    expect(Math.abs(studentQuantile(probability, 2) / two - 1)).toBeLessThan(1e-13);
  }
});

// scipy.stats.t.ppf((1 + p) / 2, freedom), itself good to 4e-11
it.each([
  [0.95, 3, 3.182446305284263],
  [0.95, 4, 2.7764451051977987],
  [0.95, 9, 2.2621571627409915],
  [0.95, 10, 2.2281388519649385],
  [0.95, 1000, 1.9623390808264074],
  [0.99, 5, 4.032142983557536],
])("P(|T| ≤ t) = %d with %d degrees of freedom at t = %d", (probability, freedom, t) => {
  expect(Math.abs(studentQuantile(probability, freedom) / t - 1)).toBeLessThan(1e-10);
});
