/** What an element on the graph carries: its place, and what the editor's own menu is about. */
import type { Area } from "./geometry.ts";

export function boxStyle({ x, y, width, height }: Area) {
  return { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` };
}

/** The editor reads it when its menu is asked for, and gives it to the command that is chosen. */
export function menuOf(stages: readonly string[]): string {
  return JSON.stringify({ webviewSection: "stage", stages, preventDefaultContextMenuItems: true });
}
