/** Stryker has no samples: this plugin for it sets all mutants aside that are not in one, as if they did not compile. */
import { readFileSync } from "node:fs";
import { type Checker, type CheckResult, CheckStatus } from "@stryker-mutator/api/check";
import type { Mutant as StrykerMutant, StrykerOptions } from "@stryker-mutator/api/core";
import { commonTokens, declareClassPlugin, PluginKind, tokens } from "@stryker-mutator/api/plugin";
import { mutantOf } from "./mutant.js";
import { sampleOf } from "./sample.js";

class SampleChecker implements Checker {
  static readonly inject = tokens(commonTokens.options);
  readonly #options: { readonly count: number; readonly seed: number };

  constructor(options: StrykerOptions) {
    this.#options = options["sample"] as { readonly count: number; readonly seed: number };
  }

  async init(): Promise<void> {}

  /** All at once, as a sample needs. */
  async group(mutants: StrykerMutant[]): Promise<string[][]> {
    return [mutants.map(({ id }) => id)];
  }

  async check(mutants: StrykerMutant[]): Promise<Record<string, CheckResult>> {
    const { count, seed } = this.#options;
    const sources = new Map<string, string>();
    const written = mutants.map((mutant) => {
      const { fileName } = mutant;
      if (!sources.has(fileName)) sources.set(fileName, readFileSync(fileName, "utf8"));
      return mutantOf(fileName.slice(fileName.lastIndexOf("/lib/") + 1), sources.get(fileName)!, mutant, 0);
    });
    const sample = new Set(sampleOf(written, count, seed));
    const result = (i: number): CheckResult =>
      sample.has(i)
        ? { status: CheckStatus.Passed }
        : { status: CheckStatus.CompileError, reason: "not in the sample" };
    return Object.fromEntries(mutants.map(({ id }, i) => [id, result(i)]));
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, "sample", SampleChecker)];
