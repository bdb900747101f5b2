/** The Pipeline view: each stage with its state, and why it is stale. A problem with the project stands in its place. */
import * as vscode from "vscode";
import { describeProblem, describeReason } from "#protocol/describe.ts";
import type { PanelStage } from "#protocol/metricsPanel.ts";
import type { Problem } from "#protocol/problem.ts";
import type { StageStatus } from "#protocol/status.ts";
import { DisposableStore } from "../base/disposables.ts";
import { whenDifferent } from "../base/whenDifferent.ts";
import type { RunController } from "../runs/runController.ts";
import { shownState } from "./shownState.ts";
import { formatDuration } from "./words.ts";

export type PipelineNode = { type: "stage"; status: StageStatus } | { type: "problem"; problem: Problem };

interface Look {
  icon: string;
  colour?: string;
  description: string;
}

export class PipelineTree implements vscode.TreeDataProvider<PipelineNode>, vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #runs: RunController;

  constructor(runs: RunController) {
    this.#runs = runs;
    this.#store.add(vscode.window.createTreeView("baton.pipeline", { treeDataProvider: this }));
    const draw = whenDifferent(() => this.#changed.fire());
    this.#store.add(runs.onDidChange(() => draw([runs.status, runs.view?.stages])));
  }

  getChildren(node?: PipelineNode): PipelineNode[] {
    const { status } = this.#runs;
    if (node !== undefined || status === null) return [];
    return status.state === "ready"
      ? status.stages.map((stage) => ({ type: "stage", status: stage }))
      : status.problems.map((problem) => ({ type: "problem", problem }));
  }

  getTreeItem(node: PipelineNode): vscode.TreeItem {
    if (node.type === "problem") return problemItem(node.problem);
    const inRun = this.#runs.view?.stages.find(({ name }) => name === node.status.name);
    return stageItem(node.status, inRun);
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function stageItem(status: StageStatus, inRun: PanelStage | undefined): vscode.TreeItem {
  const { icon, colour, description } = lookOf(status, inRun);
  const item = new vscode.TreeItem(status.name);
  item.id = status.name;
  item.description = description;
  item.contextValue = inRun?.state === "running" ? "stage.running" : "stage";
  item.iconPath = new vscode.ThemeIcon(
    icon,
    colour === undefined ? undefined : new vscode.ThemeColor(colour),
  );
  item.tooltip = [status.name, description, ...status.reasons.slice(1).map(describeReason)].join("\n");
  item.accessibilityInformation = { label: vscode.l10n.t("stage {0}, {1}", status.name, description) };
  item.command = {
    command: "baton.openStageCode",
    title: vscode.l10n.t("Open Code"),
    arguments: [{ type: "stage", status }],
  };
  return item;
}

/** A stage that runs or has just failed shows that; any other shows whether it is up to date. */
function lookOf(status: StageStatus, inRun: PanelStage | undefined): Look {
  switch (shownState(status.state, inRun)) {
    case "running":
      return { icon: "sync~spin", description: vscode.l10n.t("running") };
    case "pending":
      return { icon: "clock", description: vscode.l10n.t("waiting for its turn") };
    case "failed":
      return { icon: "error", colour: "testing.iconFailed", description: vscode.l10n.t("failed") };
    default:
      return restingLook(status, inRun);
  }
}

function restingLook({ state, reasons }: StageStatus, inRun: PanelStage | undefined): Look {
  switch (state) {
    case "frozen":
      return { icon: "lock", description: vscode.l10n.t("frozen") };
    case "stale": {
      const words = reasons.map(describeReason)[0] ?? "";
      return { icon: "circle-outline", description: vscode.l10n.t("stale: {0}", words) };
    }
    case "fresh":
      return { icon: "pass", colour: "testing.iconPassed", description: freshWords(inRun) };
  }
}

function freshWords(inRun: PanelStage | undefined): string {
  const time = inRun?.ms === null || inRun?.ms === undefined ? "" : ` · ${formatDuration(inRun.ms)}`;
  switch (inRun?.state) {
    case "ran":
      return vscode.l10n.t("done") + time;
    case "restored":
      return vscode.l10n.t("restored from the cache") + time;
    case "cached":
      return vscode.l10n.t("cached") + time;
    default:
      return vscode.l10n.t("fresh");
  }
}

function problemItem(problem: Problem): vscode.TreeItem {
  const item = new vscode.TreeItem(problem.message);
  item.description = [problem.path, problem.line].filter((part) => part !== null).join(":");
  item.tooltip = describeProblem(problem);
  item.iconPath = new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
  item.contextValue = "problem";
  item.command = {
    command: "baton.openProblem",
    title: vscode.l10n.t("Open"),
    arguments: [problem],
  };
  return item;
}
