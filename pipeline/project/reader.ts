/** What every part of reading `dvc.yaml` shares: the file, the stage at hand, and the problems found so far. */
import { isMap, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import { type Problem, type ProblemCode, problem } from "#protocol/problem.ts";
import { Timestamp } from "../format/value.ts";
import { insideWorkspace } from "./paths.ts";
import type { Artifact, Position } from "./project.ts";
import { projectFile } from "./project.ts";
import type { Entry, YamlSource } from "./yamlSource.ts";

export interface Reader {
  readonly source: YamlSource;
  readonly stage: string | null;
  readonly problems: Problem[];
}

export function report(reader: Reader, code: ProblemCode, position: Position, sentence: string): void {
  const subject = reader.stage === null ? "" : `stage '${reader.stage}': `;
  reader.problems.push(
    problem(code, `${subject}${sentence}`, { path: projectFile, ...position, stage: reader.stage }),
  );
}

/** Text, and numbers or booleans written where text belongs; null, and a problem, for anything else. */
export function readText(reader: Reader, node: Node | null, what: string, near: Position): string | null {
  const value = isScalar(node) ? node.value : undefined;
  const text =
    typeof value === "string"
      ? value
      : typeof value === "bigint" || value instanceof Timestamp
        ? String(value)
        : null;
  const position = node === null ? near : reader.source.position(node);
  if (text === null) {
    report(reader, "invalid-project", position, `${what} must be text.`);
    return null;
  }
  return text;
}

export function readFlag(reader: Reader, { key, value, position }: Entry): boolean | null {
  if (isScalar(value) && typeof value.value === "boolean") return value.value;
  report(reader, "invalid-project", position, `'${key}' must be true or false.`);
  return null;
}

/** The entries of a map; a problem, and none, where something else stands. */
export function readMap(reader: Reader, node: Node | null, what: string, near: Position): Entry[] {
  if (isMap(node)) return reader.source.entries(node as YAMLMap);
  if (node !== null) {
    report(reader, "invalid-project", near, `${what} must be a map of keys and values.`);
  }
  return [];
}

/** The items of a list, a single item standing for a list of one as DVC takes it nowhere: a problem. */
export function readList(reader: Reader, { key, value, position }: Entry): Node[] {
  if (value === null) return [];
  if (!isSeq(value)) {
    report(reader, "invalid-project", position, `'${key}' must be a list.`);
    return [];
  }
  return value.items.map((item) => reader.source.resolve(item)).filter((item) => item !== null);
}

export function readArtifact(
  reader: Reader,
  folder: string,
  declared: string,
  position: Position,
  what: string,
): Artifact | null {
  const place = insideWorkspace(folder, declared);
  if (place.type === "safe") return { path: place.path, declared, position };
  report(
    reader,
    "unsafe-path",
    position,
    `the ${what} '${declared}' ${place.why}. Baton uses only files in the workspace.`,
  );
  return null;
}
