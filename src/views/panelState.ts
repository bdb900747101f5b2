/** What the metrics panel shows, from how the runs, the project and the session stand. Pure: it only reads. */
import type { PanelState, RunChoice } from "#protocol/metricsPanel.ts";
import type { Problem } from "#protocol/problem.ts";
import type { RunController } from "../runs/runController.ts";
import type { ProjectFolder } from "../workspace/projectFolder.ts";
import type { SharedRun } from "./sharedRun.ts";

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

export interface Viewer {
  /** What the person chose to see, if anything. */
  readonly wish: RunChoice["shown"] | null;
  /** Holds the driver's seat. */
  readonly drives: boolean;
}

/**
 * The window's own run or the session's. Who drives sees the own one, everybody else the driver's, until they choose;
 * where there is only one to see, there is nothing to choose.
 */
export function displayState(
  own: PanelState,
  shared: SharedRun | null,
  { wish, drives }: Viewer,
): PanelState {
  const hasOwn = own.state === "run" || own.state === "refused";
  if (shared === null || (hasOwn && shared.mine)) return own;
  const { view, name, interrupted } = shared;
  const runner = { name, drives: shared.drives, interrupted };
  const state = { state: "run", run: view, runner } as const;
  if (!hasOwn) return state;
  const shown = wish ?? (drives ? "own" : "shared");
  const number = own.state === "run" ? own.run.number : null;
  const choice: RunChoice = { shown, own: number, shared: { name, number: view.number } };
  return { ...(shown === "own" ? own : state), choice };
}

/** The problems that the page lists with a way there, in its order: it names one by its index. */
export function listedProblems(shown: PanelState): readonly Problem[] {
  switch (shown.state) {
    case "run":
      return shown.runner === undefined ? shown.run.problems : [];
    case "refused":
      return shown.problems;
    case "noProject":
    case "untrusted":
    case "neverRan":
      return [];
  }
}
