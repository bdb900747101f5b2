/**
 * Whoever presses Run loses no file: what stands in an output's place, and neither its stage made nor the cache holds (it
 * was put there, or edited by hand), is moved to `.baton/replaced/` before the output is cleared away, and told.
 */
import { copyFile, lstat, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { errorCode, unlessMissing } from "../files.ts";
import { md5OfText } from "../hash/fileHash.ts";
import type { Hashed } from "../hash/hasher.ts";
import type { Output, Stage } from "../project/project.ts";
import type { StageRun } from "./stageRun.ts";

export async function setAside(run: StageRun, stage: Stage, outputs: readonly Output[]): Promise<void> {
  const moved: string[] = [];
  for (const output of outputs.filter(({ persist }) => !persist)) {
    for (const file of await strangers(run, stage, output)) {
      await move(path.join(run.workspace, file), path.join(run.replaced, file));
      moved.push(file);
    }
  }
  const [first, ...more] = moved;
  if (first === undefined) return;
  const what = more.length === 0 ? `${first} is` : `${first} and ${more.length} more are`;
  const where = path.relative(run.workspace, run.replaced).split(path.sep).join("/");
  run.onLine(stage.name, "stderr", `${what} not as this stage left it, and now in ${where}.`);
}

/** Posix, relative to the workspace. */
async function strangers(run: StageRun, stage: Stage, output: Output): Promise<string[]> {
  const current = await run.hasher.hash(output.path, run.signal);
  if (current === null) return [];
  const files = await filesOf(run.workspace, output.path, current);
  const made = await isLocked(run, stage, output, current);
  const ended = (await unlessMissing(stat(mark(run.workspace, stage.name))))?.mtimeMs ?? 0;
  const found: string[] = [];
  for (const { place, md5 } of files) {
    if (md5 !== null && (made || (await run.cache.has(md5)))) continue;
    const stats = await unlessMissing(lstat(path.join(run.workspace, place)));
    if (stats !== null && stats.ctimeMs > ended) found.push(place);
  }
  return found;
}

interface Standing {
  readonly place: string;
  /** Null for what is no part of the output: `.dvcignore` names it, or it is a link that is not followed. */
  readonly md5: string | null;
}

async function filesOf(workspace: string, place: string, current: Hashed): Promise<Standing[]> {
  if (current.type === "file") return [{ place, md5: current.md5 }];
  const hashes = new Map(current.files.map((file) => [file.path, file.md5]));
  const folder = path.join(workspace, place);
  const entries = (await unlessMissing(readdir(folder, { recursive: true, withFileTypes: true }))) ?? [];
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .map((name) => ({ place: `${place}/${name}`, md5: hashes.get(name) ?? null }));
}

/** Whether it is what the lock says. */
async function isLocked(
  { hasher, locked, signal }: StageRun,
  stage: Stage,
  output: Output,
  { md5 }: Hashed,
): Promise<boolean> {
  const item = locked(stage)?.outputs.find(({ path: declared }) => declared === output.declared);
  if (item === undefined) return false;
  if (item.legacyMd5 === null) return item.md5 === md5;
  return (await hasher.legacyMd5(output.path, signal)) === item.legacyMd5;
}

async function move(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  try {
    await rename(from, to);
  } catch (error) {
    if (errorCode(error) !== "EXDEV") throw error;
    await copyFile(from, to);
    await rm(from);
  }
}

/** Its time is when the stage's command last ended: what is no younger in its outputs the command left there itself. */
function mark(workspace: string, stage: string): string {
  return path.join(workspace, ".baton", "ended", md5OfText(stage));
}

/** Call it when the command has ended, whatever its end. Where it cannot be noted, more is set aside than need be. */
export async function noteEnd(workspace: string, stage: string): Promise<void> {
  const file = mark(workspace, stage);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, "");
  } catch (error) {
    if (errorCode(error) === null) throw error;
  }
}
