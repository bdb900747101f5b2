/** How a stage is shown, in the Pipeline view as in the graph: as the files say, or as a run has it or left it. */
import type { ShownState } from "#protocol/graphPanel.ts";
import type { PanelStage } from "#protocol/metricsPanel.ts";
import type { StageStatus } from "#protocol/status.ts";

/** A run's good end counts while the stage is up to date, its bad end until the stage is. */
export function shownState(state: StageStatus["state"], inRun: PanelStage | undefined): ShownState {
  switch (inRun?.state) {
    case "pending":
    case "running":
      return inRun.state;
    case "failed":
    case "cancelled":
    case "skipped":
      return state === "stale" ? inRun.state : state;
    case "ran":
    case "cached":
    case "restored":
      return state === "fresh" ? inRun.state : state;
    case undefined:
      return state;
  }
}
