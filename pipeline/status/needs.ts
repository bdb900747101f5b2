/** Which stages each one reads from, and what: the edges of the pipeline's graph, with the files on them. */
import type { StageNeed } from "#protocol/status.ts";
import { pathIndex } from "../project/pathIndex.ts";
import type { Stage } from "../project/project.ts";

/** By stage, in the order of `stages`. */
export function needsOfStages(stages: readonly Stage[]): ReadonlyMap<string, StageNeed[]> {
  const made = pathIndex(
    stages.flatMap(({ name, outputs }) => outputs.map(({ path }) => [path, name] as const)),
  );
  const places = new Map(stages.map(({ name }, place) => [name, place]));
  const inOrder = (one: StageNeed, other: StageNeed) =>
    (places.get(one.stage) ?? 0) - (places.get(other.stage) ?? 0);
  return new Map(stages.map((stage) => [stage.name, needsOf(stage, made.overlapping).sort(inOrder)]));
}

function needsOf({ dependencies, parameters }: Stage, makersOf: (path: string) => string[]): StageNeed[] {
  const paths = new Set([...dependencies, ...parameters].map(({ path }) => path));
  const read = Array.from(paths).flatMap((path) => makersOf(path).map((stage) => ({ stage, path })));
  return Array.from(
    Map.groupBy(read, ({ stage }) => stage),
    ([stage, files]) => ({
      stage,
      paths: Array.from(new Set(files.map(({ path }) => path))),
    }),
  );
}
