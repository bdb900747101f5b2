/** What the keys mean on the graph. */
import type { StageAction } from "#protocol/graphPanel.ts";
import { text } from "../page/strings.ts";
import type { Step } from "./walk.ts";

const steps = new Map<string, Step>([
  ["ArrowUp", "up"],
  ["ArrowDown", "down"],
  ["ArrowLeft", "left"],
  ["ArrowRight", "right"],
  ["Home", "first"],
  ["End", "last"],
]);

const actions = new Map<string, StageAction>([
  ["enter", "define"],
  ["o", "code"],
  ["r", "run"],
  ["f", "reproduce"],
  ["w", "explain"],
]);

export type ZoomKey = "in" | "out" | "fit";

const zooms = new Map<string, ZoomKey>([
  ["+", "in"],
  ["=", "in"],
  ["-", "out"],
  ["_", "out"],
  ["0", "fit"],
]);

function hasModifier({ altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey;
}

export function stepKey(event: KeyboardEvent): Step | null {
  return hasModifier(event) ? null : (steps.get(event.key) ?? null);
}

export function actionKey(event: KeyboardEvent): StageAction | null {
  return hasModifier(event) ? null : (actions.get(event.key.toLowerCase()) ?? null);
}

/** With Ctrl or Cmd and without. */
export function zoomKey(event: KeyboardEvent): ZoomKey | null {
  return event.altKey ? null : (zooms.get(event.key) ?? null);
}

export const listedKeys = (
  [
    "up",
    "down",
    "side",
    "ends",
    "define",
    "code",
    "run",
    "reproduce",
    "explain",
    "menu",
    "zoom",
    "back",
    "help",
  ] as const
).map((key) => [text(`graphKeys.${key}.keys`), text(`graphKeys.${key}.text`)] as const);
