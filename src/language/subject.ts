/** What belongs at a cursor in `dvc.yaml`, and what the word there is. Pure: it looks at no disk. */
import {
  groupKeys,
  type Key,
  outputFlags,
  plotFlags,
  stageKeys,
  topLevelKeys,
} from "#pipeline/project/keys.ts";
import type { Cursor } from "./cursor.ts";

export interface PathSubject {
  readonly type: "path";
  /** Relative to its working folder, or to the project where there is none. */
  readonly stage: string | null;
  readonly foldersOnly: boolean;
  /** It may be what a stage will make. */
  readonly isRead: boolean;
}

export type Subject =
  | { readonly type: "keys"; readonly keys: readonly Key[] }
  | { readonly type: "stageName" }
  | PathSubject
  /** `file`: null for params.yaml, and then other files may be named. */
  | { readonly type: "parameter"; readonly stage: string; readonly file: string | null }
  | { readonly type: "flag" }
  | { readonly type: "other" };

const other: Subject = { type: "other" };

export function subjectOf({ parents, key, isItem }: Cursor): Subject {
  const [top, stage, ...inGroup] = parents;
  if (top === undefined) return key === null ? { type: "keys", keys: topLevelKeys } : other;
  if (top !== "stages") return isItem && isPathList(top) ? pathOf(null, top) : other;
  if (stage === undefined) return { type: "stageName" };
  const inside = inGroup[0] === "do" ? inGroup.slice(1) : inGroup;
  return inside.length === 0 ? ofStage(stage, key) : inList(stage, inside, key, isItem);
}

function isPathList(name: string): boolean {
  return ["deps", "outs", "metrics", "plots", "params"].includes(name);
}

function pathOf(stage: string | null, list: string): PathSubject {
  const isRead = list === "deps" || (stage === null && list !== "params");
  return { type: "path", stage, foldersOnly: list === "wdir", isRead };
}

function ofStage(stage: string, key: string | null): Subject {
  if (key === null) return { type: "keys", keys: [...stageKeys, ...groupKeys] };
  if (key === "wdir") return pathOf(stage, key);
  return isFlag(stageKeys, key) ? { type: "flag" } : other;
}

function inList(stage: string, inside: readonly string[], key: string | null, isItem: boolean): Subject {
  const [list = "", item, ...deeper] = inside;
  if (!isPathList(list) || deeper.length > 0) return other;
  if (item !== undefined && list !== "params") return list === "deps" ? other : ofOutput(list, key);
  if (!isItem || key !== null) return other;
  return list === "params" ? { type: "parameter", stage, file: item ?? null } : pathOf(stage, list);
}

function ofOutput(list: string, key: string | null): Subject {
  const flags = list === "plots" ? [...outputFlags, ...plotFlags] : outputFlags;
  if (key === null) return { type: "keys", keys: flags };
  return isFlag(flags, key) ? { type: "flag" } : other;
}

function isFlag(keys: readonly Key[], name: string): boolean {
  return keys.some((each) => each.name === name && each.form === "flag");
}
