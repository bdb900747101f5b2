/**
 * "New Workshop": writes the sample project into an empty folder, with its data, its types and a first commit.
 * All or nothing: what was written is taken away again when a step fails or the person cancels.
 */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { firstCommit } from "./firstCommit.ts";
import { portugueseSha256 } from "./gradesSchema.ts";
import { writeRawData } from "./rawData.ts";
import { ScaffoldError, throwIfCancelled } from "./scaffoldError.ts";
import { portugueseName, readStudentGrades } from "./studentGrades.ts";
import { syntheticGrades, syntheticName } from "./syntheticGrades.ts";
import { keepToolkitTypes } from "./toolkitTypes.ts";

export interface NewWorkshopOptions {
  /** Where the workshop goes: a new folder or an empty one. */
  readonly folder: string;
  /** The project to copy: dist/workshop. */
  readonly template: string;
  /** Declarations of the toolkit, to travel with the workshop as .baton/types/baton.d.ts. */
  readonly typesFile?: string;
  /** A file with student grades (CSV, UCI's semicolon form or its zip) in place of the synthetic sample. */
  readonly data?: string;
  readonly signal?: AbortSignal;
}

export interface NewWorkshop {
  /** Absolute. */
  readonly folder: string;
  /** What the data is: "synthetic sample", "student-por.csv (UCI)" or the given file's name. */
  readonly source: string;
  /** The first commit's id; null when there is no git. */
  readonly commit: string | null;
  /** Sentences for the person about what was done otherwise than usual. */
  readonly notes: readonly string[];
}

/** Files that an operating system leaves in a folder that people call empty. */
const litter = new Set([".DS_Store", "Thumbs.db", "desktop.ini"]);

function causeOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function entries(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => !litter.has(name));
}

function notEmpty(folder: string): ScaffoldError {
  return new ScaffoldError("folder-not-empty", `${folder} is not empty. Choose an empty or a new folder.`);
}

/**
 * Creates the folder and, in it, `.baton`, which claims it against a second "New Workshop" at the same moment.
 * Gives the outermost folder that it made, to be removed when a later step fails.
 */
async function claim(folder: string): Promise<string | undefined> {
  try {
    const made = await mkdir(folder, { recursive: true });
    if ((await entries(folder)).length > 0) throw notEmpty(folder);
    await mkdir(join(folder, ".baton"));
    return made;
  } catch (error) {
    if (error instanceof ScaffoldError) throw error;
    if (error instanceof Error && "code" in error && error.code === "EEXIST") throw notEmpty(folder);
    const message = `The workshop cannot be made in ${folder}: ${causeOf(error)}`;
    throw new ScaffoldError("folder-unusable", message, { cause: error });
  }
}

/** Takes away what was written: the folder we made, or the content of the empty one that was given. */
async function undo(folder: string, made: string | undefined): Promise<void> {
  if (made !== undefined) return rm(made, { recursive: true, force: true });
  for (const name of await entries(folder)) await rm(join(folder, name), { recursive: true, force: true });
}

async function templateFiles(template: string): Promise<string[]> {
  try {
    const found = await readdir(template, { recursive: true, withFileTypes: true });
    return found
      .filter((entry) => entry.isFile())
      .map((entry) => relative(template, join(entry.parentPath, entry.name)));
  } catch (error) {
    const message = `The sample project is missing from this installation (${template}). Install Baton again.`;
    throw new ScaffoldError("template-missing", message, { cause: error });
  }
}

/** Contents only: an installation may be read-only, its copy must not be. */
async function copyTemplate(
  template: string,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const path of await templateFiles(template)) {
    throwIfCancelled(signal);
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, await readFile(join(template, path)));
  }
}

/** The canonical text of the workshop's data and its name. */
async function dataOf(file: string | undefined): Promise<{ csv: string; name: string }> {
  if (file === undefined) return { csv: syntheticGrades(), name: syntheticName };
  const bytes = await readFile(file).catch((error: unknown) => {
    const message = `${file} cannot be read: ${causeOf(error)}`;
    throw new ScaffoldError("file-unreadable", message, { cause: error });
  });
  const { csv, sha256 } = readStudentGrades(bytes);
  return { csv, name: sha256 === portugueseSha256 ? portugueseName : basename(file) };
}

/**
 * @throws ScaffoldError: "folder-not-empty", "folder-unusable", "template-missing", "file-unreadable", "cancelled",
 * and those of reading the data. After any of them the folder is as it was.
 */
export async function newWorkshop(options: NewWorkshopOptions): Promise<NewWorkshop> {
  const { template, typesFile, signal } = options;
  const folder = resolve(options.folder);
  throwIfCancelled(signal);
  const data = await dataOf(options.data);
  const made = await claim(folder);
  try {
    await copyTemplate(template, folder, signal);
    if (typesFile !== undefined) await keepToolkitTypes(typesFile, folder);
    await writeRawData(folder, data.csv, data.name);
    throwIfCancelled(signal);
    const { commit, notes } = await firstCommit(folder, signal);
    return { folder, source: data.name, commit, notes };
  } catch (error) {
    await undo(folder, made);
    throwIfCancelled(signal);
    if (error instanceof ScaffoldError) throw error;
    const message = `The workshop could not be written to ${folder}: ${causeOf(error)}`;
    throw new ScaffoldError("folder-unusable", message, { cause: error });
  }
}
