/** The lenses above each stage of `dvc.yaml`: run it, reproduce from it, and why it is stale. They follow the text. */
import * as vscode from "vscode";
import { describeReason } from "#protocol/describe.ts";
import { DisposableStore } from "../base/disposables.ts";
import { Notice } from "../base/notice.ts";
import { plainText } from "../base/plainText.ts";
import { whenDifferent } from "../base/whenDifferent.ts";
import type { CommandId } from "../commands/commandIds.ts";
import type { RunController } from "../runs/runController.ts";
import type { ProjectFolderWatcher } from "../workspace/projectFolder.ts";
import { isPipelineFile, pipelineFiles } from "./pipelineDocument.ts";
import type { GroupState, StageActions } from "./stageActions.ts";

export class StageLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Notice());
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #runs: RunController;
  readonly #watcher: ProjectFolderWatcher;

  constructor(runs: RunController, watcher: ProjectFolderWatcher) {
    this.#runs = runs;
    this.#watcher = watcher;
    const draw = whenDifferent(() => this.#changed.now());
    this.#store.add(runs.onDidChange(() => draw([runs.status, runs.view?.stages])));
    this.#store.add(vscode.languages.registerCodeLensProvider(pipelineFiles, this));
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!isPipelineFile(this.#watcher, document)) return [];
    const [{ definedStages }, { stageActions }] = await Promise.all([
      import("./definedStages.ts"),
      import("./stageActions.ts"),
    ]);
    const { status, view, running } = this.#runs;
    const statuses = status?.state === "ready" ? status.stages : [];
    const inRun = running ? (view?.stages ?? []) : [];
    return stageActions(definedStages(document.getText()), statuses, inRun).flatMap(lensesOf);
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function lensesOf({ name, line, stages, state }: StageActions): vscode.CodeLens[] {
  const range = new vscode.Range(line, 0, line, 0);
  const lens = (title: string, command: CommandId, names: readonly string[]) =>
    new vscode.CodeLens(range, { title, command, arguments: [{ stages: names }] });
  if (state?.type === "running") {
    const title = `$(sync~spin) ${vscode.l10n.t("running")} · ${vscode.l10n.t("Cancel")}`;
    return [lens(title, "baton.cancelRun", stages)];
  }
  return [
    // By its own name: a stage that is not saved yet is, before it runs.
    lens(`$(play) ${vscode.l10n.t("Run")}`, "baton.runStage", [name]),
    lens(vscode.l10n.t("Reproduce From Here"), "baton.reproduceFrom", [name]),
    ...(state === null ? [] : [lens(stateWords(state), "baton.explainStale", stages)]),
  ];
}

function stateWords(state: Exclude<GroupState, { type: "running" }>): string {
  if (state.type === "frozen") return `$(lock) ${vscode.l10n.t("frozen")}`;
  if (state.type !== "stale") return `$(pass) ${vscode.l10n.t("up to date")}`;
  const why = plainText(state.first.reasons.map(describeReason)[0] ?? "", 80);
  const words =
    state.others === 0
      ? vscode.l10n.t("stale: {0}", why)
      : vscode.l10n.t("stale: {0}, and {1} more", why, state.others);
  return `$(circle-outline) ${words}`;
}
