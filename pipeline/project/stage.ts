/** One stage of `dvc.yaml`: its keys read and checked. Whether stages fit together is `graph.ts`'s question. */
import { isMap, isScalar, isSeq, type Node } from "yaml";
import { namesOf, stageKeys } from "./keys.ts";
import { readOutputs } from "./outputs.ts";
import { readParameters } from "./parameters.ts";
import type { Artifact, Stage } from "./project.ts";
import { type Reader, readArtifact, readFlag, readList, readText, report } from "./reader.ts";
import type { Entry } from "./yamlSource.ts";

/** Templating has used up `vars` and `matrix` already. */
const knownKeys = namesOf(stageKeys);
const validName = /^[\p{L}\p{N}_-]+$/u;

/** Before templating, which adds '@' and what tells a stage from the others of its group. */
export function checkName(reader: Reader, { key: name, position }: Entry): void {
  if (validName.test(name)) return;
  const sentence = "a stage's name may have letters, digits, '-' and '_' only.";
  report({ ...reader, stage: name }, "invalid-project", position, sentence);
}

/** Null when it cannot be used at all; its problems are in the reader. */
export function readStage(
  source: Omit<Reader, "stage">,
  { key: name, value, position }: Entry,
): Stage | null {
  const reader: Reader = { ...source, stage: name };
  if (!isMap(value)) {
    report(reader, "invalid-project", position, "a stage must be a map with at least 'cmd'.");
    return null;
  }
  const entries = reader.source.entries(value);
  refuseUnknownKeys(reader, entries);
  const find = (key: string): Entry | undefined => entries.find((entry) => entry.key === key);
  const folder = readFolder(reader, find("wdir"));
  const command = readCommand(reader, find("cmd"), position);
  const flag = (entry: Entry | undefined): boolean => entry !== undefined && readFlag(reader, entry) === true;
  const all = (keys: readonly string[]): Entry[] => entries.filter(({ key }) => keys.includes(key));
  if (folder === null) return null;
  const made = all(["outs", "metrics", "plots"]).flatMap((list) => readOutputs(reader, folder, list));
  return {
    name,
    position,
    folder,
    command,
    lines: linesOf(command).filter((line) => line.trim() !== ""),
    dependencies: all(["deps"]).flatMap((list) => readDependencies(reader, folder, list)),
    parameters: all(["params"]).flatMap((list) => readParameters(reader, folder, list)),
    outputs: made.map(({ output }) => output),
    displays: made.flatMap(({ display }) => display ?? []),
    frozen: flag(find("frozen")),
    alwaysChanged: flag(find("always_changed")),
  };
}

/** As DVC does: a text is cut into its lines, an item of a list is one script for one shell. */
function linesOf(command: Stage["command"]): readonly string[] {
  return typeof command === "string" ? command.split(/\r?\n/) : command;
}

function refuseUnknownKeys(reader: Reader, entries: readonly Entry[]): void {
  for (const { key, position } of entries.filter((entry) => !knownKeys.includes(entry.key))) {
    const sentence = `'${key}' is not a key of a stage. Known: ${knownKeys.join(", ")}.`;
    report(reader, "invalid-project", position, sentence);
  }
}

function readFolder(reader: Reader, entry: Entry | undefined): string | null {
  if (entry === undefined) return "";
  const declared = readText(reader, entry.value, "'wdir'", entry.position);
  if (declared === null) return null;
  return readArtifact(reader, "", declared, entry.position, "working folder (wdir)")?.path ?? null;
}

function readCommand(reader: Reader, entry: Entry | undefined, stage: Stage["position"]): Stage["command"] {
  if (entry === undefined) {
    report(reader, "invalid-project", stage, "has no 'cmd': say which command makes its outputs.");
    return "";
  }
  const command = isSeq(entry.value)
    ? readList(reader, entry).flatMap((node) => commandText(reader, node, entry) ?? [])
    : (commandText(reader, entry.value, entry) ?? "?");
  if ([command].flat().every((text) => text.trim() === "")) {
    report(reader, "invalid-project", entry.position, "'cmd' is empty: say which command makes its outputs.");
  }
  return command;
}

function commandText(reader: Reader, node: Node | null, entry: Entry): string | null {
  if (isScalar(node) && node.value === null) return "";
  return node === null ? "" : readText(reader, node, "'cmd'", entry.position);
}

function readDependencies(reader: Reader, folder: string, list: Entry): Artifact[] {
  return readList(reader, list).flatMap((node) => {
    const position = reader.source.position(node);
    const declared = readText(reader, node, "each of 'deps'", position);
    if (declared === null) return [];
    return readArtifact(reader, folder, declared, position, "dependency") ?? [];
  });
}
