/**
 * Removes outputs because somebody asks for it: first it says which there are, then it removes those agreed on. What
 * persists and what belongs to a frozen stage stays: no run would bring it back.
 */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { type Problem, problem } from "#protocol/problem.ts";
import { createCache } from "../cache/cache.ts";
import { fileProblem } from "../files.ts";
import { ensureBatonFolder } from "../folders.ts";
import { createHasher, type Hashed } from "../hash/hasher.ts";
import type { HashMemories } from "../hash/memory.ts";
import type { Output, Stage } from "../project/project.ts";
import type { Eyes } from "../status/examine.ts";
import { type Prepared, prepare } from "../status/prepare.ts";
import { clearOutputs, linkedOutside } from "./outputs.ts";
import { selectNamed } from "./selection.ts";
import { takeTurn } from "./turn.ts";

export interface RemovableOutput {
  /** Posix, relative to the workspace. */
  readonly path: string;
  readonly stage: string;
  /** The next run cannot take it from the cache: only its stage can make it again. */
  readonly lost: boolean;
}

/** What can be removed, or was. */
export type Removable =
  | { type: "outputs"; outputs: RemovableOutput[] }
  | { type: "problems"; problems: Problem[] };

interface Found {
  readonly output: Output;
  readonly removable: RemovableOutput;
}

type Look = { type: "found"; found: Found[] } | { type: "problems"; problems: Problem[] };

/** @param asked stages or groups of them; all without it */
export async function removableOutputs(
  workspace: string,
  memories: HashMemories,
  asked?: readonly string[],
): Promise<Removable> {
  const looked = await look(workspace, memories, asked);
  return looked.type === "problems" ? looked : outputsOf(looked.found);
}

/** Removes what was agreed on and still is an output as harmless to remove as it was then; gives what it removed. */
export async function removeOutputs(
  workspace: string,
  memories: HashMemories,
  agreed: readonly RemovableOutput[],
): Promise<Removable> {
  await ensureBatonFolder(workspace);
  const busy = new AbortController();
  try {
    const turn = await takeTurn(workspace, () => busy.abort(), busy.signal);
    return await removeInTurn(workspace, memories, agreed).finally(() => turn.end());
  } catch (error) {
    const sentence = "A run is at work in this folder: outputs can be removed when it has ended.";
    if (busy.signal.aborted) return { type: "problems", problems: [problem("workspace-busy", sentence)] };
    return problemsOf(error, workspace);
  }
}

async function removeInTurn(
  workspace: string,
  memories: HashMemories,
  agreed: readonly RemovableOutput[],
): Promise<Removable> {
  const looked = await look(workspace, memories, undefined);
  if (looked.type === "problems") return looked;
  const found = looked.found.filter(({ removable: now }) =>
    agreed.some(({ path: place, lost }) => place === now.path && (lost || !now.lost)),
  );
  await clearOutputs(
    workspace,
    found.map(({ output }) => output),
  );
  return outputsOf(found);
}

function outputsOf(found: readonly Found[]): Removable {
  return { type: "outputs", outputs: found.map(({ removable }) => removable) };
}

async function look(
  workspace: string,
  memories: HashMemories,
  asked: readonly string[] | undefined,
): Promise<Look> {
  try {
    const preparation = await prepare(workspace, memories);
    if (preparation.type === "problems") return preparation;
    const { prepared } = preparation;
    const selection = selectNamed(prepared.project, asked);
    return selection.type === "problems" ? selection : await lookAt(prepared, selection.stages);
  } catch (error) {
    return problemsOf(error, workspace);
  }
}

function problemsOf(error: unknown, workspace: string): { type: "problems"; problems: Problem[] } {
  const found = fileProblem(error, workspace);
  if (found === null) throw error;
  return { type: "problems", problems: [found] };
}

async function lookAt(prepared: Prepared, selected: readonly Stage[]): Promise<Look> {
  const { workspace } = prepared.project;
  const stages = selected.filter(({ frozen }) => !frozen);
  const leading = await Promise.all(stages.map((stage) => linkedOutside(workspace, stage)));
  const problems = leading.filter((each) => each !== null);
  if (problems.length > 0) return { type: "problems", problems };
  const eyes: Eyes = { hasher: createHasher(workspace, prepared.memory), cache: createCache(workspace) };
  const found = await Promise.all(stages.map((stage) => outputsInPlace(eyes, prepared, stage)));
  return { type: "found", found: found.flat() };
}

async function outputsInPlace(eyes: Eyes, { project, lock }: Prepared, stage: Stage): Promise<Found[]> {
  const locked = lock.entries.get(stage.name)?.outputs ?? [];
  const found = stage.outputs.map(async (output): Promise<Found[]> => {
    const hashed = output.persist ? null : await eyes.hasher.hash(output.path);
    if (hashed === null) return [];
    const isLocked = locked.some(({ path, md5 }) => path === output.declared && md5 === hashed.md5);
    const returns = output.cache && isLocked && (await eyes.cache.has(hashed.md5));
    const lost = !returns || (await holdsMore(path.join(project.workspace, output.path), hashed));
    return [{ output, removable: { path: output.path, stage: stage.name, lost } }];
  });
  return (await Promise.all(found)).flat();
}

/** What `.dvcignore` leaves out of a folder is in no cache. */
export async function holdsMore(folder: string, hashed: Hashed): Promise<boolean> {
  if (hashed.type === "file") return false;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).length > hashed.files.length;
}
