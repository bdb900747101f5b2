/** What reads from what: lines from box to box with the files on them. Those who hear the graph hear it of each stage. */
import { useMemo } from "preact/hooks";
import type { Area, Point } from "./geometry.ts";
import type { Layout, PlacedLink } from "./layout.ts";
import { boxStyle } from "./marks.ts";
import type { Box } from "./shape.ts";

const arrow = 6;
/** How near to a box's corner a line may begin. */
const corner = 12;

interface LinksProperties {
  layout: Layout;
  /** Whose lines stand out. */
  active: Box | null;
}

export function Links({ layout, active }: LinksProperties) {
  const drawn = useMemo(() => drawnLinks(layout), [layout]);
  const { width, height, links } = layout;
  const nearness = ({ link }: PlacedLink) =>
    link.from === active || link.to === active ? "edge near" : "edge";
  return (
    <>
      <svg class="links" width={width} height={height} aria-hidden="true">
        {drawn.map(({ placed, line, head }, index) => (
          <g key={index} class={nearness(placed)}>
            <path class="line" d={line} />
            <path class="arrow" d={head} />
          </g>
        ))}
      </svg>
      {links.map((placed, index) => (
        <LinkLabel key={index} placed={placed} class={nearness(placed)} />
      ))}
    </>
  );
}

function LinkLabel({ placed: { label, link }, class: nearness }: { placed: PlacedLink; class: string }) {
  if (label === null) return null;
  return (
    <bdi
      class={`label ${nearness}`}
      style={boxStyle(label.area)}
      title={link.paths.join("\n")}
      aria-hidden="true"
    >
      {label.text}
    </bdi>
  );
}

function drawnLinks({ boxes, links }: Layout) {
  const areas = new Map(boxes.map(({ box, area }) => [box, area]));
  return links.map((placed) => {
    const points = way(placed, areas);
    return { placed, line: lineOf(points), head: headOf(points) };
  });
}

/** From the lower edge of one box to the upper edge of the other, whichever way the layout went around. */
function way({ link, points }: PlacedLink, areas: ReadonlyMap<Box, Area>): Point[] {
  const from = areas.get(link.from);
  const to = areas.get(link.to);
  const [first] = points;
  const last = points.at(-1);
  if (from === undefined || to === undefined || first === undefined || last === undefined) return [];
  const start = { x: within(from, first.x), y: from.y + from.height };
  const end = { x: within(to, last.x), y: to.y };
  return [start, ...points.slice(1, -1).filter(({ y }) => y > start.y && y < end.y), end];
}

function within({ x, width }: Area, wanted: number): number {
  return Math.min(x + width - corner, Math.max(x + corner, wanted));
}

/** Upright where it begins, where it ends and at each point between. */
function lineOf([start, ...others]: readonly Point[]): string {
  if (start === undefined) return "";
  let before = start;
  const curves = others.map((point, index) => {
    const y = index === others.length - 1 ? point.y - arrow : point.y;
    const half = (before.y + y) / 2;
    const curve = `C${before.x},${half} ${point.x},${half} ${point.x},${y}`;
    before = point;
    return curve;
  });
  return `M${start.x},${start.y}${curves.join("")}`;
}

function headOf(points: readonly Point[]): string {
  const end = points.at(-1);
  return end === undefined ? "" : `M${end.x},${end.y}l${-arrow * 0.6},${-arrow}h${arrow * 1.2}z`;
}
