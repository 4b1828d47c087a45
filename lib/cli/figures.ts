import { join } from "node:path";
import type { Command } from "commander";
import { catalogue } from "../experiments/catalogue.js";
import { chartsOf } from "../experiments/experiment.js";
import { computeOnThreads } from "../experiments/node/compute-on-threads.js";
import { InputError, printable } from "../input/errors.js";
import type { Chart } from "../report/chart.js";
import type { ExportOptions, FigureFormat } from "../report/print/export.js";
import { restyled } from "../report/restyled.js";
import { themes } from "../report/themes/themes.js";
import { useComputed } from "./computed.js";
import { CommandFailure } from "./failure.js";
import { checkFolder } from "./files.js";
import type { Io } from "./io.js";
import { listOf, oneOf, refuseWithoutEffect, whole } from "./options.js";
import { progressLine } from "./progress.js";
import { fromHere, selected } from "./workspace.js";

const FORMATS: readonly (FigureFormat | "csv")[] = ["svg", "pdf", "png", "tex", "csv"];
const THEMES = Object.keys(themes) as (keyof typeof themes)[];

const figures = chartsOf(catalogue);

export function addFigures(command: Command, io: Io, root: () => string): void {
  command
    .description(
      "Makes figures as SVG, PDF and PNG, the figure environment that includes them as LaTeX, and their numbers as CSV. " +
        "Without names: all.",
    )
    .argument("[NAME...]", "how a figure's name begins, or a part of it")
    .option("--out <DIR>", "folder to write into (default: figures of the workspace)")
    .option("--formats <LIST>", `what to make: ${FORMATS.join(",")} or some of them; CSV always`, listOf(FORMATS))
    .option("--dpi <N>", "pixels to the inch of the PNG (default: 300)", whole(1, 2400))
    .option("--text <HOW>", "text of the SVG as text or as outlines (default: text)", oneOf(["text", "outlines"]))
    .option("--theme <NAME>", `look: ${THEMES.join(" or ")} (default: ieee)`, oneOf(THEMES))
    .addHelpText(
      "after",
      `
Figures:
${figures.map(({ name }) => `  ${name}`).join("\n")}

Examples:
  edgesteps figures
  edgesteps figures baselines --out my-figures
  edgesteps figures gap-by-users --formats svg,tex --text outlines --out paper
  edgesteps figures --theme slides --formats png --dpi 160 --out talk`,
    )
    .action(async (names: string[], { out, theme, formats, ...style }: FiguresOptions) => {
      const entries = selected("figure", figures, names, ({ name }) => name);
      const made = (...those: readonly string[]): boolean => !formats || formats.some((name) => those.includes(name));
      refuseWithoutEffect([
        { flag: "--dpi", value: style.dpi, effect: made("png"), needs: "png among the --formats" },
        { flag: "--text", value: style.text, effect: made("svg"), needs: "svg among the --formats" },
        {
          flag: "--theme",
          value: theme,
          effect: made("svg", "pdf", "png", "tex"),
          needs: "another of the --formats than csv",
        },
      ]);
      const redraw = theme !== undefined || Object.keys(style).length > 0;
      if (redraw && out === undefined) {
        throw new InputError(
          "--out: missing; name a folder for another look, as the workspace's figures keep the usual one",
        );
      }
      const directory = out ?? fromHere(join(root(), "figures"));
      const drawn = formats && { formats: formats.filter((format) => format !== "csv") };
      const how = { ...style, ...drawn, directory, redraw };
      checkFolder(directory);
      const experiments = new Set(entries.map(({ experiment }) => experiment));
      const charts: Chart[] = [];
      await useComputed(io, computeOnThreads, [...experiments], async (experiment, result) => {
        const own = entries.filter((entry) => entry.experiment === experiment);
        charts.push(...own.map(({ make }) => make(result)));
      });
      const own = theme === undefined ? charts : charts.map((chart) => restyled(chart, { theme: themes[theme] }));
      await drawFigures(io, own, how);
    });
}

interface FiguresOptions extends Pick<ExportOptions, "dpi" | "text"> {
  readonly out?: string;
  readonly formats?: readonly (FigureFormat | "csv")[];
  readonly theme?: keyof typeof themes;
}

/** Draws charts, and says which files have new bytes, in the order of their names. */
export async function drawFigures(io: Io, made: readonly Chart[], options: ExportOptions): Promise<void> {
  const charts = made.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const { directory } = options;
  const { exportFigures } = await import("../report/print/export.js"); // starts slowly
  const progress = progressLine(io);
  progress.show("drawing");
  const written = await exportFigures(charts, options).catch(explained);
  progress.clear();
  for (const { name } of charts) {
    const path = join(directory, name);
    const endings = written.filter((file) => file.startsWith(`${path}.`)).map((file) => file.slice(path.length));
    io.stdout.write(
      endings.length === 0 ? `unchanged  ${printable(path)}\n` : `written    ${printable(path)}${endings.join(", ")}\n`,
    );
  }
}

/** A plain error explains itself: no browser, say, or a folder that can't be written. */
function explained(error: unknown): never {
  if (error instanceof Error && error.constructor === Error) throw new CommandFailure(1, error.message);
  throw error;
}
