import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { publishedSeriesModule } from "../../scripts/published-series-module.js";
import { errorCurves, isCounted, MARKS } from "./curves.js";
import { publishedQuality } from "./published-quality.js";
import { parsePublishedSeries } from "./published-series.js";
import { ARCHITECTURE_FAMILIES, familyOf, SAMPLER_KINDS, samplerKindOf } from "./series-families.js";
import { sourceOf } from "./series-sources.js";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const csv = readFileSync(path("../../../data/published/quality-vs-steps.csv"), "utf8");

describe("the generated module", () => {
  it("is what data/published gives, byte for byte", () => {
    expect(readFileSync(path("./published-quality.ts"), "utf8")).toBe(publishedSeriesModule(parsePublishedSeries(csv)));
  });

  it("holds every row", () => {
    expect(publishedQuality.flatMap(({ steps }) => steps)).toHaveLength(684);
  });
});

describe("parsePublishedSeries", () => {
  const header = "model,architecture_family,sampler,dataset,metric,steps,value,source,verified";
  it("sorts a series by steps, and collects its sources", () => {
    const text = `${header}\nA,flow,Euler,"D, 32",FID,8,2,one,yes\nB,flow,Euler,"D, 32",FID,4,1,one,yes\nA,flow,Euler,"D, 32",FID,4,3,two,yes (secondary)\n`;
    expect(parsePublishedSeries(text)).toEqual([
      {
        model: "A",
        architecture: "flow",
        sampler: "Euler",
        dataset: "D, 32",
        metric: "FID",
        sources: ["one", "two"],
        verified: false,
        steps: [4, 8],
        values: [3, 2],
      },
      expect.objectContaining({ model: "B", verified: true, steps: [4], values: [1] }),
    ]);
  });

  it("names a row without steps or value", () => {
    const row = (steps: string, value: string): string => `${header}\nA,flow,Euler,D,FID,${steps},${value},one,yes\n`;
    expect(() => parsePublishedSeries(row("", "3"))).toThrow(
      'row 1: steps must be >= 1 and value a number, not "" and "3"',
    );
    expect(() => parsePublishedSeries(row("4", ""))).toThrow('not "4" and ""');
    expect(() => parsePublishedSeries(row("4", "low"))).toThrow('not "4" and "low"');
    expect(() => parsePublishedSeries(`${header}\nA,flow\n`)).toThrow("quality against steps: row 1: ");
  });
});

describe("errorCurves", () => {
  const curves = errorCurves(publishedQuality);
  const find = (model: string, metric: string, sampler = ""): (typeof curves)[number] =>
    curves.find(
      ({ series }) => series.model === model && series.metric === metric && series.sampler.includes(sampler),
    )!;

  it("are the series of four points or more", () => {
    expect(curves).toHaveLength(101);
    for (const { series } of curves) expect(series.steps.length).toBeGreaterThanOrEqual(4);
  });

  it("are errors: positive, falling where they count, on distinct steps", () => {
    for (const curve of curves) {
      expect(Math.min(...curve.errors)).toBeGreaterThan(0);
      if (!isCounted(curve)) continue;
      expect(curve.errors).toEqual([...curve.errors].sort((a, b) => b - a));
      expect(new Set(curve.steps).size).toBe(curve.steps.length);
      expect(curve.series.verified).toBe(true);
    }
  });

  it("transform metrics of which higher is better", () => {
    expect(find("WaveGrad", "STOI")).toMatchObject({
      transform: "1 - value",
      errors: expect.arrayContaining([1 - 0.924]),
    });
    expect(find("WaveGrad", "PESQ").errors[0]).toBe(4.5 - 2.78);
    expect(find("FLUX.1-dev", "CLIP score").errors[0]).toBe(100 - 31.13);
    expect(find("FLUX.1-dev", "ImageReward").errors[0]).toBe(Math.exp(-0.9281));
    expect(find("DiT-XL/2", "FID")).toMatchObject({ transform: "value", errors: [7.07, 4.24, 2.75, 2.18] });
  });

  it("mark what needs a caution", () => {
    expect(find("FLUX.1-dev", "ImageReward").marks).toEqual(["not monotone"]);
    expect(find("ScoreSDE VP-deep UNet", "FID", "adaptive").marks).toEqual(["not monotone", "adaptive"]);
    expect(find("U-ViT-H/2 (500K)", "FID").marks).toEqual(["secondary"]);
    expect(find("DDPM UNet", "FID", "reprint").marks).toEqual(["secondary"]);
    expect(find("MDLM (small, student)", "generative perplexity").marks).toContain("student");
    expect(find("DDPM UNet", "FID", "GGDM").marks).toEqual(expect.arrayContaining(["secondary", "mixed"]));
    const zero = find("SD3 MMDiT depth=15", "relative CLIP-score decrease vs 50 steps (%)");
    expect(zero).toMatchObject({ marks: ["zero reference"], steps: [5, 10, 20], errors: [4.3, 0.86, 0.21] });
    expect(find("Progressive distillation", "FID").marks).toEqual([]);
    for (const { marks } of curves) for (const mark of marks) expect(Object.keys(MARKS)).toContain(mark);
  });
});

