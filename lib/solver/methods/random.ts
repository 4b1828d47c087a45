import { stream } from "../../numerics/stream.js";
import { rounded } from "../rounding.js";
import type { Iterated, Method } from "./method.js";
import { BASELINE, baseline, fitting } from "./places.js";

/** Each user's place by a fair coin among its open ones; too many for the capacity are cut as by `edge`. */
export const random: Method<"random", Iterated> = {
  name: "random",
  label: "Random placement",
  ...BASELINE,
  options: ["seed"],
  random: true,
  style: 6,
  run: (problem, _, { seed = 0 }) => {
    const { local, edge } = problem;
    const wanted = edge.open.map((open, n) =>
      open === 0 ? 0 : local.open[n] === 0 ? 1 : stream(seed, n)() < 0.5 ? 1 : 0,
    );
    return baseline(rounded(problem, fitting(problem, wanted)).plan);
  },
};
