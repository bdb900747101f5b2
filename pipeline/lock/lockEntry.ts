/** What `dvc.lock` and the run cache say of one stage: with which inputs it made which outputs. */
import { byCodePoint } from "../format/python.ts";
import { isList, isMap, keyText, type Value, type ValueMap } from "../format/value.ts";
import type { Hashed } from "../hash/hasher.ts";
import type { StageValues } from "../params/parameterValues.ts";
import type { Artifact, Stage } from "../project/project.ts";

export interface LockItem {
  /** As the stage declares it, relative to its working folder. */
  readonly path: string;
  /** Null where only an unfinished tool left an entry. */
  readonly md5: string | null;
  readonly executable: boolean;
  /** The hash that a DVC before version 3 wrote, with line endings normalised, in `md5`'s place. */
  readonly legacyMd5: string | null;
}

export interface LockEntry {
  readonly command: Value;
  readonly dependencies: readonly LockItem[];
  readonly parameters: ReadonlyMap<string, ValueMap>;
  readonly outputs: readonly LockItem[];
  /** The entry as it stands in the file. */
  readonly written: ValueMap;
}

/** Null when it does not have the form of an entry. */
export function readLockEntry(written: Value | undefined): LockEntry | null {
  if (!isMap(written)) return null;
  const dependencies = readItems(written.get("deps"));
  const outputs = readItems(written.get("outs"));
  const parameters = readGroups(written.get("params"));
  const command = written.get("cmd") ?? null;
  if (dependencies === null || outputs === null || parameters === null) return null;
  return { command, dependencies, parameters, outputs, written };
}

function readItems(value: Value | undefined): LockItem[] | null {
  if (value === undefined || value === null) return [];
  const items = isList(value) ? value.map(readItem) : [null];
  return items.some((item) => item === null) ? null : items.filter((item) => item !== null);
}

function readItem(value: Value): LockItem | null {
  if (!isMap(value)) return null;
  const [place, md5] = [value.get("path"), value.get("md5")];
  if (typeof place !== "string" || (md5 !== undefined && typeof md5 !== "string")) return null;
  if (md5 !== undefined && !/^[0-9a-f]{32}(\.dir)?$/.test(md5)) return null;
  return {
    path: place,
    md5: value.get("hash") === undefined ? null : (md5 ?? null),
    executable: value.get("isexec") === true,
    legacyMd5: value.get("hash") === undefined ? (md5 ?? null) : null,
  };
}

function readGroups(value: Value | undefined): Map<string, ValueMap> | null {
  if (value === undefined || value === null) return new Map();
  if (!isMap(value)) return null;
  const groups = new Map<string, ValueMap>();
  for (const [file, values] of value) {
    if (values !== null && !isMap(values)) return null;
    groups.set(keyText(file), values ?? new Map());
  }
  return groups;
}

export interface Inputs {
  /** In the order of the stage's `deps`. */
  readonly dependencies: readonly Hashed[];
  readonly values: StageValues;
}

/** The entry as DVC writes it: its keys' order, its sorting, nothing empty. */
export function lockEntryOf(stage: Stage, inputs: Inputs, outputs: readonly Hashed[]): ValueMap {
  const entry = new Map<string, Value>([["cmd", stage.command]]);
  const dependencies = itemsOf(stage.dependencies, inputs.dependencies);
  const groups = groupsOf(inputs.values);
  const made = itemsOf(stage.outputs, outputs);
  if (dependencies.length > 0) entry.set("deps", dependencies);
  if (groups.size > 0) entry.set("params", groups);
  if (made.length > 0) entry.set("outs", made);
  return entry;
}

function itemsOf(artifacts: readonly Artifact[], hashes: readonly Hashed[]): ValueMap[] {
  const items = artifacts.flatMap((artifact, index) => {
    const hashed = hashes[index];
    return hashed === undefined ? [] : [{ path: artifact.declared, item: itemOf(artifact.declared, hashed) }];
  });
  return byCodePoint(items, ({ path }) => path).map(({ item }) => item);
}

function itemOf(declared: string, hashed: Hashed): ValueMap {
  const item = new Map<string, Value>([
    ["path", declared],
    ["hash", "md5"],
    ["md5", hashed.md5],
    ["size", BigInt(hashed.size)],
  ]);
  if (hashed.type === "folder") item.set("nfiles", BigInt(hashed.files.length));
  else if (hashed.executable) item.set("isexec", true);
  return item;
}

/** `params.yaml` first, other files by name; keys sorted, but not inside values. */
function groupsOf(values: StageValues): ValueMap {
  const files = byCodePoint(values, ([file]) => (file === "params.yaml" ? "" : file));
  return new Map(files.map(([file, group]) => [file, new Map(byCodePoint(group, ([key]) => keyText(key)))]));
}
