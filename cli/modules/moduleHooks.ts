/**
 * What a stage's modules may import beyond plain Node: TypeScript, relative files without their extension, and
 * `"baton"`, the toolkit that travels with Baton. Packages of the project itself resolve as everywhere.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import nodeModule, { type ResolveFnOutput, type ResolveHookContext } from "node:module";
import { fileURLToPath } from "node:url";
import { PlacedError, placeOfImport } from "./placedError.ts";
import { compileTypescript, formatOf, isTypescript, type ModuleFormat } from "./typescript.ts";

/** What the team's own modules are, as far as they were loaded. */
export interface LoadedSource {
  /** Absolute. */
  readonly file: string;
  readonly format: ModuleFormat;
  /** As executed. */
  readonly compiled: string;
}

const extensions = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"];
/** TypeScript projects write the name of the file that a compiler would make. */
const compiledNames = new Map([
  [".js", ".ts"],
  [".mjs", ".mts"],
  [".cjs", ".cts"],
]);

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The file that a relative import without its right extension means. */
function completed(specifier: string, parent: string): string | null {
  const url = new URL(specifier, parent);
  if (url.protocol !== "file:") return null;
  const written = /\.[mc]?js$/.exec(url.pathname)?.[0] ?? "";
  const source = compiledNames.get(written);
  const candidates = [
    ...(source === undefined ? [] : [url.href.slice(0, -written.length) + source]),
    ...extensions.map((extension) => url.href + extension),
    ...extensions.map((extension) => `${url.href}/index${extension}`),
  ];
  return candidates.find((href) => isFile(fileURLToPath(href))) ?? null;
}

function isRelative(specifier: string): boolean {
  return /^(?:\.{1,2}\/|\/|file:)/.test(specifier) || specifier === "." || specifier === "..";
}

/** A file of the team's, as against the installed packages and what belongs to the runtime. */
export function teamFile(url: string | undefined): string | null {
  if (url === undefined || !url.startsWith("file:")) return null;
  const file = fileURLToPath(url);
  return /[\\/]node_modules[\\/]/.test(file) ? null : file;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : null;
}

function unresolved(specifier: string, importer: string): PlacedError {
  const message = isRelative(specifier)
    ? `Cannot find the file '${specifier}' that it imports`
    : `Cannot find the package '${specifier}' that it imports: install it in the project, or correct the name`;
  return new PlacedError("Error", message, placeOfImport(importer, specifier));
}

type NextResolve = (specifier: string, context?: Partial<ResolveHookContext>) => ResolveFnOutput;

function resolveTeamImport(
  specifier: string,
  parent: string,
  importer: string,
  next: NextResolve,
): ResolveFnOutput {
  try {
    return next(specifier);
  } catch (error) {
    const code = codeOf(error);
    if (
      code !== "ERR_MODULE_NOT_FOUND" &&
      code !== "ERR_UNSUPPORTED_DIR_IMPORT" &&
      code !== "MODULE_NOT_FOUND"
    ) {
      throw error;
    }
    const file = isRelative(specifier) ? completed(specifier, parent) : null;
    if (file === null) throw unresolved(specifier, importer);
    return next(file);
  }
}

/** Gives the list that fills as modules load. `toolkit`: the URL that `"baton"` stands for. */
export function registerModuleHooks(toolkit: string): readonly LoadedSource[] {
  const loaded: LoadedSource[] = [];
  nodeModule.registerHooks({
    resolve(specifier, context, next) {
      if (specifier === "baton") return { url: toolkit, format: "module", shortCircuit: true };
      const importer = teamFile(context.parentURL);
      if (importer === null || context.parentURL === undefined || !existsSync(importer)) {
        return next(specifier, context);
      }
      return resolveTeamImport(specifier, context.parentURL, importer, (name) => next(name, context));
    },
    load(url, context, next) {
      const file = teamFile(url);
      if (file === null || !isTypescript(file)) return next(url, context);
      const format = formatOf(file);
      const compiled = compileTypescript(file, readFileSync(file, "utf8"));
      loaded.push({ file, format, compiled });
      return { format, source: compiled, shortCircuit: true };
    },
  });
  return loaded;
}
