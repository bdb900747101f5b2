/** A stage's `outs`, `metrics` and `plots`: paths with flags. */
import { isMap, isScalar, type Node } from "yaml";
import { namesOf, outputFlags, plotFlags } from "./keys.ts";
import { destroyedBy } from "./paths.ts";
import type { Display, Output, PlotDisplay, Position } from "./project.ts";
import { type Reader, readArtifact, readFlag, readList, readText, report } from "./reader.ts";
import type { Entry } from "./yamlSource.ts";

type OutputList = "outs" | "metrics" | "plots";

export interface ReadOutput {
  readonly output: Output;
  /** Null for mere data. */
  readonly display: Display | null;
}

export function readOutputs(reader: Reader, folder: string, list: Entry): ReadOutput[] {
  const kind: OutputList = list.key === "metrics" || list.key === "plots" ? list.key : "outs";
  return readList(reader, list).flatMap((item) => readOutput(reader, folder, kind, item) ?? []);
}

function readOutput(reader: Reader, folder: string, kind: OutputList, item: Node): ReadOutput | null {
  const { declared, flags, position } = splitFlags(reader, kind, item);
  const artifact = declared === null ? null : readArtifact(reader, folder, declared, position, "output");
  if (artifact === null) return null;
  const destroyed = destroyedBy(artifact.path);
  if (destroyed !== null) {
    const why = `stages' outputs are removed before they run, and this one would take ${destroyed} with it`;
    report(reader, "unsafe-path", position, `'${artifact.declared}' cannot be an output: ${why}.`);
    return null;
  }
  const flag = (name: string, otherwise: boolean): boolean => {
    const entry = flags.find(({ key }) => key === name);
    return entry === undefined ? otherwise : (readFlag(reader, entry) ?? otherwise);
  };
  return {
    output: { ...artifact, cache: flag("cache", true), persist: flag("persist", false) },
    display: displayOf(reader, kind, artifact.path, flags),
  };
}

interface Flagged {
  readonly declared: string | null;
  readonly flags: readonly Entry[];
  readonly position: Position;
}

/** `path` or `{path: {flags}}`. */
function splitFlags(reader: Reader, kind: OutputList, item: Node): Flagged {
  const position = reader.source.position(item);
  if (!isMap(item))
    return { declared: readText(reader, item, `each of '${kind}'`, position), flags: [], position };
  const [entry, second] = reader.source.entries(item);
  if (entry === undefined || second !== undefined) {
    report(
      reader,
      "invalid-project",
      position,
      `each of '${kind}' must be one path, with its flags below it.`,
    );
    return { declared: null, flags: [], position };
  }
  const flags = isMap(entry.value) ? reader.source.entries(entry.value) : [];
  if (entry.value !== null && !isMap(entry.value)) {
    report(reader, "invalid-project", entry.position, `the flags of '${entry.key}' must be keys and values.`);
  }
  const known = namesOf(kind === "plots" ? [...outputFlags, ...plotFlags] : outputFlags);
  for (const { key, position: place } of flags.filter(({ key }) => !known.includes(key))) {
    report(
      reader,
      "invalid-project",
      place,
      `'${key}' is not a flag of '${kind}'. Known: ${known.join(", ")}.`,
    );
  }
  return { declared: entry.key, flags, position: entry.position };
}

function displayOf(reader: Reader, kind: OutputList, path: string, flags: readonly Entry[]): Display | null {
  if (kind === "outs") return null;
  return kind === "metrics"
    ? { type: "metrics", path }
    : { type: "plot", path, ...plotDisplay(reader, flags) };
}

/** `x` and `y` may be richer than a column's name in DVC: then the panel chooses for itself. */
export function plotDisplay(reader: Reader, flags: readonly Entry[]): PlotDisplay {
  const find = (name: string): Entry | undefined => flags.find(({ key }) => key === name);
  const text = (name: string): string | null => {
    const entry = find(name);
    return isScalar(entry?.value) ? readText(reader, entry.value, `'${name}'`, entry.position) : null;
  };
  const header = find("header");
  return {
    title: text("title"),
    x: text("x"),
    y: text("y"),
    header: header === undefined || (readFlag(reader, header) ?? true),
  };
}