describe("families", () => {
  it("every published architecture has one, every series a kind of sampler", () => {
    for (const { architecture, sampler } of publishedQuality) {
      expect(ARCHITECTURE_FAMILIES).toContain(familyOf(architecture));
      expect(SAMPLER_KINDS).toContain(samplerKindOf(architecture, sampler));
    }
  });

  it.each([
    ["unet-diffusion (latent)", "UNet diffusion"],
    ["unet-diffusion (gamma noise)", "UNet diffusion"],
    ["unet-diffusion (distilled)", "consistency or distilled"],
    ["transformer-flow", "flow"],
    ["transformer-flow (one/few step)", "consistency or distilled"],
    ["consistency (video)", "video"],
    ["masked-transformer (text, distilled)", "masked transformer"],
    ["conv-diffusion (speech)", "speech"],
    ["gan (denoising diffusion GAN)", "GAN"],
    ["vae + latent diffusion", "VAE"],
  ])("%s is %s", (architecture, family) => expect(familyOf(architecture)).toBe(family));

  it("no GAN and no VAE has four points", () => {
    for (const family of ["GAN", "VAE"]) {
      const lengths = publishedQuality
        .filter((one) => familyOf(one.architecture) === family)
        .map((one) => one.steps.length);
      expect(lengths.length).toBeGreaterThan(0);
      expect(Math.max(...lengths)).toBeLessThan(4);
    }
  });

  it.each([
    ["DDIM eta=0.0", "first order"],
    ["DDIM eta=0.2", "stochastic"],
    ["DDPM sigma-hat", "stochastic"],
    ["Euler (=DDIM)", "first order"],
    ["Gamma-DDIM", "first order"],
    ["Gamma-DDPM", "stochastic"],
    ["Heun", "higher order"],
    ["DPM-Solver++(3M)", "higher order"],
    ["iPNDM_v-4", "higher order"],
    ["adaptive SDE (Gotta go fast)", "other"],
  ])("%s is %s", (sampler, kind) => expect(samplerKindOf("unet-diffusion", sampler)).toBe(kind));

  it("refuse an architecture that they don't know", () => {
    expect(() => familyOf("quantum")).toThrow(
      "architecture: must name one of UNet diffusion, transformer diffusion, flow",
    );
  });
});

describe("sources", () => {
  it.each([
    ["DDIM arXiv 2010.02502 Table 3 (same ar5iv text)", "DDIM"],
    ["PGMTables 8-9", "Partition Generative Models"],
    ["Partition Generative Models (PGM)Table 6", "Partition Generative Models"],
    ["iDDIM/GDIM-type paper, OpenReviewTable 2", "iDDIM"],
    ["a paper nobody knows", "a paper nobody knows"],
  ])("%s is %s", (text, source) => expect(sourceOf({ sources: [text] })).toBe(source));

  it("tables of one paper are one source: 15 of the counted series, ten sources", () => {
    const counted = errorCurves(publishedQuality).filter(isCounted);
    expect(new Set(counted.map(({ series }) => series.sources.join())).size).toBe(15);
    expect(new Set(counted.map(({ source }) => source)).size).toBe(10);
  });
});
