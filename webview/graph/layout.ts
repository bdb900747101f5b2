/**
 * Where everything stands: boxes in layers from top to bottom, each below what it reads from, in the sizes that
 * graph.css draws. Pure; the layers are dagre's.
 */
import { Graph, layout } from "@dagrejs/dagre";
import type { GraphStage } from "#protocol/graphPanel.ts";
import type { Area, Point, Size } from "./geometry.ts";
import { type Box, type Link, type Shape, shapeOf } from "./shape.ts";
import { card, labelOf, labelSize, margin, type PlacedStage, placeStages, sizeOf } from "./sizes.ts";

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

/** What the library writes its answers into. */
interface Node extends Size, Point {
  readonly rank: number;
}

interface Edge extends Point {
  readonly points: readonly Point[];
}

export function layoutOf(stages: readonly GraphStage[]): Layout {
  const shape = shapeOf(stages);
  const withLabels = shape.links.length <= mostLabels;
  const whole = settings(shape, withLabels);
  const graph = new Graph<object, object, object>();
  graph.setGraph(whole);
  // Numbers, since a name may be any text: the library makes object keys of them.
  const keys = new Map(shape.boxes.map((box, index) => [box, String(index)]));
  const keyOf = (box: Box) => keys.get(box) ?? "";
  const nodes = shape.boxes.map((box) => {
    const node: Node = { ...sizeOf(box), x: 0, y: 0, rank: 0 };
    graph.setNode(keyOf(box), node);
    return { box, node };
  });
  const edges = shape.links.map((link) => {
    const text = withLabels ? labelOf(link) : null;
    const size = text === null ? {} : { ...labelSize(text), labelpos: "c" };
    const edge: Edge = { ...size, x: 0, y: 0, points: [] };
    graph.setEdge(keyOf(link.from), keyOf(link.to), edge);
    return { link, text, edge };
  });
  layout(graph);
  return {
    width: whole.width,
    height: whole.height,
    boxes: nodes.map(({ box, node }) => {
      const area = around(node, node);
      return { box, area, layer: node.rank, stages: placeStages(box, area) };
    }),
    links: edges.map(({ link, text, edge }) => {
      const label = text === null ? null : { text, area: around(edge, labelSize(text)) };
      return { link, points: edge.points, label };
    }),
  };
}

function settings({ boxes }: Shape, withLabels: boolean) {
  return {
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
