/** What stands above each stage of `dvc.yaml`: what can be done with it, and how it is. Knows no editor. */
import type { PanelStage } from "#protocol/metricsPanel.ts";
import type { StageStatus } from "#protocol/status.ts";
import type { DefinedStage } from "./definedStages.ts";

/** A group is running when one of its stages is, and stale when one of them is. */
export type GroupState =
  | { readonly type: "running" | "fresh" | "frozen" }
  /** `first`: the stage whose first reason is told; `others`: how many more reasons there are in the group. */
  | { readonly type: "stale"; readonly first: StageStatus; readonly others: number };

export interface StageActions extends DefinedStage {
  /** The stages that it stands for, as far as the saved file has them. */
  readonly stages: readonly string[];
  /** Null for one that is not saved yet. */
  readonly state: GroupState | null;
}

export function stageActions(
  defined: readonly DefinedStage[],
  statuses: readonly StageStatus[],
  inRun: readonly PanelStage[],
): readonly StageActions[] {
  return defined.map((stage) => {
    const own = statuses.filter(({ name }) => name === stage.name || name.startsWith(`${stage.name}@`));
    return { ...stage, stages: own.map(({ name }) => name), state: stateOf(own, inRun) };
  });
}

function stateOf(own: readonly StageStatus[], inRun: readonly PanelStage[]): GroupState | null {
  if (own.length === 0) return null;
  const names = new Set(own.map(({ name }) => name));
  if (inRun.some(({ name, state }) => state === "running" && names.has(name))) return { type: "running" };
  const stale = own.filter(({ state }) => state === "stale");
  const [first] = stale;
  if (first === undefined) return { type: own.every(({ state }) => state === "frozen") ? "frozen" : "fresh" };
  const reasons = stale.reduce((sum, each) => sum + each.reasons.length, 0);
  return { type: "stale", first, others: reasons - 1 };
}
