/** The run that the session shows, as this window's participant sees it. Pure. */
import type { ClientState } from "#client/createClient.ts";
import type { PanelStage, RunView } from "#protocol/metricsPanel.ts";
import type { ShownRun } from "#protocol/session/shownRun.ts";
import { nameOf } from "../session/names.ts";
import { isAway } from "../session/rotation/order.ts";

export interface SharedRun {
  readonly view: RunView;
  /** Who ran it. */
  readonly name: string;
  /** That one drives now. */
  readonly drives: boolean;
  /** Who ran it went away while it was under way. */
  readonly interrupted: boolean;
  /** It is this window's participant. */
  readonly mine: boolean;
}

/**
 * What is shown of a run under way comes without charts where they have not changed: they are those of the view
 * before. Gives `shown` itself where nothing is missing.
 */
export function withCharts(shown: ShownRun, before: ShownRun | null): ShownRun {
  const { view, by } = shown;
  const isWhole = view.phase !== "running" || view.plots.length > 0;
  if (isWhole || before?.by !== by || before.view.figuresOf !== view.figuresOf) return shown;
  return { ...shown, view: { ...view, plots: before.view.plots } };
}

/** Nobody can tell any more how far it has come. */
function cutOff(stage: PanelStage): PanelStage {
  return stage.state === "running" ? { ...stage, state: "pending" } : stage;
}

export function sharedRun(client: ClientState, { view, by }: ShownRun): SharedRun {
  const name = nameOf(client, by);
  const interrupted = view.phase === "running" && isAway(client, by);
  const stages = interrupted ? view.stages.map(cutOff) : view.stages;
  return {
    view: { ...view, stages, trigger: { ...view.trigger, who: name } },
    name,
    drives: client.view?.rotation.driver === by,
    interrupted,
    mine: client.me.participant === by,
  };
}
