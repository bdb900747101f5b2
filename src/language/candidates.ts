/**
 * What `dvc.yaml` could name: files, folders and parameters of the workspace, and what stages make. Never anything
 * outside of it.
 */
import { readdir } from "node:fs/promises";
import { join, posix } from "node:path";
import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import { isMap as isValueMap, jsonOf, type Value } from "#pipeline/format/value.ts";
import { readParameterFile } from "#pipeline/params/parameterFile.ts";
import { insideWorkspace } from "#pipeline/project/paths.ts";
import type { StageStatus } from "#protocol/status.ts";

/** A stage's `wdir`, "" where it has none or its text is not whole. */
export function stageFolder(text: string, stage: string | null): string {
  const { contents } = parseDocument(text);
  const body = isMap(contents) && stage !== null ? contents.getIn(["stages", stage]) : null;
  const written = isMap(body) ? (body.get("wdir", true) ?? body.getIn(["do", "wdir"], true)) : null;
  const declared = isScalar(written) && typeof written.value === "string" ? written.value : ".";
  const place = insideWorkspace("", declared);
  return place.type === "safe" ? place.path : "";
}

export interface PathCandidate {
  /** Relative to the stage's folder, as it would be written. */
  readonly path: string;
  readonly isFolder: boolean;
}

const hidden = new Set([".git", ".hg", ".dvc", ".baton", "node_modules", "__pycache__"]);

/** What lies in the folder that is written so far. */
export async function pathCandidates(
  workspace: string,
  folder: string,
  written: string,
): Promise<readonly PathCandidate[]> {
  const begun = written.slice(0, written.lastIndexOf("/") + 1);
  const place = insideWorkspace(folder, begun === "" ? "." : begun);
  if (place.type !== "safe") return [];
  // A folder that is not there, or may not be read, has nothing to offer.
  const entries = await readdir(join(workspace, place.path), { withFileTypes: true }).catch(() => []);
  return entries
    .filter(({ name }) => !hidden.has(name))
    .map((entry) => ({ path: begun + entry.name, isFolder: entry.isDirectory() }));
}

export interface OutputCandidate {
  /** Relative to the folder of the stage that would read it. */
  readonly path: string;
  /** Which makes it. */
  readonly maker: string;
}

/** What other stages make, whether it is there yet or not: as the text says, and the saved file with its templates. */
export function outputCandidates(
  text: string,
  reader: string | null,
  saved: readonly Pick<StageStatus, "name" | "outputs">[],
): readonly OutputCandidate[] {
  const folder = stageFolder(text, reader);
  const makers = new Map<string, string>();
  for (const { name, outputs } of [...saved, ...outputsIn(text)])
    if (name.split("@", 1)[0] !== reader) for (const path of outputs) makers.set(path, name);
  return Array.from(makers, ([path, maker]) => ({ path: posix.relative(`/${folder}`, `/${path}`), maker }));
}

/** Those that templates name are known when they are saved. */
function outputsIn(text: string): Pick<StageStatus, "name" | "outputs">[] {
  const { contents } = parseDocument(text);
  const stages = isMap(contents) ? contents.get("stages") : null;
  if (!isMap(stages)) return [];
  return stages.items.map(({ key, value }) => {
    const name = String(key);
    const inner = isMap(value) ? value.get("do") : null;
    const body = isMap(inner) ? inner : value;
    const lists = isMap(body) ? ["outs", "metrics", "plots"].map((list) => body.get(list)) : [];
    const folder = stageFolder(text, name);
    return { name, outputs: lists.flatMap(declaredIn).flatMap((declared) => safePath(folder, declared)) };
  });
}

/** Each item is a path, or a path with its flags. */
function declaredIn(list: unknown): string[] {
  if (!isSeq(list)) return [];
  return list.items.map((item) => String(isMap(item) ? item.items[0]?.key : item));
}

function safePath(folder: string, declared: string): string[] {
  const place = insideWorkspace(folder, declared);
  return place.type === "safe" && !declared.includes("${") ? [place.path] : [];
}

export interface ParameterCandidate {
  readonly key: string;
  /** Undefined for a group of parameters. */
  readonly value: string | undefined;
}

/** Every dotted key of a file of parameters, groups before what is in them. */
export async function parameterCandidates(
  workspace: string,
  folder: string,
  declared: string,
): Promise<readonly ParameterCandidate[]> {
  const place = insideWorkspace(folder, declared);
  if (place.type !== "safe") return [];
  const file = await readParameterFile(workspace, posix.normalize(place.path)).catch(() => null);
  return file?.type === "values" ? keysOf(file.root, "") : [];
}

function keysOf(value: Value, prefix: string): ParameterCandidate[] {
  if (!isValueMap(value)) return [];
  return Array.from(value).flatMap(([name, inner]) => {
    const key = prefix + name;
    if (!isValueMap(inner)) return [{ key, value: JSON.stringify(jsonOf(inner)) }];
    return [{ key, value: undefined }, ...keysOf(inner, `${key}.`)];
  });
}
