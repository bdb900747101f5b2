/**
 * The disk, as the engine meets it: text that may be missing or not be text, writing that is whole or not at all,
 * and what a refusal of the operating system means to a person.
 */
import { randomBytes } from "node:crypto";
import { type BigIntStats, statSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { type Problem, type ProblemCode, problem } from "#protocol/problem.ts";

/** What the operating system says of a file that is not there. */
const absent = new Set(["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG"]);

export type TextFile = { type: "text"; text: string } | { type: "missing" } | { type: "notUtf8" };

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/** A byte order mark is dropped. */
export async function readUtf8(file: string): Promise<TextFile> {
  const bytes = await unlessMissing(readFile(file)).catch((error: unknown) => {
    throw atPath(error, file);
  });
  if (bytes === null) return { type: "missing" };
  try {
    return { type: "text", text: strictUtf8.decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return { type: "notUtf8" };
    throw error;
  }
}

/**
 * Null when the file, or a folder on the way to it, is not there; a link that leads in a circle leads nowhere, and
 * what has a longer name than the disk allows cannot be there.
 */
export async function unlessMissing<Result>(promise: Promise<Result>): Promise<Result | null> {
  try {
    return await promise;
  } catch (error) {
    const code = errorCode(error);
    if (code !== null && absent.has(code)) return null;
    throw error;
  }
}

/**
 * Null when nothing is there. At once: of the many files of a folder, waiting for each in a thread of its own takes
 * several times as long as asking.
 */
export function statsOf(file: string): BigIntStats | null {
  try {
    return statSync(file, { bigint: true, throwIfNoEntry: false }) ?? null;
  } catch (error) {
    const code = errorCode(error);
    if (code !== null && absent.has(code)) return null;
    throw error;
  }
}

export function errorCode(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}

const temporaryEnd = /^\.[0-9a-f]{12}\.tmp$/;

export interface Writing {
  /** Also when the power fails. */
  readonly durable?: boolean;
  /** Where it is written first, on the same disk; beside the file without it. */
  readonly temporary?: string;
}

/** The old content or the new one, whatever happens meanwhile. Makes the folders on the way. */
export async function writeWhole(
  file: string,
  content: string,
  { durable = false, temporary = `${file}.${randomBytes(6).toString("hex")}.tmp` }: Writing = {},
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  try {
    const handle = await open(temporary, "wx");
    try {
      await handle.writeFile(content);
      if (durable) await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw atPath(error, file);
  }
}

/** Removes what writers that were killed left beside the file. Nobody else may be writing it now. */
export async function sweepUnfinished(file: string): Promise<void> {
  const [folder, name] = [path.dirname(file), path.basename(file)];
  const isLeft = (each: string): boolean =>
    each.startsWith(`${name}.`) && temporaryEnd.test(each.slice(name.length));
  const left = ((await unlessMissing(readdir(folder))) ?? []).filter(isLeft);
  await Promise.all(left.map((each) => rm(path.join(folder, each), { force: true })));
}

/** The error of an open file names no file, and that of a temporary file the wrong one. */
export function atPath(error: unknown, file: string): unknown {
  return errorCode(error) === null || !(error instanceof Error)
    ? error
    : Object.assign(error, { path: file });
}

/** What the operating system refused, in words; null for an error that is not about a file. */
export function fileProblem(error: unknown, workspace: string, stage: string | null = null): Problem | null {
  const code = errorCode(error);
  if (code === null) return null;
  const file = blamedFile(error);
  const shown = file === null ? null : path.relative(workspace, file).split(path.sep).join("/");
  const [kind, sentence] = explain(code, shown ?? "a file", error instanceof Error ? error.message : code);
  return problem(kind, sentence, { path: shown, stage });
}

/** Of a copy, where it should have gone. */
function blamedFile(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("dest" in error && typeof error.dest === "string") return error.dest;
  return "path" in error && typeof error.path === "string" ? error.path : null;
}

function explain(code: string, file: string, message: string): [ProblemCode, string] {
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return [
        "disk-full",
        `The disk is full: ${file} could not be written. Free some space and run again; earlier results are kept.`,
      ];
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return [
        "not-writable",
        `${file} may not be changed or read by you here. Check its permissions and run again.`,
      ];
    case "EISDIR":
      return ["io-error", `${file} is a folder, where a file belongs. Move it away and run again.`];
    default:
      return ["io-error", `${file} could not be used: ${message}.`];
  }
}
