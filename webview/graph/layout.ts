/**
 * Where everything stands: boxes in layers from top to bottom, each below what it reads from, in the sizes that
 * graph.css draws. Pure; the layers are dagre's.
 */
import { Graph, layout } from "@dagrejs/dagre";
import type { GraphStage } from "#protocol/graphPanel.ts";
import type { Area, Point, Size } from "./geometry.ts";
import { type Box, type Link, type Shape, shapeOf } from "./shape.ts";
import {
  card,
  labelHeight,
  labelOf,
  labelWidth,
  margin,
  type PlacedStage,
  placeStages,
  sizeOf,
} from "./sizes.ts";

export interface PlacedBox {
  readonly box: Box;
  readonly area: Area;
  /** Boxes of one layer stand side by side. */
  readonly layer: number;
  /** The box itself where it is no group. */
  readonly stages: readonly PlacedStage[];
}

export interface PlacedLink {
  readonly link: Link;
  readonly points: readonly Point[];
  readonly label: { readonly text: string; readonly area: Area } | null;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly links: readonly PlacedLink[];
}

/** Of more links the labels would be all that is seen. */
const mostLabels = 40;
/** The best layering of more boxes takes longer than people wait. */
const mostRanked = 150;

/** dagre gives the middle of everything. */
function around({ x, y }: Point, { width, height }: Size): Area {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

interface Ranked extends Size, Point {
  readonly rank: number;
}

interface Routed extends Point {
  readonly points: readonly Point[];
}

/** The library writes its answers into what it was given. */
function ranked({ boxes, links }: Shape, withLabels: boolean) {
  const whole = {
    rankdir: "TB",
    nodesep: 32,
    edgesep: 24,
    ranksep: withLabels ? 56 : 64,
    marginx: margin,
    marginy: margin,
    ranker: boxes.length > mostRanked ? "longest-path" : "network-simplex",
    width: 0,
    height: 0,
  };
  const graph = new Graph<object, object, object>();
  graph.setGraph(whole);
  // Numbers, since a name may be any text: the library makes object keys of them.
  const keys = new Map(boxes.map((box, index) => [box, String(index)]));
  const nodes = boxes.map((box, index): Ranked => {
    const node = { ...sizeOf(box), x: 0, y: 0, rank: 0 };
    graph.setNode(String(index), node);
    return node;
  });
  const edges = links.map((link): Routed => {
    const text = withLabels ? labelOf(link) : null;
    const size = text === null ? {} : { width: labelWidth(text), height: labelHeight, labelpos: "c" };
    const edge = { ...size, x: 0, y: 0, points: [] };
    graph.setEdge(keys.get(link.from) ?? "", keys.get(link.to) ?? "", edge);
    return edge;
  });
  layout(graph);
  return { whole, nodes, edges };
}

export function layoutOf(stages: readonly GraphStage[]): Layout {
  const shape = shapeOf(stages);
  const withLabels = shape.links.length <= mostLabels;
  const { whole, nodes, edges } = ranked(shape, withLabels);
  const boxes = shape.boxes.flatMap((box, index): PlacedBox[] => {
    const node = nodes[index];
    if (node === undefined) return [];
    const area = around(node, node);
    return [{ box, area, layer: node.rank, stages: placeStages(box, area) }];
  });
  const links = shape.links.flatMap((link, index): PlacedLink[] => {
    const edge = edges[index];
    if (edge === undefined) return [];
    return [{ link, points: edge.points, label: withLabels ? labelAt(edge, link) : null }];
  });
  return { width: whole.width, height: whole.height, boxes, links };
}

function labelAt(middle: Point, link: Link): PlacedLink["label"] {
  const text = labelOf(link);
  return text === null
    ? null
    : { text, area: around(middle, { width: labelWidth(text), height: labelHeight }) };
}

/** One below the other, without lines: where it isn't known what reads from what. */
export function stackOf(stages: readonly GraphStage[]): Layout {
  const boxes = stages.map((stage, layer): PlacedBox => {
    const area = { x: margin, y: margin + layer * (card.height + margin / 2), ...card };
    return {
      box: { name: stage.name, isGroup: false, stages: [stage] },
      area,
      layer,
      stages: [{ stage, area }],
    };
  });
  const height = 2 * margin + stages.length * (card.height + margin / 2);
  return { width: card.width + 2 * margin, height, boxes, links: [] };
}
