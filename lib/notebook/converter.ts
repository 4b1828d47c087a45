import { createRequire } from "node:module";
import ts from "@tslab/typescript-for-tslab";
import type { Converter, ConverterOptions, ConvertResult, DiagnosticPos } from "tslab/dist/converter.js";
import { type MendedCell, mendCell, originalNames } from "./mended-cell.js";

const tslab = createRequire(import.meta.url)("tslab/dist/converter.js") as {
  createConverter: (options?: ConverterOptions) => Converter;
};
const createConverter = tslab.createConverter;

/** tslab's converter of cells to JavaScript, given each cell as `mendCell` writes it; what it finds is placed in the cell as written. */
export function createMendedConverter(options?: ConverterOptions): Converter {
  watchOwnSources();
  const converter = createConverter(options);
  return {
    ...converter,
    convert(declarations: string, source: string): ConvertResult {
      const cell = mendCell(source, declarations);
      const result = converter.convert(declarations, cell.text);
      const diagnostics = result.diagnostics.map((diagnostic) => ({
        ...diagnostic,
        ...(diagnostic.fileName === undefined && {
          start: inSource(diagnostic.start, cell, source),
          end: inSource(diagnostic.end, cell, source),
        }),
        messageText: originalNames(diagnostic.messageText),
      }));
      return { ...result, diagnostics, ...(cell.awaits && { hasToplevelAwait: true }) };
    },
  };
}

/** From now on, all of tslab in this process converts cells so. */
export function mendTslab(): void {
  tslab.createConverter = createMendedConverter;
}

const watchFile = ts.sys.watchFile!;

/**
 * tslab's compiler watches every declaration and folder of packages, and can stumble over two events at once ("Unexpected pending
 * rebuildTimer"), as when the library is built while a notebook runs. A session keeps the packages that it has loaded, so that only
 * sources beside a notebook are worth watching.
 */
function watchOwnSources(): void {
  const closed: ts.FileWatcher = { close: () => {} };
  const isOwn = (path: string): boolean => /(?<!\.d)\.ts$/.test(path) && !path.includes("/node_modules/");
  ts.sys.watchFile = (path, ...rest) => (isOwn(path) ? watchFile(path, ...rest) : closed);
  ts.sys.watchDirectory = () => closed;
}

function inSource({ offset, line }: DiagnosticPos, { original }: MendedCell, source: string): DiagnosticPos {
  const there = original(offset);
  return { offset: there, line, character: there - (source.slice(0, there).lastIndexOf("\n") + 1) };
}
