/** `dvc.lock`: read with places for its problems, written one stage at a time, the rest of its text untouched. */
import path from "node:path";
import { isMap as isYamlMap } from "yaml";
import { type Problem, problem } from "#protocol/problem.ts";
import { readUtf8, writeWhole } from "../files.ts";
import { isMap, type Key, sameValue, type Value, type ValueMap } from "../format/value.ts";
import { yamlEntry, yamlText } from "../format/yamlText.ts";
import { lockFile } from "../project/project.ts";
import { parseYaml, type YamlSource } from "../project/yamlSource.ts";
import { type LockEntry, readLockEntry } from "./lockEntry.ts";

export interface Lock {
  /** Null when there is no file. */
  readonly text: string | null;
  readonly entries: ReadonlyMap<string, LockEntry>;
}

export type ReadLock = { type: "lock"; lock: Lock } | { type: "problem"; problem: Problem };

const repair = "Restore it from git, or delete it to run every stage anew.";

export async function readLock(workspace: string): Promise<ReadLock> {
  const file = await readUtf8(path.join(workspace, lockFile));
  if (file.type === "notUtf8") return refuse("it is not UTF-8 text", 1);
  if (file.type === "missing" || file.text.trim() === "")
    return { type: "lock", lock: { text: null, entries: new Map() } };
  return parseLock(file.text);
}

function refuse(why: string, line: number): ReadLock {
  const sentence = `${lockFile} cannot be read: ${why}. Nothing was changed. ${repair}`;
  return { type: "problem", problem: problem("invalid-lock", sentence, { path: lockFile, line }) };
}

export function parseLock(text: string): ReadLock {
  const source = parseYaml(text, lockFile, "invalid-lock");
  const [first] = source.problems;
  const conflict = /^(?:<{7}|>{7}) /m.exec(text);
  if (conflict !== null) {
    const line = text.slice(0, conflict.index).split("\n").length;
    return refuse("two versions of it were merged and left in conflict", line);
  }
  if (first !== undefined) return refuse(first.message, first.line ?? 1);
  if (!isYamlMap(source.root)) return refuse("it is not a map", 1);
  const top = source.entries(source.root);
  const schema = top.find(({ key }) => key === "schema");
  if (schema === undefined || source.value(schema.value) !== "2.0") {
    return refuse(
      "its schema is not '2.0'; update it with a current DVC (`dvc repro`)",
      schema?.position.line ?? 1,
    );
  }
  return readStages(text, source, top.find(({ key }) => key === "stages")?.value ?? null);
}

function readStages(text: string, source: YamlSource, stages: YamlSource["root"]): ReadLock {
  if (stages !== null && !isYamlMap(stages))
    return refuse("'stages' is not a map", source.position(stages).line);
  const entries = new Map<string, LockEntry>();
  for (const { key, value, position } of stages === null ? [] : source.entries(stages)) {
    const entry = readLockEntry(source.value(value));
    if (entry === null) return refuse(`the entry of stage '${key}' is damaged`, position.line);
    entries.set(key, entry);
  }
  return { type: "lock", lock: { text, entries } };
}

/**
 * Replaces one stage's entry, or adds it; whole or not at all. Reads the file anew: somebody may have brought
 * another one meanwhile. The problem, if it is not readable now; null when done.
 * @param later entries before which a new one stands, as far as they are there; at the end without any
 */
export async function writeLockEntry(
  workspace: string,
  stage: string,
  entry: ValueMap,
  later: readonly string[] = [],
): Promise<Problem | null> {
  const now = await readLock(workspace);
  if (now.type === "problem") return now.problem;
  const text = withEntry(now.lock.text, stage, entry, later);
  if (text !== now.lock.text) await writeWhole(path.join(workspace, lockFile), text, { durable: true });
  return null;
}

/** The lock's text with one stage's entry put in. Text that is not laid out as DVC does is written anew. */
export function withEntry(
  text: string | null,
  stage: string,
  entry: ValueMap,
  later: readonly string[] = [],
): string {
  const written = yamlEntry(stage, entry, 2);
  if (text === null) return `schema: '2.0'\nstages:\n${written}`;
  const source = parseYaml(text, lockFile);
  const wanted = putEntry(lockValue(source), stage, entry);
  const spliced = spliceEntry(text, source, { stage, written, later });
  const result = parseYaml(spliced, lockFile);
  return result.problems.length === 0 && sameValue(lockValue(result), wanted) ? spliced : yamlText(wanted);
}

function lockValue(source: YamlSource): ValueMap {
  const value = source.value(source.root);
  return isMap(value) ? value : new Map();
}

function putEntry(lock: ValueMap, stage: string, entry: ValueMap): ValueMap {
  const stages = lock.get("stages");
  const before = isMap(stages) ? stages : new Map<string, Value>();
  return new Map<Key, Value>([...lock, ["stages", new Map([...before, [stage, entry]])]]);
}

interface Addition {
  readonly stage: string;
  readonly written: string;
  readonly later: readonly string[];
}

function spliceEntry(text: string, source: YamlSource, { stage, written, later }: Addition): string {
  const top = isYamlMap(source.root) ? source.entries(source.root) : [];
  const stages = top.find(({ key }) => key === "stages");
  const lines = text.split(/(?<=\n)/);
  if (stages === undefined) return `${endedLine(text)}stages:\n${written}`;
  if (!isYamlMap(stages.value) || stages.value.items.length === 0) {
    return splice(lines, stages.position.line - 1, stages.position.line, `stages:\n${written}`);
  }
  const siblings = source.entries(stages.value);
  const after = top.find(({ position }) => position.line > stages.position.line);
  const end = after === undefined ? lines.length : after.position.line - 1;
  const index = siblings.findIndex(({ key }) => key === stage);
  const [own, next] = [siblings[index], siblings[index + 1]];
  if (own === undefined) {
    const follower = siblings.find(({ key }) => later.includes(key));
    const place = follower === undefined ? end : follower.position.line - 1;
    return splice(lines, place, place, written);
  }
  return splice(lines, own.position.line - 1, next === undefined ? end : next.position.line - 1, written);
}

function endedLine(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

function splice(lines: readonly string[], from: number, to: number, written: string): string {
  // Blanks that a cut left behind would stand below the entry, and be read as something else next time.
  const after = lines.slice(to).join("");
  return endedLine(lines.slice(0, from).join("")) + written + (/^[ \t]+$/.test(after) ? "" : after);
}
