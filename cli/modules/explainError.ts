/**
 * Tells people what went wrong in a stage's module: the message, the place in the team's own source, and a stack
 * of the team's own frames. What the runtime and Baton did in between is of no interest to them.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { type LoadedSource, teamFile } from "./moduleHooks.ts";
import { type Place, PlacedError } from "./placedError.ts";
import { isTypescript, sourceColumn } from "./typescript.ts";

export interface StageFailure {
  /** `TypeError: rows is not iterable`. */
  readonly message: string;
  readonly place: Place | null;
  /** The message and the team's own frames, with paths as seen from the working directory. */
  readonly stack: string;
}

export interface ExplainContext {
  /** Modules of the team that were loaded. */
  readonly loaded: readonly LoadedSource[];
  /** The folder of Baton's own bundles. */
  readonly ownFolder: string;
}

interface Frame extends Place {
  readonly name: string | null;
}

const framePattern = /^\s+at (?:async )?(?:(.+?) \()?(.+?):(\d+):(\d+)\)?$/;
/** How the runtime begins the stack of an error that it found before running: file, line, text, caret. */
const headPattern = /^(file:\/\/.+|\/.+|[A-Za-z]:\\.+|\[stdin\]):(\d+)\n.*\n( *)\^/;
/** Enough for every project; each costs a start of the runtime. */
const maximumChecks = 20;

/** The place in the text as the team wrote it. */
function inSource(file: string, line: number, column: number): Place {
  if (!isTypescript(file)) return { file, line, column };
  return { file, line, column: sourceColumn(file, readFileSync(file, "utf8"), line, column) };
}

function teamPath(address: string, ownFolder: string): string | null {
  if (address.startsWith("node:")) return null;
  const url = isAbsolute(address) ? pathToFileURL(address).href : address;
  const file = teamFile(url.replace(/[?#].*$/, ""));
  return file === null || dirname(file) === ownFolder || !existsSync(file) ? null : file;
}

function teamFrames(stack: string, ownFolder: string): Frame[] {
  return stack.split("\n").flatMap((text) => {
    const [, name, address, line, column] = framePattern.exec(text) ?? [];
    const file = address === undefined ? null : teamPath(address, ownFolder);
    return file === null ? [] : [{ name: name ?? null, ...inSource(file, Number(line), Number(column)) }];
  });
}

function placeInHead(stack: string): Place | null {
  const [, address, line, indent] = headPattern.exec(stack) ?? [];
  if (address === undefined || address === "[stdin]") return null;
  const file = address.startsWith("file:") ? fileURLToPath(address) : address;
  return inSource(file, Number(line), (indent ?? "").length + 1);
}

/** The runtime tells where a module's syntax is wrong only to those who ask for that alone. */
function checkSyntax({ file, format, compiled }: LoadedSource): Place | null {
  const { stderr } = spawnSync(process.execPath, ["--check", `--input-type=${format}`, "-"], {
    input: compiled,
    encoding: "utf8",
    env: { ELECTRON_RUN_AS_NODE: "1" },
    timeout: 5000,
  });
  const [, , line, indent] = headPattern.exec(stderr) ?? [];
  return line === undefined ? null : inSource(file, Number(line), (indent ?? "").length + 1);
}

function syntaxPlace(loaded: readonly LoadedSource[]): Place | null {
  for (const source of loaded.slice(-maximumChecks).toReversed()) {
    const place = checkSyntax(source);
    if (place !== null) return place;
  }
  return null;
}

/**
 * The toolkit's `DataError`, which names the data's own file and line. Known by its shape: the toolkit that a module
 * imports is a bundle of its own.
 */
interface DataError extends Error {
  readonly file: string;
  readonly line: number;
  readonly sentence: string;
}

function isDataError(error: Error): error is DataError {
  return (
    error.name === "DataError" &&
    "file" in error &&
    typeof error.file === "string" &&
    "line" in error &&
    typeof error.line === "number" &&
    "sentence" in error &&
    typeof error.sentence === "string"
  );
}

function placeOfError(error: Error, frames: readonly Frame[], context: ExplainContext): Place | null {
  if (error instanceof PlacedError) return error.place;
  if (isDataError(error)) return { file: resolve(error.file), line: error.line, column: null };
  const place = placeInHead(error.stack ?? "") ?? frames[0] ?? null;
  return place === null && error instanceof SyntaxError ? syntaxPlace(context.loaded) : place;
}

function messageOf(error: Error): string {
  const told = error.cause === undefined ? "" : describeThrown(error.cause);
  const known = error.cause instanceof Error && error.message.includes(error.cause.message);
  const cause = told === "" || known ? "" : ` (${told})`;
  return `${error.message === "" ? error.name : `${error.name}: ${error.message}`}${cause}`;
}

function describeThrown(thrown: unknown): string {
  return thrown instanceof Error ? messageOf(thrown) : `thrown: ${textOf(thrown)}`;
}

/** Anything can be thrown, also what refuses to be text. */
function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return inspect(thrown);
  }
}

function shownFrame({ name, file, line, column }: Frame): string {
  const path = relative(process.cwd(), file);
  const place = [path.startsWith("..") ? file : path, line, column].filter((part) => part !== null).join(":");
  return name === null ? `    at ${place}` : `    at ${name} (${place})`;
}

export function explainError(thrown: unknown, context: ExplainContext): StageFailure {
  const words = describeThrown(thrown);
  if (!(thrown instanceof Error)) return { message: words, place: null, stack: words };
  // Its place is told beside it.
  const message = isDataError(thrown) ? thrown.sentence : words;
  const frames = teamFrames(thrown.stack ?? "", context.ownFolder);
  const place = placeOfError(thrown, frames, context);
  const shown = frames.length > 0 || place === null ? frames : [{ name: null, ...place }];
  return { message, place, stack: [words, ...shown.slice(0, 10).map(shownFrame)].join("\n") };
}
