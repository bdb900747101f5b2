/** TypeScript to JavaScript, line by line: types go, lines stay where they are. It checks no types. */
import nodeModule from "node:module";
import { type Options, transform } from "sucrase";
import { PlacedError } from "./placedError.ts";

export type ModuleFormat = "module" | "commonjs";

const typescriptFile = /\.[mc]?ts$/;

export function isTypescript(file: string): boolean {
  return typescriptFile.test(file);
}

/** `.cts` is CommonJS; everything else that is TypeScript is a module, whatever package.json says. */
export function formatOf(file: string): ModuleFormat {
  return file.endsWith(".cts") ? "commonjs" : "module";
}

function optionsFor(file: string): Options {
  return {
    transforms: formatOf(file) === "commonjs" ? ["typescript", "imports"] : ["typescript"],
    // The runtime is new enough for every feature of the language.
    disableESTransforms: true,
    preserveDynamicImport: true,
    filePath: file,
  };
}

/** What the compiler's own error holds beside its message. */
function placeOf(error: Error): { line: number; column: number } | null {
  if (!("loc" in error) || typeof error.loc !== "object" || error.loc === null) return null;
  const { loc } = error;
  if (!("line" in loc && "column" in loc)) return null;
  return typeof loc.line === "number" && typeof loc.column === "number"
    ? { line: loc.line, column: loc.column }
    : null;
}

function syntaxError(file: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const place = placeOf(error);
  const message = error.message.replace(`Error transforming ${file}: `, "").replace(/ \(\d+:\d+\)$/, "");
  return new PlacedError("SyntaxError", message, place === null ? null : { file, ...place });
}

/** Throws a PlacedError where the text isn't TypeScript. */
export function compileTypescript(file: string, source: string): string {
  try {
    return transform(source, optionsFor(file)).code;
  } catch (error) {
    throw syntaxError(file, error);
  }
}

/** The column in the source of a place in the compiled text; both 1-based. */
export function sourceColumn(file: string, source: string, line: number, column: number): number {
  const { sourceMap } = transform(source, {
    ...optionsFor(file),
    sourceMapOptions: { compiledFilename: file },
  });
  if (sourceMap === undefined) return column;
  const map = new nodeModule.SourceMap({
    ...sourceMap,
    file,
    sourcesContent: [],
    sourceRoot: "",
    version: 3,
  });
  const entry = map.findEntry(line - 1, column - 1);
  return "originalColumn" in entry && entry.originalLine === line - 1 ? entry.originalColumn + 1 : column;
}
