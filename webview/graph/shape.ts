/**
 * The stages as they are drawn: those that one `foreach` or `matrix` made share a box, all others have their own. Pure.
 * Boxes never need each other in a circle: a group whose stages need one another is not put together.
 */
import type { GraphStage } from "#protocol/graphPanel.ts";

export interface Box {
  /** The stage's name, or that of its group. */
  readonly name: string;
  readonly isGroup: boolean;
  readonly stages: readonly GraphStage[];
}

export interface Link {
  readonly from: Box;
  readonly to: Box;
  /** What is read. */
  readonly paths: readonly string[];
}

export interface Shape {
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
}

/** What its stages have in common; null for a stage of no group. */
export function groupOf({ name }: Pick<GraphStage, "name">): string | null {
  const at = name.indexOf("@");
  return at < 0 ? null : name.slice(0, at);
}

/** Which stages each one is read by: the other way round from `needs`. */
export function readersOf(stages: readonly GraphStage[]): ReadonlyMap<string, readonly string[]> {
  const readers = new Map<string, string[]>(stages.map(({ name }) => [name, []]));
  for (const { name, needs } of stages) for (const need of needs) readers.get(need.stage)?.push(name);
  return readers;
}

export function shapeOf(stages: readonly GraphStage[]): Shape {
  const boxes = boxesOf(stages);
  const boxOf = new Map(boxes.flatMap((box) => box.stages.map(({ name }) => [name, box] as const)));
  const links = boxes.flatMap((to) => linksInto(to, boxOf));
  return { boxes, links };
}

function boxesOf(stages: readonly GraphStage[]): Box[] {
  const readers = readersOf(stages);
  /** The stages that stand in one box, by each of them. */
  const together = new Map<string, readonly string[]>(stages.map(({ name }) => [name, [name]]));
  for (const [group, members] of Map.groupBy(stages, groupOf)) {
    const names = members.map(({ name }) => name);
    if (group === null || names.length < 2 || leadBack(names, readers, together)) continue;
    for (const name of names) together.set(name, names);
  }
  const drawn = new Set<string>();
  return stages.flatMap((stage): Box[] => {
    if (drawn.has(stage.name)) return [];
    const names = new Set(together.get(stage.name));
    for (const name of names) drawn.add(name);
    const isGroup = names.size > 1;
    const own = isGroup ? stages.filter(({ name }) => names.has(name)) : [stage];
    return [{ name: isGroup ? (groupOf(stage) ?? stage.name) : stage.name, isGroup, stages: own }];
  });
}

/** Whether what is made of the stages comes to one of them again, by way of the boxes that there are. */
function leadBack(
  names: readonly string[],
  readers: ReadonlyMap<string, readonly string[]>,
  together: ReadonlyMap<string, readonly string[]>,
): boolean {
  const own = new Set(names);
  const reached = new Set(names.flatMap((name) => readers.get(name) ?? []));
  for (const name of reached) {
    if (own.has(name)) return true;
    for (const fellow of together.get(name) ?? [])
      for (const reader of readers.get(fellow) ?? []) reached.add(reader);
  }
  return false;
}

function linksInto(to: Box, boxOf: ReadonlyMap<string, Box>): Link[] {
  const needs = to.stages.flatMap((stage) => stage.needs);
  const byBox = Map.groupBy(needs, ({ stage }) => boxOf.get(stage));
  return Array.from(byBox).flatMap(([from, read]) =>
    from === undefined || from === to
      ? []
      : [{ from, to, paths: Array.from(new Set(read.flatMap(({ paths }) => paths))) }],
  );
}
