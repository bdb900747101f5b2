/** The commands that run the pipeline: with progress, a way to cancel, and one clear sentence when it goes wrong. */
import * as vscode from "vscode";
import { describeProblem } from "#protocol/describe.ts";
import type { Problem } from "#protocol/problem.ts";
import type { RunEvent } from "#protocol/run.ts";
import { quickRun, type RunController, type RunRequest } from "../runs/runController.ts";
import type { RunOnSave } from "../runs/runOnSave.ts";
import type { RunAnswer } from "../runs/runState.ts";
import type { Attempt } from "../views/attempt.ts";
import type { MetricsPanel } from "../views/metricsPanel.ts";
import type { OutputLog } from "../views/outputLog.ts";
import { openProblem } from "../views/problems.ts";
import { formatDuration } from "../views/words.ts";
import { exists, type ProjectFolderWatcher, pipelineFile } from "../workspace/projectFolder.ts";
import { requireProject } from "../workspace/requireProject.ts";

export class RunCommands {
  readonly #runs: RunController;
  readonly #watcher: ProjectFolderWatcher;
  readonly #saves: RunOnSave;
  readonly #log: OutputLog;
  readonly #panel: MetricsPanel;
  readonly #attempt: Attempt;

  constructor(
    runs: RunController,
    watcher: ProjectFolderWatcher,
    saves: RunOnSave,
    log: OutputLog,
    panel: MetricsPanel,
    attempt: Attempt,
  ) {
    this.#runs = runs;
    this.#watcher = watcher;
    this.#saves = saves;
    this.#log = log;
    this.#panel = panel;
    this.#attempt = attempt;
  }

  /** Runs what is asked for and what that needs, or all; false when there is nothing that could run. */
  async run(asked: Omit<RunRequest, "why"> = {}): Promise<boolean> {
    const project = await requireProject(this.#watcher);
    if (project === null) return false;
    await this.#saves.saveAll();
    const show = vscode.workspace.getConfiguration("baton", project).get("showMetricsOnRun", true);
    if (show && !this.#panel.open) await this.showMetrics(false);
    const answer = await this.#withProgress(this.#runs.run({ ...asked, why: "command" }));
    // Not waited for: it ends when somebody has read a notification.
    void this.#attempt(() => this.#report(project, answer));
    return answer.type !== "refused";
  }

  /** In an empty window the knobs open first: the panel's place is beside them, where the next file cannot cover it. */
  async showMetrics(focus: boolean): Promise<void> {
    const project = this.#watcher.current;
    const isEmpty = vscode.window.tabGroups.activeTabGroup.activeTab === undefined;
    if (isEmpty && !this.#panel.open && project.type === "ready") {
      const { uri } = project.folder;
      const files = ["params.yaml", pipelineFile].map((name) => vscode.Uri.joinPath(uri, name));
      const [file] = (
        await Promise.all(files.map(async (each) => ((await exists(each)) ? [each] : [])))
      ).flat();
      if (file !== undefined) await vscode.window.showTextDocument(file, { preview: false });
    }
    this.#panel.show(focus);
  }

  async #withProgress(answer: Promise<RunAnswer>): Promise<RunAnswer> {
    const quick = await Promise.race([answer, delay(quickRun)]);
    if (quick !== undefined) return quick;
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Baton: running the pipeline"),
      cancellable: true,
    };
    return await vscode.window.withProgress(options, async (progress, token) => {
      token.onCancellationRequested(() => this.#runs.cancel());
      const current = this.#runs.view?.stages.find(({ state }) => state === "running");
      if (current !== undefined) progress.report({ message: current.name });
      const listening = this.#runs.onEvent((event) => {
        const step = stepOf(event);
        if (step !== null) progress.report(step);
      });
      return await answer.finally(() => listening.dispose());
    });
  }

  async #report(folder: vscode.WorkspaceFolder, answer: RunAnswer): Promise<void> {
    if (answer.type === "superseded") return;
    if (answer.type === "refused") return await this.#offer(folder, answer.problems);
    if (answer.outcome === "failed") return await this.#offer(folder, this.#runs.problems);
    vscode.window.setStatusBarMessage(endWords(answer), 4000);
  }

  async #offer(folder: vscode.WorkspaceFolder, problems: readonly Problem[]): Promise<void> {
    const [problem] = problems;
    const show = vscode.l10n.t("Show Problem");
    const log = vscode.l10n.t("Open Log");
    const sentence = problem === undefined ? vscode.l10n.t("the run failed") : describeProblem(problem);
    const chosen = await vscode.window.showErrorMessage(
      vscode.l10n.t("Baton: {0}", sentence),
      ...(problem?.path ? [show, log] : [log]),
    );
    if (chosen === log) this.#log.show();
    if (chosen === show && problem !== undefined) await openProblem(folder, problem);
  }
}

function endWords({ outcome, unchanged, number, ms }: Extract<RunAnswer, { type: "ended" }>): string {
  if (outcome === "cancelled") return vscode.l10n.t("Baton: run {0} cancelled", number);
  if (unchanged) {
    return vscode.l10n.t("Baton: nothing changed since run {0} ({1})", number, formatDuration(ms));
  }
  return vscode.l10n.t("Baton: run {0} done ({1})", number, formatDuration(ms));
}

function stepOf(event: RunEvent): { message: string } | null {
  switch (event.type) {
    case "waiting":
      return { message: event.message };
    case "stageStarted":
      return { message: event.stage };
    default:
      return null;
  }
}

function delay(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}
