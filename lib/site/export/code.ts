/** What is on the screen as the code that computes it: a cell of a notebook, and a line of the command. */
import { SAMPLES, type Sense } from "../answer/beliefs.js";
import type { State } from "../state.js";

/** Files of the named scenarios; one of the reader's own is saved first. */
const FILES = {
  "five-users": "data/scenarios/five-users.json",
  "campus-30": "data/scenarios/campus-30.json",
  drawn: "drawn.json",
  file: "scenario.json",
};

/** The line for a shell. A start of the reader's own has none. */
export function commandOf({ scenario, users, seed, draw, capacity, penalty, start }: State): string {
  const options = [
    ...(capacity === undefined ? [] : [`--set edge.stepCapacity=${capacity}`]),
    ...(penalty === undefined ? [] : [`--tau ${penalty}`]),
    ...(typeof start !== "string" || start === "half" ? [] : [`--start ${start}`]),
    ...(start === "random" ? [`--seed ${draw}`] : []),
  ];
  const line = [`npx --no-install edgesteps solve ${FILES[scenario]}`, ...options].join(" ");
  if (scenario !== "drawn") return line;
  return `npx --no-install edgesteps generate --users ${users} --seed ${seed} --out ${FILES.drawn}\n${line}`;
}

/** The cell for a notebook. */
export function cellOf(state: State): string {
  const { capacity, start, penalty, tight } = state;
  const own = typeof start !== "string";
  const names = own ? ["solveSca", "toProblem"] : ["solve"];
  if (own && penalty === undefined) names.push("defaultPenalty", "solvePerspective");
  if (tight !== undefined) names.push("bigM", "relaxedObjective");
  const whole = capacity === undefined ? "given" : `{ ...given, edge: { ...given.edge, stepCapacity: ${capacity} } }`;
  return [
    ...givenLines(state, names),
    `const scenario = ${whole};`,
    ...(tight === undefined
      ? []
      : ["const loose = relaxedObjective(scenario, bigM);", "const tight = relaxedObjective(scenario);"]),
    ...(own ? ownStartLines(start, penalty) : solveLines(state)),
  ].join("\n");
}

/** @param names What the rest needs of the library. */
function givenLines({ scenario, users, seed }: State, names: readonly string[]): string[] {
  const library = (more: readonly string[] = []): string =>
    `import { ${[...names, ...more].sort().join(", ")} } from "edgesteps";`;
  const population = (imported: string, given: string): string[] => [
    library(),
    `import { ${imported} } from "edgesteps/population";`,
    `const given = ${given};`,
  ];
  if (scenario === "five-users") return population("fiveUsers", "fiveUsers");
  if (scenario === "campus-30") return population("campus30, generate", "generate(campus30)");
  if (scenario === "drawn") return population("generate", `generate({ users: ${users}, seed: ${seed} })`);
  return [
    'import { readFileSync } from "node:fs";',
    library(["readScenario"]),
    `const given = readScenario(readFileSync("${FILES.file}", "utf8"));`,
  ];
}

function ownStartLines(start: readonly number[], penalty: number | undefined): string[] {
  const usual = "defaultPenalty(problem, solvePerspective(problem, new Float64Array(problem.count)))";
  return [
    "const problem = toProblem(scenario);",
    `const start = Float64Array.of(${start.join(", ")});`,
    `const penalty = ${penalty ?? usual};`,
    "const { plan, trace } = solveSca(problem, { penalty, start, iterationLimit: 100 });",
    "trace;",
  ];
}

function solveLines({ penalty, start, draw }: State): string[] {
  const options = [
    ...(penalty === undefined ? [] : [`penalty: ${penalty}`]),
    ...(start === "half" ? [] : [`start: "${start}"`]),
    ...(start === "random" ? [`seed: ${draw}`] : []),
  ];
  const more = options.length === 0 ? "" : `, { ${options.join(", ")} }`;
  return [
    `const { plan, objective, lowerBound, gap, price } = solve(scenario${more});`,
    "({ objective, lowerBound, gap, price });",
  ];
}

/** The cell of the pictures that a number of steps makes. @param steps Of a run; as many as `most` of one that is stopped. */
export function picturesCell(steps: number, most: number, sense: Sense, noise: number): string {
  const stopped = sense === "early";
  const run = `{ denoiser, levels: noiseLevels("geometric", ${stopped ? most : steps}) }`;
  return [
    'import { ddim, diffusionModel, gaussianNoise, noiseLevels, sample } from "edgesteps/diffusion";',
    'import { stream } from "edgesteps/numerics";',
    'const { denoiser } = diffusionModel("glyphs");',
    `const start = gaussianNoise(${SAMPLES} * denoiser.dimension, stream(${noise}, 0));`,
    ...(stopped && steps < most
      ? [
          "let pictures = start;",
          `sample(ddim, ${run}, start, (done, x) => {`,
          `  if (done === ${steps}) pictures = x.slice();`,
          "});",
        ]
      : [`const pictures = sample(ddim, ${run}, start);`]),
    "pictures;",
  ].join("\n");
}
