/**
 * Where the arrow keys lead. Up and Down follow the data: to what a stage reads from, to what reads from it. Left and
 * Right go through everything, layer after layer, a group before its stages. Pure.
 */
import type { Area, Point } from "./geometry.ts";
import type { Layout } from "./layout.ts";
import { type Box, readersOf } from "./shape.ts";

/** Something that the keyboard stops at: a stage, or a group as a whole. */
export interface Stop {
  readonly key: string;
  readonly name: string;
  /** Of the stages that it stands for. */
  readonly stages: readonly string[];
  readonly isGroup: boolean;
  readonly area: Area;
  /** Keys of what it reads from, and of what reads from it. */
  readonly above: readonly string[];
  readonly below: readonly string[];
}

export type Step = "up" | "down" | "left" | "right" | "first" | "last";

export function stageKey(name: string): string {
  return `stage ${name}`;
}

export function groupKey(name: string): string {
  return `group ${name}`;
}

function boxKey({ name, isGroup }: Box): string {
  return isGroup ? groupKey(name) : stageKey(name);
}

/** In reading order. */
export function stopsOf({ boxes, links }: Layout): readonly Stop[] {
  const boxOf = new Map(boxes.flatMap(({ box }) => box.stages.map(({ name }) => [name, box] as const)));
  const readers = readersOf(boxes.flatMap(({ box }) => box.stages));
  /** A group's stage leads to others one by one; from outside, what stands in a frame is first reached as a whole. */
  const leadingTo = (isInFrame: boolean, names: readonly string[]) =>
    Array.from(new Set(names.map((name) => keyFrom(isInFrame, name, boxOf.get(name)))));
  const inOrder = [...boxes].sort((one, other) => one.layer - other.layer || one.area.x - other.area.x);
  return inOrder.flatMap(({ box, area, stages }): Stop[] => {
    const own = stages.map(({ stage: { name, needs }, area: place }): Stop => {
      const made = needs.map(({ stage }) => stage);
      return {
        key: stageKey(name),
        name,
        stages: [name],
        isGroup: false,
        area: place,
        above: leadingTo(box.isGroup, made),
        below: leadingTo(box.isGroup, readers.get(name) ?? []),
      };
    });
    if (!box.isGroup) return own;
    const whole: Stop = {
      key: groupKey(box.name),
      name: box.name,
      stages: box.stages.map(({ name }) => name),
      isGroup: true,
      area,
      above: links.filter(({ link }) => link.to === box).map(({ link }) => boxKey(link.from)),
      below: links.filter(({ link }) => link.from === box).map(({ link }) => boxKey(link.to)),
    };
    return [whole, ...own];
  });
}

function keyFrom(isInFrame: boolean, name: string, box: Box | undefined): string {
  return isInFrame || box === undefined ? stageKey(name) : boxKey(box);
}

/** Null where the way ends. */
export function nextStop(stops: readonly Stop[], from: Stop, step: Step): Stop | null {
  const place = stops.indexOf(from);
  switch (step) {
    case "up":
      return nearest(stops, from, from.above);
    case "down":
      return nearest(stops, from, from.below);
    case "left":
      return stops[place - 1] ?? null;
    case "right":
      return stops[place + 1] ?? null;
    case "first":
      return stops[0] ?? null;
    case "last":
      return stops.at(-1) ?? null;
  }
}

/** The next layer comes first, then what is straight above or below. */
function nearest(stops: readonly Stop[], { area: from }: Stop, keys: readonly string[]): Stop | null {
  const candidates = new Set(keys);
  const [first = null] = stops
    .filter(({ key }) => candidates.has(key))
    .sort(({ area: one }, { area: other }) => {
      const layers = Math.abs(middle(one).y - middle(from).y) - Math.abs(middle(other).y - middle(from).y);
      return layers || Math.abs(middle(one).x - middle(from).x) - Math.abs(middle(other).x - middle(from).x);
    });
  return first;
}

function middle({ x, y, width, height }: Area): Point {
  return { x: x + width / 2, y: y + height / 2 };
}
