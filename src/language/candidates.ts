/** What the workspace has that `dvc.yaml` could name: files, folders and parameters. Never anything outside of it. */
import { readdir } from "node:fs/promises";
import { join, posix } from "node:path";
import { isMap, isScalar, parseDocument } from "yaml";
import { isMap as isValueMap, jsonOf, type Value } from "#pipeline/format/value.ts";
import { readParameterFile } from "#pipeline/params/parameterFile.ts";
import { insideWorkspace } from "#pipeline/project/paths.ts";

/** A stage's `wdir`, "" where it has none or its text is not whole. */
export function stageFolder(text: string, stage: string | null): string {
  const { contents } = parseDocument(text);
  return folderOf(isMap(contents) && stage !== null ? contents.getIn(["stages", stage]) : null);
}

/** The same of what is written of a stage. */
export function folderOf(body: unknown): string {
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
