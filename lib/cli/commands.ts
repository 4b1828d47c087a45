/** The commands, in the order of the help. Each one's module is loaded when it is asked for. */
import type { Command } from "commander";
import { FIGURE_PEERS } from "../report/print/peers.js";
import { QUERY_PEERS, SHARD_PEERS } from "../sweep/node/peers.js";
import type { Io } from "./io.js";

export interface CommandEntry {
  readonly name: string;
  /** What may follow the name. */
  readonly usage: string;
  readonly summary: string;
  /** Packages that not everyone installs, without which the module doesn't load. */
  readonly peers?: readonly string[];
  /** Loads what adds description, arguments, options and action to a command. */
  readonly load: () => Promise<(command: Command, io: Io, root: () => string) => void>;
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "solve",
    usage: "[options] [FILE]",
    summary: "find a plan for a scenario, and how far it can be from the best one",
    load: async () => (await import("./solve.js")).addSolve,
  },
  {
    name: "check",
    usage: "[options] <FILE> <PLAN.json>",
    summary: "check a plan, and go through its certificate",
    load: async () => (await import("./check.js")).addCheck,
  },
  {
    name: "compare",
    usage: "[options] [FILE]",
    summary: "all methods side by side on one scenario",
    load: async () => (await import("./compare.js")).addCompare,
  },
  {
    name: "generate",
    usage: "[options]",
    summary: "make a scenario from published measurements",
    load: async () => (await import("./generate.js")).addGenerate,
  },
  {
    name: "convert",
    usage: "[options] <IN> <OUT>",
    summary: "users of a scenario (JSON) to a table (CSV), or a table's users into a scenario",
    load: async () => (await import("./convert.js")).addConvert,
  },
  {
    name: "simulate",
    usage: "[options] [FILE]",
    summary: "let requests come and go, and a policy decide slot after slot",
    load: async () => (await import("./simulate.js")).addSimulate,
  },
  {
    name: "sweep",
    usage: "[options] <PLAN>",
    summary: "one's own question: whatever varies, in each replication, on all cores",
    peers: SHARD_PEERS,
    load: async () => (await import("./sweep.js")).addSweep,
  },
  {
    name: "query",
    usage: "[options] <DIR> <SQL>",
    summary: "ask the rows of a sweep in SQL",
    peers: QUERY_PEERS,
    load: async () => (await import("./query.js")).addQuery,
  },
  {
    name: "calibrate",
    usage: "[options] <FILE.csv>",
    summary: "from one's own measurements to the speed and energy constant of a device",
    load: async () => (await import("./calibrate.js")).addCalibrate,
  },
  {
    name: "notebooks",
    usage: "[options] [NAME...]",
    summary: "run notebooks and store their outputs",
    load: async () => (await import("./notebooks.js")).addNotebooks,
  },
  {
    name: "kernel",
    usage: "[options] <install|remove>",
    summary: "tell Jupyter and VS Code how to run the notebooks",
    peers: ["tslab", "@tslab/typescript-for-tslab"],
    load: async () => (await import("./kernel.js")).addKernel,
  },
  {
    name: "figures",
    usage: "[options] [NAME...]",
    summary: "make figures for print (SVG, PDF, PNG, LaTeX) with their numbers (CSV)",
    peers: ["d3-array", "simple-statistics", ...FIGURE_PEERS],
    load: async () => (await import("./figures.js")).addFigures,
  },
  {
    name: "tables",
    usage: "[options] [NAME...]",
    summary: "make the studies' tables (CSV), short ones for papers too (LaTeX)",
    peers: ["d3-array", "simple-statistics", "unicode2latex"],
    load: async () => (await import("./tables.js")).addTables,
  },
  {
    name: "reproduce",
    usage: "",
    summary: "make all results anew: notebooks, figures, tables",
    peers: ["d3-array", "simple-statistics", ...FIGURE_PEERS, "tslab", "@tslab/typescript-for-tslab", "danfojs-node"],
    load: async () => (await import("./reproduce.js")).addReproduce,
  },
  {
    name: "doctor",
    usage: "",
    summary: "look whether all that is needed is there, and say what would mend a fault",
    load: async () => (await import("./doctor.js")).addDoctor,
  },
];
