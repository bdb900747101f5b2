/** Feeds the engine random and mutated files: each gives a right answer, or problems with their places. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { type Random, seededRandom } from "#ml/random.ts";
import { sameValue } from "#pipeline/format/value.ts";
import { md5OfFile } from "#pipeline/hash/fileHash.ts";
import { createHashMemories } from "#pipeline/hash/memory.ts";
import { parseLock, withEntry } from "#pipeline/lock/lockFile.ts";
import { readParameterFile } from "#pipeline/params/parameterFile.ts";
import type { Project } from "#pipeline/project/project.ts";
import { readProject } from "#pipeline/project/readProject.ts";
import { projectStatus } from "#pipeline/status/status.ts";
import type { Problem } from "#protocol/problem.ts";
import { type TemporaryFolder, temporaryFolder } from "#support/temporaryFolder.ts";
import { executed, lockText, parameterFileNames, parameterText, pick, projectText, secret } from "./texts.ts";

/**
 * Cases from `first` on, `count` of them: each number is a seed of its own, so a failure names one that suffices.
 * `begin` is told each before it is tried.
 */
export async function fuzzPipeline(
  first: number,
  count: number,
  begin?: (seed: number) => void,
): Promise<void> {
  using folder = temporaryFolder();
  folder.write("outside.yaml", `secret: ${secret}\nseed: ${secret}\n`);
  for (let seed = first; seed < first + count; seed += 1) {
    begin?.(seed);
    await tried(folder, seed);
  }
  const made = [folder.path, process.cwd()].flatMap((place) => readdirSync(place));
  assert.ok(!made.includes(executed), "a params.py was executed");
}

async function tried(folder: TemporaryFolder, seed: number): Promise<void> {
  const random = seededRandom(seed);
  try {
    await pick(random, cases)(folder, random);
  } catch (error) {
    throw new Error(`seed ${seed}`, { cause: error });
  }
}

type Case = (folder: TemporaryFolder, random: Random) => Promise<void>;

const projectCase: Case = async (folder, random) => {
  const text = projectText(random);
  const workspace = join(folder.path, "project");
  folder.write("project/dvc.yaml", text);
  const broken = pick(random, parameterFileNames);
  folder.write(`project/${broken}`, parameterText(random, broken, random.below(2) === 0));
  const read = await readProject(workspace);
  if (read.type === "problems") assertPlaced(folder, read.problems);
  else assertInside(read.project);
  if (random.below(4) > 0) return;
  folder.write("project/dvc.lock", lockText(random));
  const status = await projectStatus(workspace, createHashMemories(md5OfFile));
  if (status.state === "unusable") assertPlaced(folder, status.problems);
  else assertNothingSeen(status);
};

const parameterCase: Case = async (folder, random) => {
  const name = pick(random, parameterFileNames);
  folder.write(`project/${name}`, parameterText(random, name, false));
  const file = await readParameterFile(join(folder.path, "project"), name);
  if (file.type === "problem") assertPlaced(folder, [file.problem]);
  assert.notEqual(file.type, "missing");
};

/** What is put in stands there afterwards, and whatever else stood there still does. */
const lockCase: Case = async (folder, random) => {
  const text = lockText(random);
  await Promise.resolve();
  const before = parseLock(text);
  if (before.type === "problem") {
    folder.write("project/dvc.lock", text);
    return assertPlaced(folder, [before.problem]);
  }
  const name = pick(random, ["one@a-1", "two", "new", "ünï@0", ...before.lock.entries.keys()]);
  const entry = new Map([["cmd", "put in\nhere"]]);
  const put = withEntry(text, name, entry);
  assert.equal(withEntry(put, name, entry), put, "putting it in twice changes the text again");
  const after = parseLock(put);
  assert.ok(after.type === "lock", JSON.stringify(after));
  const expected = new Map([...before.lock.entries].map(([key, { written }]) => [key, written]));
  const found = new Map([...after.lock.entries].map(([key, { written }]) => [key, written]));
  assert.ok(sameValue(found, new Map([...expected, [name, entry]])), put);
};

const cases: readonly Case[] = [projectCase, projectCase, lockCase, parameterCase, parameterCase];

function assertPlaced(folder: TemporaryFolder, problems: readonly Problem[]): void {
  assert.ok(problems.length > 0);
  for (const problem of problems) {
    assert.ok(problem.message.length > 0 && problem.path !== null, JSON.stringify(problem));
    if (problem.line === null) continue;
    const lines = folder.read(`project/${problem.path}`).split(/\r\n|\r|\n/).length;
    assert.ok(problem.line <= lines, `${JSON.stringify(problem)} of ${lines} lines`);
  }
  assertNothingSeen(problems);
}

function assertInside(project: Project): void {
  const named = project.stages.flatMap(({ folder, dependencies, parameters, outputs, displays }) => [
    folder,
    ...[...dependencies, ...parameters, ...outputs, ...displays].map(({ path }) => path),
  ]);
  for (const path of [...named, ...project.templateFiles]) {
    const place = resolve(project.workspace, path);
    assert.ok(`${place}${sep}`.startsWith(`${project.workspace}${sep}`), path);
  }
  const names = project.stages.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length, "two stages of one name");
  assertNothingSeen(project);
}

/** A file beside the project is not read for it. */
function assertNothingSeen(answer: unknown): void {
  const text = JSON.stringify(answer, (_key, value: unknown) =>
    value instanceof Map ? Array.from(value) : typeof value === "bigint" ? String(value) : value,
  );
  assert.ok(!text.includes(secret), "what a file outside holds was read");
}
