/** `metrics` and `plots` at the top of `dvc.yaml`: files that are shown, whichever stage makes them. */
import { isMap, isScalar, isSeq, type Node } from "yaml";
import { plotDisplay } from "./outputs.ts";
import { overlaps } from "./paths.ts";
import type { Display, Position, Stage } from "./project.ts";
import { type Reader, readArtifact, readList, readText, report } from "./reader.ts";
import type { Entry } from "./yamlSource.ts";

export const displayLists = ["metrics", "plots"];

export function readDisplays(reader: Reader, lists: readonly Entry[]): Display[] {
  return lists.flatMap((list) =>
    list.key === "metrics" ? readMetrics(reader, list) : readPlots(reader, list),
  );
}

/** Each is read after the stage that makes it; what no stage makes, after the last one. */
export function withDisplays(stages: readonly Stage[], displays: readonly Display[]): Stage[] {
  const makerOf = ({ path }: Display): Stage | undefined =>
    stages.find(({ outputs }) => outputs.some((output) => overlaps(output.path, path))) ?? stages.at(-1);
  return stages.map((stage) => {
    const known = new Set(stage.displays.map(({ path }) => path));
    const more = displays.filter((display) => makerOf(display) === stage && !known.has(display.path));
    return more.length === 0 ? stage : { ...stage, displays: [...stage.displays, ...more] };
  });
}

function pathOf(reader: Reader, declared: string | null, position: Position, what: string): string | null {
  return declared === null ? null : (readArtifact(reader, "", declared, position, what)?.path ?? null);
}

function readMetrics(reader: Reader, list: Entry): Display[] {
  return readList(reader, list).flatMap((node): Display[] => {
    const position = reader.source.position(node);
    const declared = readText(reader, node, "each of 'metrics'", position);
    const path = pathOf(reader, declared, position, "metrics file");
    return path === null ? [] : [{ type: "metrics", path }];
  });
}

/** A list of paths, or of names with what belongs to each; the names may as well be the keys of one map. */
function readPlots(reader: Reader, list: Entry): Display[] {
  if (isMap(list.value)) return readNamed(reader, list.value);
  return readList(reader, list).flatMap((node) =>
    isMap(node) ? readNamed(reader, node) : readPlain(reader, node),
  );
}

function readPlain(reader: Reader, node: Node): Display[] {
  const position = reader.source.position(node);
  const path = pathOf(reader, readText(reader, node, "each of 'plots'", position), position, "plot");
  return path === null ? [] : [{ type: "plot", path, ...plotDisplay(reader, []) }];
}

function readNamed(reader: Reader, node: Node): Display[] {
  return isMap(node) ? reader.source.entries(node).flatMap((entry) => readPlot(reader, entry)) : [];
}

/** The name is the file's path, unless `y` names files. */
function readPlot(reader: Reader, { key: name, value, position }: Entry): Display[] {
  if (value !== null && !isMap(value)) {
    report(reader, "invalid-project", position, `what belongs to the plot '${name}' must be a map.`);
    return [];
  }
  const flags: readonly Entry[] = isMap(value) ? reader.source.entries(value) : [];
  const shown = plotDisplay(reader, flags);
  const files = flags.find(({ key }) => key === "y")?.value;
  if (!isMap(files)) {
    const path = pathOf(reader, name, position, "plot");
    return path === null ? [] : [{ type: "plot", path, ...shown }];
  }
  const x = flags.find(({ key }) => key === "x")?.value ?? null;
  return reader.source.entries(files).flatMap(({ key: file, value: columns, position: place }): Display[] => {
    const path = pathOf(reader, file, place, "plot");
    const axis = shown.x ?? columnOf(reader, x, file);
    const title = shown.title ?? name;
    return path === null ? [] : [{ type: "plot", path, ...shown, title, x: axis, y: oneOf(reader, columns) }];
  });
}

/** Where each file has a column of its own. */
function columnOf(reader: Reader, columns: Node | null, file: string): string | null {
  const own = isMap(columns) ? reader.source.entries(columns).find(({ key }) => key === file) : undefined;
  return oneOf(reader, own?.value ?? null);
}

/** Of several columns the panel chooses for itself. */
function oneOf(reader: Reader, columns: Node | null): string | null {
  const only =
    isSeq(columns) && columns.items.length === 1 ? reader.source.resolve(columns.items[0]) : columns;
  return isScalar(only) && typeof only.value === "string" ? only.value : null;
}
