/** How the last run stands, and what each of its events makes of that. Knows neither who runs it nor who looks. */
import type { RunView } from "#protocol/metricsPanel.ts";
import type { Problem } from "#protocol/problem.ts";
import type { RunEvent, RunOutcome } from "#protocol/run.ts";
import { advance, type RunProgress, startProgress } from "./runView.ts";

export type RunState =
  | { type: "none" }
  | { type: "refused"; problems: readonly Problem[] }
  /** Another process runs the pipeline; what stood before still stands. */
  | { type: "waiting"; message: string; view: RunView | null }
  | { type: "running"; progress: RunProgress }
  | { type: "ended"; view: RunView };

/** `superseded`: a newer request took its place before it began. `unchanged`: nothing had to be done. */
export type RunAnswer =
  | {
      type: "ended";
      outcome: Exclude<RunOutcome, "refused" | "interrupted">;
      unchanged: boolean;
      number: number;
      ms: number;
    }
  | { type: "refused"; problems: readonly Problem[] }
  | { type: "superseded" };

/** The run under way, or the last one; null before the first. */
export function viewOf(state: RunState): RunView | null {
  switch (state.type) {
    case "running":
      return state.progress.view;
    case "ended":
    case "waiting":
      return state.view;
    default:
      return null;
  }
}

export function isRunning({ type }: RunState): boolean {
  return type === "running" || type === "waiting";
}

interface Step {
  /** The same state where the event changes nothing that shows. */
  readonly state: RunState;
  /** With the run's last event. */
  readonly answer: RunAnswer | null;
}

/** @param earlier what the run is measured against */
export function afterEvent(state: RunState, event: RunEvent, earlier: RunProgress["earlier"]): Step {
  switch (event.type) {
    case "output":
    case "warned":
      return { state, answer: null };
    case "waiting":
      return { state: { type: "waiting", message: event.message, view: viewOf(state) }, answer: null };
    case "runRefused": {
      const refused = { type: "refused", problems: event.problems } as const;
      return { state: refused, answer: refused };
    }
    case "runStarted":
      return { state: { type: "running", progress: startProgress(event, earlier) }, answer: null };
    case "runFinished":
      return finish(state, event);
    default:
      if (state.type !== "running") return { state, answer: null };
      return { state: { type: "running", progress: advance(state.progress, event) }, answer: null };
  }
}

/** A run that found everything unchanged is told by an earlier one's record, which is not this state's to show. */
function finish(state: RunState, event: Extract<RunEvent, { type: "runFinished" }>): Step {
  const { outcome, number, ms } = event;
  const answer = { type: "ended", outcome, number, ms } as const;
  if (state.type !== "running") return { state, answer: { ...answer, unchanged: false } };
  const { view } = advance(state.progress, event);
  const unchanged = event.run !== view.id;
  return { state: unchanged ? state : { type: "ended", view }, answer: { ...answer, unchanged } };
}
