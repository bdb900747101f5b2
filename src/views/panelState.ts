/** What the metrics panel shows, from how the runs and the project stand. Pure: it only reads. */
import type { PanelState } from "#protocol/metricsPanel.ts";
import type { Problem } from "#protocol/problem.ts";
import type { RunController } from "../runs/runController.ts";
import type { ProjectFolder } from "../workspace/projectFolder.ts";

export function panelState(
  { state, status }: Pick<RunController, "state" | "status">,
  project: Pick<ProjectFolder, "type">,
): PanelState {
  if (project.type === "untrusted") return { state: "untrusted" };
  if (project.type !== "ready") return { state: "noProject" };
  switch (state.type) {
    case "running":
      return { state: "run", run: state.progress.view };
    case "ended":
      return { state: "run", run: state.view };
    case "refused":
      return { state: "refused", problems: [...state.problems] };
    case "waiting":
      return state.view === null ? { state: "neverRan" } : { state: "run", run: state.view };
    case "none":
      return status?.state === "unusable"
        ? { state: "refused", problems: status.problems }
        : { state: "neverRan" };
  }
}

/** The problems that the page lists, in its order: it names one by its index. */
export function listedProblems(shown: PanelState): readonly Problem[] {
  switch (shown.state) {
    case "run":
      return shown.run.problems;
    case "refused":
      return shown.problems;
    case "noProject":
    case "untrusted":
    case "neverRan":
      return [];
  }
}
