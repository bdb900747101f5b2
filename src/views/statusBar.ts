/** The status bar item: verdict and first metric of the run that the panel shows; a click shows the metrics. */
import * as vscode from "vscode";
import type { RunView } from "#protocol/metricsPanel.ts";
import { DisposableStore } from "../base/disposables.ts";
import { plainText } from "../base/plainText.ts";
import type { RunController } from "../runs/runController.ts";
import type { RunState } from "../runs/runState.ts";
import type { RunDisplay } from "./runDisplay.ts";
import type { SharedRun } from "./sharedRun.ts";
import { createStatusItem } from "./statusItem.ts";
import { headlineSpeech, headlineText, isSynthetic } from "./words.ts";

interface Shown {
  text: string;
  speech: string;
  failed?: boolean;
}

export class StatusBar implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #item = this.#store.add(
    createStatusItem({
      id: "baton.lastRun",
      priority: 50,
      name: vscode.l10n.t("Baton: last run"),
      command: "baton.showMetrics",
    }),
  );

  constructor(runs: RunController, display: RunDisplay) {
    const look = () => {
      const { shared } = display;
      if (shared !== null) this.#draw(sharedShown(shared));
      else this.#draw(runs.status === null ? null : shownFor(runs.state));
    };
    this.#store.add(display.onDidChange(look));
    look();
  }

  #draw(shown: Shown | null): void {
    if (shown === null) {
      this.#item.draw(null);
      return;
    }
    const { text, speech, failed = false } = shown;
    const tooltip = vscode.l10n.t("{0}. Click to show the metrics.", speech);
    this.#item.draw({ text, speech, tooltip, alarm: failed ? "error" : null });
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function shownFor(state: RunState): Shown {
  switch (state.type) {
    case "none":
      return { text: "$(beaker) Baton", speech: vscode.l10n.t("the pipeline has not run yet") };
    case "waiting":
      return { text: `$(sync~spin) ${vscode.l10n.t("waiting")}`, speech: state.message };
    case "refused":
      return {
        text: `$(error) ${vscode.l10n.t("pipeline unusable")}`,
        speech: state.problems[0]?.message ?? "",
        failed: true,
      };
    case "running":
      return runningStage(state.progress.view);
    case "ended":
      return ended(state.view);
  }
}

/** Somebody else's run says whose it is; that it failed is theirs to be alarmed by. */
function sharedShown(shared: SharedRun): Shown {
  const { name } = shared;
  const { text, speech } = sharedProgress(shared);
  return { text: `${text} · ${plainText(name, 20)}`, speech: vscode.l10n.t("{0}: {1}", name, speech) };
}

function sharedProgress({ view, interrupted }: SharedRun): Shown {
  if (view.phase !== "running") return ended(view);
  if (!interrupted) return runningStage(view);
  return {
    text: `$(debug-disconnect) ${vscode.l10n.t("interrupted")}`,
    speech: vscode.l10n.t("run {0} is interrupted, its driver is away", view.number),
  };
}

/** Between two stages there is none: the item then keeps its place by naming the run. */
function runningStage({ stages, number }: RunView): Shown {
  const [stage, ...beside] = stages.filter(({ state }) => state === "running").map(({ name }) => name);
  if (stage === undefined) {
    const run = vscode.l10n.t("run {0}", number);
    return { text: `$(sync~spin) ${run}`, speech: vscode.l10n.t("run {0} is under way", number) };
  }
  const more = beside.length === 0 ? "" : ` +${beside.length}`;
  return {
    text: `$(sync~spin) ${plainText(stage, 40)}${more}`,
    speech: vscode.l10n.t("run {0} is running stage {1}", number, [stage, ...beside].join(", ")),
  };
}

function ended(view: RunView): Shown {
  if (view.phase === "failed") {
    const stage = plainText(view.stages.find(({ state }) => state === "failed")?.name ?? "", 40);
    const speech = vscode.l10n.t("run {0} failed in stage {1}", view.number, stage);
    return { text: `$(error) ${vscode.l10n.t("{0} failed", stage)}`, speech, failed: true };
  }
  if (view.phase === "cancelled") {
    const speech = vscode.l10n.t("run {0} was cancelled", view.number);
    return { text: `$(circle-slash) ${vscode.l10n.t("cancelled")}`, speech };
  }
  const [headline] = view.headlines;
  if (headline === undefined) {
    return {
      text: `$(pass) ${vscode.l10n.t("done")}`,
      speech: vscode.l10n.t("run {0} is done", view.number),
    };
  }
  const source = isSynthetic(view) ? ` · ${vscode.l10n.t("synthetic")}` : "";
  return {
    text: `$(beaker) ${plainText(headlineText(headline), 60)}${source}`,
    speech: `${vscode.l10n.t("run {0}", view.figuresOf)}: ${headlineSpeech(headline)}${source && `, ${view.source}`}`,
  };
}
