/**
 * `.dvc/cache/runs`: which inputs made which outputs, ever. Names are checksums of Python's JSON of the lock
 * entry, so DVC finds what Baton saved and the other way round.
 */
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { readUtf8, unlessMissing, writeWhole } from "../files.ts";
import { pythonJson } from "../format/python.ts";
import { isList, isMap, type Value, type ValueMap } from "../format/value.ts";
import { yamlText } from "../format/yamlText.ts";
import { type LockEntry, readLockEntry } from "../lock/lockEntry.ts";
import type { Stage } from "../project/project.ts";
import { parseYaml } from "../project/yamlSource.ts";
import { temporaryIn } from "./temporary.ts";

/** Whether a stage's result follows from its inputs alone, which is what makes it worth remembering. */
export function isRepeatable(stage: Stage): boolean {
  const inputs = stage.dependencies.length + stage.parameters.length;
  const persists = stage.outputs.some(({ persist }) => persist);
  return inputs > 0 && stage.outputs.length > 0 && !persists && !stage.alwaysChanged;
}

export interface RunCache {
  /** All known results of the same command on the same inputs. */
  find(entry: ValueMap): Promise<LockEntry[]>;
  save(entry: ValueMap): Promise<void>;
}

export function createRunCache(workspace: string): RunCache {
  const cache = path.join(workspace, ".dvc", "cache");
  const root = path.join(cache, "runs");
  const folderOf = (key: string): string => path.join(root, key.slice(0, 2), key);
  return {
    async find(entry) {
      const folder = folderOf(runCacheKey(entry));
      const names = ((await unlessMissing(readdir(folder))) ?? []).filter((name) =>
        /^[0-9a-f]{64}$/.test(name),
      );
      const entries = await Promise.all(names.sort().map((name) => readEntry(path.join(folder, name))));
      return entries.filter((found) => found !== null);
    },
    async save(entry) {
      const file = path.join(folderOf(runCacheKey(entry)), runCacheValue(entry));
      if ((await readEntry(file)) === null) {
        await writeWhole(file, yamlText(entry), { temporary: temporaryIn(cache) });
      }
    },
  };
}

async function readEntry(file: string): Promise<LockEntry | null> {
  const content = await readUtf8(file);
  if (content.type !== "text") return null;
  const source = parseYaml(content.text, file);
  return source.problems.length > 0 ? null : readLockEntry(source.value(source.root));
}

/** Names the inputs: the entry with its outputs reduced to their paths. */
export function runCacheKey(entry: ValueMap): string {
  const outputs = entry.get("outs");
  const paths = isList(outputs)
    ? outputs.map((output) => (isMap(output) ? (output.get("path") ?? null) : output))
    : [];
  return checksum(new Map([...entry, ["outs", paths]]));
}

/** Names the whole entry. */
export function runCacheValue(entry: ValueMap): string {
  return checksum(entry);
}

function checksum(entry: ValueMap): string {
  return createHash("sha256")
    .update(pythonJson(withoutSizes(entry)))
    .digest("hex");
}

/** DVC drops these keys wherever they stand, even in parameters. */
function withoutSizes(value: Value): Value {
  if (isList(value)) return value.map(withoutSizes);
  if (!isMap(value)) return value;
  const kept = Array.from(value).filter(([key]) => key !== "size" && key !== "nfiles");
  return new Map(kept.map(([key, each]) => [key, withoutSizes(each)]));
}
