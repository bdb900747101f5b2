/**
 * How large what is drawn is, in pixels; graph.css draws it so. The stages of a group stand in rows inside its frame.
 */
import type { GraphStage } from "#protocol/graphPanel.ts";
import { fileName } from "../charts/words.ts";
import { counted } from "../page/strings.ts";
import type { Area, Size } from "./geometry.ts";
import type { Box, Link } from "./shape.ts";

export interface PlacedStage {
  readonly stage: GraphStage;
  readonly area: Area;
}

export const card = { width: 240, height: 52 } as const;
export const chip = { width: 208, height: 28 } as const;
export const frame = { padding: 8, head: 32, gap: 8 } as const;

export const margin = 24;
const widestLabel = 180;

/** As wide as high, as far as whole chips go. */
function columnsOf(count: number): number {
  const perColumn = (chip.height + frame.gap) / (chip.width + frame.gap);
  return Math.max(1, Math.round(Math.sqrt(count * perColumn)));
}

export function sizeOf({ isGroup, stages }: Box): Size {
  if (!isGroup) return card;
  const columns = columnsOf(stages.length);
  const rows = Math.ceil(stages.length / columns);
  return {
    width: 2 * frame.padding + columns * (chip.width + frame.gap) - frame.gap,
    height: frame.head + frame.padding + rows * (chip.height + frame.gap) - frame.gap,
  };
}

export function placeStages({ isGroup, stages }: Box, area: Area): PlacedStage[] {
  if (!isGroup) return stages.map((stage) => ({ stage, area }));
  const columns = columnsOf(stages.length);
  return stages.map((stage, index) => ({
    stage,
    area: {
      x: area.x + frame.padding + (index % columns) * (chip.width + frame.gap),
      y: area.y + frame.head + Math.floor(index / columns) * (chip.height + frame.gap),
      ...chip,
    },
  }));
}

/** What a link carries, in the room that there is: the whole paths stand below the graph. Null where that is not told. */
export function labelOf({ paths }: Link): string | null {
  if (paths.length === 0) return null;
  return paths.length > 2 ? counted("graph.files", paths.length) : paths.map(fileName).join(", ");
}

export function labelSize(text: string): Size {
  return { width: Math.min(widestLabel, 12 + 7 * text.length), height: 18 };
}
