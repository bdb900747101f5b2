/**
 * Shows this participant's runs to the session while they go, and publishes them at their end: a few times a second
 * at most, one command at a time, the newest state always. Knows no editor; it is told when anything changed.
 */
import type { ClientState } from "#client/createClient.ts";
import type { RunView } from "#protocol/metricsPanel.ts";
import type { RunRecord } from "#protocol/run.ts";
import type { Command } from "#protocol/session/commands.ts";
import { fitRunView } from "#protocol/session/fitRunView.ts";
import type { RunState } from "../../runs/runState.ts";
import { mayAsk } from "../rights.ts";
import { publishedRun } from "./publishedRun.ts";
import { startedSuggestions } from "./startedSuggestions.ts";

/** Milliseconds between two states of one run. */
export const showPace = 250;

export interface PublisherClock {
  /** Monotonic milliseconds. */
  monotonic(): number;
  /** Calls back once; gives what cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
}

export interface RunPublisherOptions {
  /** Null where there is no session, or where the person keeps runs to themselves. */
  readonly client: () => ClientState | null;
  readonly runs: () => RunState;
  /** The stages that a stage reads from. */
  readonly needs: (stage: string) => readonly string[];
  readonly record: (id: string) => Promise<RunRecord | null>;
  /** Resolves when the relay has decided, however long that takes. */
  readonly ask: (command: Command) => Promise<unknown>;
  readonly clock: PublisherClock;
}

export interface RunPublisher {
  /** A run has started: known before it shows, since of a quick one only the end does. */
  started(id: string): void;
  runChanged(): void;
  sessionChanged(): void;
  dispose(): void;
}

function ignore(): void {
  // The session has gone, or refuses: there is nobody to tell it to.
}

export function createRunPublisher(options: RunPublisherOptions): RunPublisher {
  const { client, runs, needs, record, ask, clock } = options;
  /** The run that began under these eyes and has not ended. */
  let following: string | null = null;
  let suggestions: readonly string[] = [];
  /** What waits to be shown, and what was shown last. */
  let waiting: RunView | null = null;
  let last: RunView | null = null;
  let lastAt = Number.NEGATIVE_INFINITY;
  let phase: "idle" | "sending" | "over" = "idle";
  let cancel: (() => void) | null = null;

  function mayShow(state: ClientState, { id }: RunView): boolean {
    const shown = state.view?.shown;
    const isShown = shown?.by === state.me.participant && shown.view.id === id;
    return isShown || mayAsk(state, "run.show");
  }

  function offer(view: RunView): void {
    if (view === waiting || view === last) return;
    waiting = view;
    pump();
  }

  /** An end does not wait for its turn; a state on the way does. */
  function pump(): void {
    if (waiting === null || phase !== "idle") return;
    const early = waiting.phase === "running" ? lastAt + showPace - clock.monotonic() : 0;
    cancel?.();
    cancel = early > 0 ? clock.after(early, pump) : null;
    if (early <= 0) send(waiting);
  }

  function send(view: RunView): void {
    const state = client();
    waiting = null;
    if (state === null || !mayShow(state, view)) return;
    const stages = view.stages.map((stage) => ({ ...stage, needs: [...needs(stage.name)] }));
    const sent = toldIn({ ...view, stages }, state, last, suggestions.at(-1));
    last = view;
    lastAt = clock.monotonic();
    phase = "sending";
    void ask({ type: "run.show", view: sent })
      .then(ignore, ignore)
      .then(() => {
        if (phase !== "sending") return;
        phase = "idle";
        pump();
      });
  }

  async function publish(view: RunView): Promise<void> {
    const suggestion = suggestions.at(-1) ?? null;
    const kept = await record(view.id);
    const state = client();
    if (kept === null || state === null || !mayShow(state, view)) return;
    await ask({ type: "run.publish", run: publishedRun(kept, { source: view.source, suggestion }) });
  }

  function ended(view: RunView): void {
    const own = following === view.id;
    // A run that found nothing to do left no record: what it answered with is known already, unless it was shown.
    if (own || last?.id === following) offer(view);
    following = null;
    if (own && view.phase !== "cancelled") void publish(view).catch(ignore);
  }

  /** An earlier life of this window left a run on everybody's screen that will never end. */
  function leftBehind({ view, me }: ClientState): boolean {
    return view?.shown?.by === me.participant && view.shown.view.phase === "running" && phase === "idle";
  }

  return {
    started(id) {
      following = id;
    },
    runChanged() {
      const run = runs();
      if (client() === null) following = null;
      else if (run.type === "running") {
        following = run.progress.view.id;
        offer(run.progress.view);
      } else if (run.type === "ended" && following !== null) ended(run.view);
    },
    sessionChanged() {
      const [state, run] = [client(), runs()];
      suggestions = startedSuggestions(suggestions, state?.view ?? null);
      if (state === null) waiting = last = following = null;
      else if (run.type === "ended" && leftBehind(state)) offer(run.view);
    },
    dispose() {
      phase = "over";
      cancel?.();
    },
  };
}

/** Under the name and for the suggestion that the session knows; charts only where everybody has not got them yet. */
function toldIn(
  view: RunView,
  { me, view: session }: ClientState,
  last: RunView | null,
  suggestion?: string,
): RunView {
  const note = suggestion === undefined ? null : (session?.suggestions[suggestion]?.text ?? null);
  const known = last !== null && session?.shown?.by === me.participant && hasSamePlots(view, last);
  return fitRunView({
    ...view,
    trigger: { ...view.trigger, who: me.name ?? "", note: note?.slice(0, 200) ?? view.trigger.note },
    plots: known && view.phase === "running" ? [] : view.plots,
  });
}

/** The charts of an earlier run stand still; those of this one are the same as long as nothing new was read. */
function hasSamePlots(view: RunView, last: RunView): boolean {
  if (view.figuresOf !== last.figuresOf || view.plots.length !== last.plots.length) return false;
  return view.figuresOf !== view.number || view.plots.every((plot, index) => plot === last.plots[index]);
}
