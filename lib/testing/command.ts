/** The command line run in this process, and files for it to read. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { main } from "../cli/main.js";

export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command. @param isTTY Whether stderr is a terminal. @param run The built one, where a command starts a thread. */
export async function command(argv: readonly string[], isTTY = false, run: typeof main = main): Promise<Ended> {
  const written = { stdout: "", stderr: "" };
  const sink = (name: keyof typeof written) => ({ write: (text: string) => (written[name] += text) });
  const exitCode = await run(argv, { stdout: sink("stdout"), stderr: { ...sink("stderr"), isTTY } });
  return { exitCode, ...written };
}

/** A folder that is deleted after the tests of this file. */
export function temporaryFolder(): { readonly path: (name: string) => string; readonly write: Write } {
  const folder = mkdtempSync(join(tmpdir(), "edgesteps-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = (name: string): string => join(folder, name);
  return {
    path,
    write: (name, content) => {
      writeFileSync(path(name), typeof content === "string" ? content : JSON.stringify(content));
      return path(name);
    },
  };
}

/** Writes a text, or a value as JSON, and answers with the path. */
type Write = (name: string, content: unknown) => string;
